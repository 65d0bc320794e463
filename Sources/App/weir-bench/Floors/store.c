// store LIST DATABASE [search]: stores the rows of a list that lies in a file, each as its own bytes,
// as fast as SQLite does it: a log written ahead, a transaction for every 50 rows or 2 MiB, each on
// disk before the next. With "search" also a full-text index of names and of the texts in the flows.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static sqlite3 *db;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "store: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static void run(const char *sql) { check(sqlite3_exec(db, sql, 0, 0, 0)); }

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db, sql, -1, &statement, 0));
  return statement;
}

static void step(sqlite3_stmt *statement) {
  check(sqlite3_step(statement));
  sqlite3_reset(statement);
}

// The end of the object that starts at `p`. Strings are the bulk: memchr finds their ends.
static const char *end_of_object(const char *p, const char *end) {
  int depth = 0;
  while (p < end) {
    switch (*p) {
    case '"':
      for (p++;; p++) {
        p = memchr(p, '"', end - p);
        if (!p) return 0;
        const char *q = p;
        while (q[-1] == '\\') q--;
        if ((p - q) % 2 == 0) break;
      }
      break;
    case '{': case '[': depth++; break;
    case '}': case ']': if (--depth == 0) return p + 1;
    }
    p++;
  }
  return 0;
}

static const char *find(const char *p, const char *end, const char *text) {
  return memmem(p, end - p, text, strlen(text));
}

// The strings inside flowData of 24 bytes and more with a blank in them: prompts, descriptions.
static size_t texts(const char *p, const char *end, char *out) {
  char *start = out;
  const char *quote;
  while ((quote = find(p, end, "\\\"")) != 0) {
    if (quote - p >= 24 && memchr(p, ' ', quote - p)) {
      memcpy(out, p, quote - p);
      out += quote - p;
      *out++ = '\n';
    }
    p = quote + 2;
  }
  return out - start;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int searches = argc > 3;
  int file = open(argv[1], O_RDONLY);
  struct stat facts;
  if (file < 0 || fstat(file, &facts) != 0) return 3;
  const char *list = mmap(0, facts.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  const char *end = list + facts.st_size;
  check(sqlite3_open(argv[2], &db));
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "CREATE TABLE flow (id INTEGER PRIMARY KEY, name TEXT NOT NULL, body BLOB NOT NULL)");
  if (searches)
    run("CREATE VIRTUAL TABLE search USING fts5(name, text, content='',"
        "tokenize='unicode61 remove_diacritics 2')");
  sqlite3_stmt *insert = prepare("INSERT INTO flow VALUES (?, ?, ?)");
  sqlite3_stmt *index =
      searches ? prepare("INSERT INTO search (rowid, name, text) VALUES (?, ?, ?)") : 0;
  char *text = malloc(64 << 20);
  sqlite3_int64 id = 0;
  int rows = 0;
  size_t bytes = 0;
  for (const char *p = list; (p = memchr(p, '{', end - p)) != 0;) {
    const char *row = p;
    p = end_of_object(p, end);
    if (!p) return 4;
    if (rows == 0) run("BEGIN IMMEDIATE");
    const char *name = find(row, p, "\"name\":\"");
    size_t length = name ? (const char *)memchr(name + 8, '"', p - name - 8) - name - 8 : 0;
    sqlite3_bind_int64(insert, 1, ++id);
    sqlite3_bind_text(insert, 2, name ? name + 8 : "", (int)length, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 3, row, (int)(p - row), SQLITE_STATIC);
    step(insert);
    if (searches) {
      sqlite3_bind_int64(index, 1, id);
      sqlite3_bind_text(index, 2, name ? name + 8 : "", (int)length, SQLITE_STATIC);
      sqlite3_bind_text(index, 3, text, (int)texts(row, p, text), SQLITE_STATIC);
      step(index);
    }
    bytes += p - row;
    if (++rows == 50 || bytes >= 2 << 20) { run("COMMIT"); rows = 0; bytes = 0; }
  }
  if (rows > 0) run("COMMIT");
  sqlite3_finalize(insert);
  sqlite3_finalize(index);
  check(sqlite3_close(db));
  return 0;
}
