// save FILE DATABASE COUNT: stores the bytes of a file COUNT times in SQLite, each time as a new row
// and as what a second row refers to, in one transaction that is on disk before the next (a log
// written ahead, synchronous = FULL). Prints the nanoseconds of each, a line each.
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

static sqlite3 *db;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "save: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static void run(const char *sql) { check(sqlite3_exec(db, sql, 0, 0, 0)); }

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  FILE *file = fopen(argv[1], "r");
  struct stat facts;
  if (!file || stat(argv[1], &facts)) return 1;
  char *bytes = malloc(facts.st_size);
  if (fread(bytes, 1, facts.st_size, file) != (size_t)facts.st_size) return 1;
  check(sqlite3_open(argv[2], &db));
  run("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "PRAGMA wal_autocheckpoint = 0;"
      "CREATE TABLE doc (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
      "CREATE TABLE flow (id INTEGER PRIMARY KEY, doc INTEGER);"
      "INSERT INTO flow VALUES (1, NULL)");
  sqlite3_stmt *insert, *update;
  check(sqlite3_prepare_v2(db, "INSERT INTO doc (bytes) VALUES (?)", -1, &insert, 0));
  check(sqlite3_prepare_v2(db, "UPDATE flow SET doc = ?", -1, &update, 0));
  for (int round = 0; round < atoi(argv[3]); round++) {
    bytes[facts.st_size / 2] = 'a' + round % 26;
    long start = now();
    run("BEGIN IMMEDIATE");
    sqlite3_bind_blob(insert, 1, bytes, facts.st_size, SQLITE_STATIC);
    check(sqlite3_step(insert));
    sqlite3_reset(insert);
    sqlite3_bind_int64(update, 1, sqlite3_last_insert_rowid(db));
    check(sqlite3_step(update));
    sqlite3_reset(update);
    run("COMMIT");
    printf("%ld\n", now() - start);
  }
  return 0;
}
