// fill DATABASE COUNT: makes a copy of weir hold COUNT chatflows. Copies of the rows that are there,
// under names of their own, share the stored bodies: lists never read them.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const copy_rows =
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)"
    "INSERT INTO resource (server_no, luid, server_id, presence, base_doc, base_rev, work_doc,"
    "  name, name_key, subtype, category, status, updated_text, live, nodes, edges, bytes,"
    "  changed_ms) "
    "SELECT server_no, lower(hex(randomblob(16))), lower(hex(randomblob(16))), presence, base_doc,"
    "  base_rev, work_doc, name || ' ' || n, name_key || ' ' || n, subtype, category, status,"
    "  updated_text, live, nodes, edges, bytes, changed_ms - n * 60000 "
    "FROM number, (SELECT * FROM resource WHERE presence = 'listed') LIMIT ?2";

static sqlite3 *db;

static void check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "fill: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static long long count(void) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db, "SELECT count(*) FROM resource WHERE presence = 'listed'", -1, &statement, 0));
  check(sqlite3_step(statement));
  long long result = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return result;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  check(sqlite3_open(argv[1], &db));
  long long wanted = atoll(argv[2]), here = count();
  if (here == 0) return 3;
  if (wanted > here) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(db, copy_rows, -1, &statement, 0));
    sqlite3_bind_int64(statement, 1, (wanted - here) / here + 1);
    sqlite3_bind_int64(statement, 2, wanted - here);
    check(sqlite3_step(statement));
    sqlite3_finalize(statement);
  }
  check(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", 0, 0, 0));
  check(sqlite3_close(db));
  return 0;
}
