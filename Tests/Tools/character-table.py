#!/usr/bin/env python3
"""Writes Sources/Core/CellGrid/CharacterTable.swift.

Two sources, which must agree on the Unicode version:
  width     wcwidth(3) of the libc this runs on, in C.UTF-8, because ncurses positions by it
  category  Python's unicodedata

Classes: m made visible, z zero width, n one cell, w two cells. Run it after a libc upgrade:
  Tests/Tools/character-table.py > Sources/Core/CellGrid/CharacterTable.swift
"""
import ctypes
import textwrap
import unicodedata

libc = ctypes.CDLL("libc.so.6")
libc.setlocale(6, b"C.UTF-8")
libc.wcwidth.argtypes = [ctypes.c_uint32]
libc.gnu_get_libc_version.restype = ctypes.c_char_p

# DerivedCoreProperties.txt, Default_Ignorable_Code_Point: characters that show nothing.
IGNORABLE = [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]
# Control, format, surrogate, private use, unassigned (non-characters too), line and paragraph separator.
UNSHOWABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def letter(code):
    width = libc.wcwidth(code)
    if width < 0 or unicodedata.category(chr(code)) in UNSHOWABLE:
        return "m"
    if any(first <= code <= last for first, last in IGNORABLE):
        return "m"
    return "znw"[width]


runs = []
for code in range(0x110000):
    found = letter(code)
    if runs and runs[-1][0] == found:
        runs[-1][1] += 1
    else:
        runs.append([found, 1])

text = "".join(kind + (str(length) if length > 1 else "") for kind, length in runs)
rows = "\\\n    ".join(textwrap.wrap(text, 95, break_on_hyphens=False))
version = ".".join(unicodedata.unidata_version.split(".")[:2])
print(f'''/// What each Unicode scalar is to a terminal. Written by `Tests/Tools/character-table.py` from
/// `wcwidth` of glibc {libc.gnu_get_libc_version().decode()} and the general categories of Unicode {version}; do not edit by hand.
enum CharacterTable {{
  /// The version of Unicode that widths and categories follow.
  static let unicodeVersion = "{version}"
  /// The glibc whose `wcwidth` gave the widths.
  static let libraryVersion = "{libc.gnu_get_libc_version().decode()}"

  /// Classes and lengths of the runs of scalars from U+0000 on; no number means one scalar.
  /// m made visible, z zero width (joins the one before), n one cell, w two cells.
  static let runs: StaticString = """
    {rows}
    """
}}''')
