// list DATABASE: the list of chatflows of a copy of weir, painted by ncurses as directly as can be:
// the same rows, the same columns, the same lines above and below, the same windows of 200 rows by
// key. j and Down move on, Ctrl-f a page, / shows what the letters behind it find, q ends. What a
// screen of this kind costs at least.
#define NCURSES_WIDECHAR 1
#define _GNU_SOURCE
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

enum { window = 200, kept = 600, margin = 60 };

struct row {
  char *name, *type, *key;
  int nodes, edges, bytes, waits;
  long long changed, id;
};

static sqlite3 *db;
static sqlite3_stmt *next_rows, *found_rows;
static struct row rows[kept + window];
static int first, loaded, total, cursor, top, height;
static long long now;
static char pattern[64];
static int typing;

static void load_more(void) {
  struct row *last = loaded ? &rows[loaded - 1] : 0;
  sqlite3_bind_text(next_rows, 1, last ? last->key : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(next_rows, 2, last ? last->id : 0);
  sqlite3_bind_text(next_rows, 3, pattern, -1, SQLITE_TRANSIENT);
  while (sqlite3_step(next_rows) == SQLITE_ROW) {
    struct row *row = &rows[loaded++];
    row->id = sqlite3_column_int64(next_rows, 0);
    row->name = strdup((const char *)sqlite3_column_text(next_rows, 1));
    row->key = strdup((const char *)sqlite3_column_text(next_rows, 2));
    const char *type = (const char *)sqlite3_column_text(next_rows, 3);
    row->type = strdup(type ? type : "");
    row->nodes = sqlite3_column_int(next_rows, 4);
    row->edges = sqlite3_column_int(next_rows, 5);
    row->bytes = sqlite3_column_int(next_rows, 6);
    row->changed = sqlite3_column_int64(next_rows, 7);
    row->waits = sqlite3_column_int(next_rows, 8);
  }
  sqlite3_reset(next_rows);
  int surplus = loaded - kept;
  if (surplus <= 0) return;
  for (int i = 0; i < surplus; i++) { free(rows[i].name); free(rows[i].key); free(rows[i].type); }
  memmove(rows, rows + surplus, sizeof(struct row) * (loaded - surplus));
  loaded -= surplus;
  first += surplus;
}

static void open_list(const char *path) {
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, 0) != SQLITE_OK) exit(1);
  sqlite3_stmt *count;
  if (sqlite3_prepare_v2(db, "SELECT sum(listed) FROM tally", -1, &count, 0) != SQLITE_OK) exit(1);
  if (sqlite3_step(count) == SQLITE_ROW) total = sqlite3_column_int(count, 0);
  sqlite3_finalize(count);
  const char *sql =
      "SELECT rid, name, name_key, subtype, nodes, edges, bytes, changed_ms,"
      "  EXISTS (SELECT 1 FROM op AS o WHERE o.rid = r.rid AND o.done_ms IS NULL)"
      "FROM resource AS r INDEXED BY resource_by_name "
      "WHERE server_no = 1 AND presence <> 'gone' AND work_doc IS NOT NULL"
      "  AND (name_key, rid) > (?1, ?2) AND (?3 = '' OR instr(name_key, ?3) > 0)"
      "  ORDER BY name_key, rid LIMIT 200";
  if (sqlite3_prepare_v2(db, sql, -1, &next_rows, 0) != SQLITE_OK) exit(1);
  sql = "SELECT count(*) FROM resource INDEXED BY resource_by_name "
      "WHERE server_no = 1 AND presence <> 'gone' AND work_doc IS NOT NULL"
      "  AND instr(name_key, ?1) > 0";
  if (sqlite3_prepare_v2(db, sql, -1, &found_rows, 0) != SQLITE_OK) exit(1);
  load_more();
}

static void age(char *text, size_t size, long long changed) {
  long long minutes = (now - changed) / 60000;
  if (minutes < 1) snprintf(text, size, "now");
  else if (minutes < 60) snprintf(text, size, "%lldm", minutes);
  else if (minutes < 1440) snprintf(text, size, "%lldh", minutes / 60);
  else snprintf(text, size, "%lldd", minutes / 1440);
}

// As many characters as fit into `columns` cells.
static void put_name(int line, int column, int columns, const char *name) {
  wchar_t text[512];
  size_t length = mbstowcs(text, name, 511);
  if (length == (size_t)-1) length = 0;
  text[length] = 0;
  int width = 0;
  for (size_t i = 0; i < length; i++) {
    int cells = wcwidth(text[i]) > 0 ? wcwidth(text[i]) : 0;
    if (width + cells > columns) { text[i] = 0; break; }
    width += cells;
  }
  mvaddwstr(line, column, text);
}

static void draw_row(int index) {
  int line = 3 + index - top, end = COLS - 2;
  struct row *row = &rows[index - first];
  char text[32];
  attrset(index == cursor ? A_REVERSE : A_NORMAL);
  mvhline(line, 0, ' ', COLS);
  mvaddstr(line, 0, index == cursor ? ">" : " ");
  mvaddstr(line, 3, row->waits ? "⇡" : "✓");
  put_name(line, 5, end - 23 - 5, row->name);
  if (index != cursor) attrset(A_DIM);
  mvprintw(line, end - 18, "%.5s", row->type);
  mvprintw(line, end - 11, "%5d", row->nodes);
  age(text, sizeof text, row->changed);
  mvprintw(line, end - 4, "%4s", text);
  attrset(A_NORMAL);
}

static void draw_rule(int line, const char *title) {
  mvhline(line, 0, ACS_HLINE, COLS);
  mvaddstr(line, 2, title);
}

static void draw_detail(void) {
  struct row *row = &rows[cursor - first];
  char title[600];
  int line = LINES - 7;
  snprintf(title, sizeof title, " %s ", row->name);
  draw_rule(line, title);
  for (int i = 1; i < 5; i++) { move(line + i, 0); clrtoeol(); }
  mvaddstr(line + 1, 1, row->waits ? "waits to be pushed" : "same as on the server");
  mvprintw(line + 2, 3, "%d nodes  %d edges  %d KB", row->nodes, row->edges, row->bytes / 1000);
}

static void draw_position(void) { mvprintw(LINES - 2, 1, "%d of %d ", cursor + 1, total); }

static void draw_all(void) {
  char title[80];
  attrset(A_BOLD);
  mvaddstr(0, 1, "bench  [1 Chatflows]  2 Chatbots  3 Outbox  4 Log");
  attrset(A_NORMAL);
  snprintf(title, sizeof title, " Chatflows %d  sort: name ", total);
  draw_rule(1, title);
  mvprintw(2, 3, "S NAME");
  mvprintw(2, COLS - 20, "TYPE   NODES    AGE");
  for (int i = top; i < top + height && i < total; i++) draw_row(i);
  draw_position();
  mvaddstr(LINES - 1, 1, "Enter open  e edit  / filter  P push  x actions  : cmd  ? help");
}

// The first rows whose names hold the pattern, and how many there are.
static void find_rows(int letter) {
  size_t length = strlen(pattern);
  if (length + 1 >= sizeof pattern) return;
  pattern[length] = (char)letter;
  pattern[length + 1] = 0;
  for (int i = 0; i < loaded; i++) { free(rows[i].name); free(rows[i].key); free(rows[i].type); }
  first = loaded = cursor = top = 0;
  sqlite3_bind_text(found_rows, 1, pattern, -1, SQLITE_TRANSIENT);
  if (sqlite3_step(found_rows) == SQLITE_ROW) total = sqlite3_column_int(found_rows, 0);
  sqlite3_reset(found_rows);
  load_more();
  erase();
  draw_all();
  mvprintw(LINES - 2, 1, "/%s", pattern);
}

static void move_page(void) {
  cursor = cursor + height < total ? cursor + height : total - 1;
  top = cursor - height + 1 > 0 ? cursor - height + 1 : 0;
  while (cursor + margin >= first + loaded && first + loaded < total) load_more();
  for (int i = top; i < top + height && i < total; i++) draw_row(i);
  draw_position();
}

static void move_down(void) {
  if (cursor + 1 >= total) return;
  cursor++;
  if (cursor + margin >= first + loaded && first + loaded < total) load_more();
  if (cursor >= top + height) {
    top++;
    for (int i = top; i < top + height; i++) draw_row(i);
  } else {
    draw_row(cursor - 1);
    draw_row(cursor);
  }
  draw_position();
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  setlocale(LC_ALL, "");
  now = (long long)time(0) * 1000;
  open_list(argv[1]);
  initscr();
  start_color();
  use_default_colors();
  raw();
  noecho();
  keypad(stdscr, TRUE);
  idlok(stdscr, TRUE);
  curs_set(0);
  height = LINES - 3 - 7;
  draw_all();
  draw_detail();
  refresh();
  for (;;) {
    // What is under the cursor is shown when it rests, as weir does.
    timeout(60);
    int key = getch();
    if (key == ERR) {
      if (!typing) draw_detail();
      refresh();
      timeout(-1);
      key = getch();
    }
    if (typing) {
      if (key == 27) break;
      find_rows(key);
      refresh();
    } else if (key == 'q') {
      break;
    } else if (key == '/') {
      typing = 1;
    } else if (key == 6) {
      move_page();
      refresh();
    } else if (key == 'j' || key == KEY_DOWN) {
      move_down();
      refresh();
    }
  }
  endwin();
  return 0;
}
