#pragma once
// SwiftPM drops the -D flags of ncursesw.pc, so ask for the wide-character API here,
// before <curses.h> is first read.
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <stdio.h>
#include <curses.h>
#include <term.h>

// Swift does not see cast macros (A_BOLD), function-like macros (KEY_F) or variadic functions,
// and Swift 6 rejects C globals (stdscr). Each function below stands for one of those.
static inline WINDOW *cncurses_stdscr(void)   { return stdscr; }
static inline int     cncurses_colors(void)   { return COLORS; }
static inline int     cncurses_pairs(void)    { return COLOR_PAIRS; }
static inline attr_t  cncurses_bold(void)      { return WA_BOLD; }
static inline attr_t  cncurses_dim(void)       { return WA_DIM; }
static inline attr_t  cncurses_italic(void)    { return WA_ITALIC; }
static inline attr_t  cncurses_underline(void) { return WA_UNDERLINE; }
static inline attr_t  cncurses_reverse(void)   { return WA_REVERSE; }
static inline int     cncurses_err(void)       { return ERR; }
static inline WINDOW *cncurses_curscr(void)   { return curscr; }
static inline int     cncurses_rows(void)     { return LINES; }
static inline int     cncurses_columns(void)  { return COLS; }

// tigetstr answers NULL or -1 for what it does not have.
static inline const char *cncurses_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}
static inline int cncurses_flag(const char *name) { return tigetflag(name) == 1; }
static inline const char *cncurses_move_to(int row, int column) {
  const char *move = cncurses_string("cup");
  return move ? tparm(move, (long)row, (long)column, 0L, 0L, 0L, 0L, 0L, 0L, 0L) : NULL;
}

// A cell as Swift can fill it in: an array would be a tuple there.
typedef struct {
  wchar_t base, first, second, third, fourth;
  attr_t attributes;
  int pair;
} cncurses_cell;

// Puts cells side by side. `pair` may exceed 255: it travels in `opts`, see curs_getcchar(3X),
// EXTENSIONS. The cursor is not moved, so the last cell of the screen does not scroll.
static inline int cncurses_put(WINDOW *w, int row, int column,
                               const cncurses_cell *cells, int count) {
  cchar_t line[count > 0 ? count : 1];
  for (int i = 0; i < count; i++) {
    const cncurses_cell *cell = &cells[i];
    wchar_t text[] = {cell->base, cell->first, cell->second, cell->third, cell->fourth, 0};
    int pair = cell->pair;
    if (setcchar(&line[i], text, cell->attributes, 0, &pair) == ERR) return ERR;
  }
  return mvwadd_wchnstr(w, row, column, line, count);
}
