#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT and SQLITE_STATIC are cast macros, sqlite3_db_config is variadic:
// Swift sees neither.
static inline int csqlite_bind_text_copy(sqlite3_stmt *s, int i, const char *text, int bytes) {
  return sqlite3_bind_text(s, i, text, bytes, SQLITE_TRANSIENT);
}
static inline int csqlite_bind_blob_copy(sqlite3_stmt *s, int i, const void *blob, sqlite3_int64 bytes) {
  return sqlite3_bind_blob64(s, i, blob, (sqlite3_uint64)bytes, SQLITE_TRANSIENT);
}
// The bytes must stay valid until the statement is reset or bound anew.
static inline int csqlite_bind_blob_borrowed(sqlite3_stmt *s, int i, const void *blob, sqlite3_int64 bytes) {
  return sqlite3_bind_blob64(s, i, blob, (sqlite3_uint64)bytes, SQLITE_STATIC);
}
static inline int csqlite_config_no_checkpoint_on_close(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
static inline int csqlite_config_defensive(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
