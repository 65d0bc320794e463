// edit FILE: a text editor as small as can be: a gap buffer, and the lines around the cursor painted
// by ncurses. Keys as in vi: j, gg, /TEXT Enter, i and text and Esc, Ctrl-l, q. Nothing is coloured,
// checked or kept. What a screen of this kind costs at least.
#define _GNU_SOURCE
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *text;
static size_t size, gap, gap_end;  // bytes before the gap: [0, gap), behind it: [gap_end, size)
static size_t cursor, top, line, lines;
static int inserting;

static size_t length(void) { return size - (gap_end - gap); }
static char byte(size_t at) { return text[at < gap ? at : at + gap_end - gap]; }

static void move_gap(size_t at) {
  if (at < gap) memmove(text + gap_end - (gap - at), text + at, gap - at);
  else memmove(text + gap, text + gap_end, at - gap);
  gap_end = gap_end - gap + at;
  gap = at;
}

static void insert(char character) {
  move_gap(cursor);
  if (gap == gap_end) {
    size_t room = size + 65536;
    text = realloc(text, room);
    memmove(text + gap_end + 65536, text + gap_end, size - gap_end);
    gap_end += 65536;
    size = room;
  }
  text[gap++] = character;
  cursor++;
}

static void read_file(const char *path) {
  struct stat facts;
  FILE *file = fopen(path, "r");
  if (!file || fstat(fileno(file), &facts)) exit(1);
  size = facts.st_size + 65536;
  text = malloc(size);
  gap = fread(text, 1, facts.st_size, file);
  gap_end = size;
  fclose(file);
  for (size_t i = 0; i < gap; i++) lines += text[i] == '\n';
}

static size_t line_start(size_t at) {
  while (at > 0 && byte(at - 1) != '\n') at--;
  return at;
}

// The start of the next line; the same place in the last one.
static size_t next_line(size_t at) {
  for (size_t i = at; i < length(); i++) if (byte(i) == '\n') return i + 1 < length() ? i + 1 : at;
  return at;
}

static void draw(void) {
  int rows = LINES - 1, row = 0, cursor_row = 0;
  size_t start = line_start(cursor);
  if (start < top) top = start;
  size_t at = top;
  while (row < rows && at < start) { at = next_line(at); row++; }
  if (at < start) {  // far below: the cursor's line in the middle
    top = start;
    for (row = 0; row < rows / 2 && top > 0; row++) top = line_start(top - 1);
  } else if (row == rows) {
    top = next_line(top);
  }
  erase();
  at = top;
  for (row = 0; row < rows && at < length(); row++) {
    if (at == start) cursor_row = row;
    // What is left of the screen in a long line is not shown.
    size_t from = at == start && cursor - start >= (size_t)COLS ? cursor - COLS / 2 : at;
    char shown[512];
    int count = 0;
    for (size_t i = from; count < COLS && count < 511 && i < length() && byte(i) != '\n'; i++)
      shown[count++] = byte(i);
    mvaddnstr(row, 0, shown, count);
    size_t next = next_line(at);
    if (next == at) break;
    at = next;
  }
  mvprintw(LINES - 1, 0, "line %zu of %zu", line + 1, lines);
  size_t column = cursor - start;
  move(cursor_row, column >= (size_t)COLS ? COLS / 2 : (int)column);
}

static void move_down(void) {
  size_t next = next_line(cursor);
  if (next == cursor) return;
  cursor = next;
  line++;
}

static void search(void) {
  char word[128];
  int count = 0, key;
  timeout(-1);
  while ((key = getch()) != '\n' && key != '\r' && count < 127) word[count++] = key;
  move_gap(0);
  char *start = text + gap_end, *from = start + cursor;
  char *found = memmem(from, text + size - from, word, count);
  if (!found) return;
  for (char *i = from; i < found; i++) line += *i == '\n';
  cursor = found - start;
}

static void take(int key) {
  static int begun;
  if (inserting) {
    if (key == 27) {
      // Pasted text comes between ESC[200~ and ESC[201~.
      timeout(0);
      int next = getch();
      if (next == '[') while ((next = getch()) != ERR && next != '~') {}
      else inserting = 0;
      timeout(-1);
    } else {
      insert(key);
    }
  } else if (key == 'j') {
    move_down();
  } else if (key == 'g') {
    if ((begun = !begun) == 0) cursor = line = top = 0;
  } else if (key == '/') {
    search();
  } else if (key == 'i') {
    inserting = 1;
  } else if (key == 12) {
    clearok(curscr, TRUE);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  setlocale(LC_ALL, "");
  read_file(argv[1]);
  initscr();
  raw();
  noecho();
  idlok(stdscr, TRUE);
  printf("\033[?2004h");
  fflush(stdout);
  for (;;) {
    draw();
    refresh();
    int key = getch();
    if (key == 'q' && !inserting) break;
    take(key);
    // Keys that wait already are taken before the next picture.
    timeout(0);
    while ((key = getch()) != ERR && !(key == 'q' && !inserting)) take(key), timeout(0);
    timeout(-1);
    if (key == 'q') break;
  }
  endwin();
  return 0;
}
