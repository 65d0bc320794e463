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
static inline int     cncurses_key_f(int n)    { return KEY_F(n); }
static inline int     cncurses_err(void)       { return ERR; }
static inline int     cncurses_key_code_yes(void) { return KEY_CODE_YES; }
static inline mmask_t cncurses_all_mouse_events(void) { return ALL_MOUSE_EVENTS; }

// Puts one cell. `pair` may exceed 255: it travels in `opts`, see curs_getcchar(3X), EXTENSIONS.
static inline int cncurses_put(WINDOW *w, int row, int column,
                               const wchar_t *glyph, attr_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, glyph, attributes, 0, &pair) == ERR) return ERR;
  return mvwadd_wch(w, row, column, &cell);
}
