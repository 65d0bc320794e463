#!/usr/bin/env python3
"""Writes Sources/Core/FlowModel/PlainLetterTable.swift: the letters that marks stand on.

Sources: the decompositions of UnicodeData.txt (UAX #15, UAX #44), taken from Python's copy; for
letters that have none, the letter in their names ("L WITH STROKE"), as Latin-ASCII of CLDR has it.
"""
import sys
import unicodedata

BLOCKS = [
    (0x00C0, 0x024F),  # Latin-1, Extended-A and -B
    (0x0370, 0x052F),  # Greek and Cyrillic
    (0x1E00, 0x1FFF),  # Latin Extended Additional, Greek Extended
]
# Without a decomposition and without a name that tells.
OWN = {"ı": "i", "ð": "d", "ŋ": "n", "ĸ": "q", "ſ": "s", "ŀ": "l", "ŉ": "n", "ẚ": "a", "ς": "σ", "ȷ": "j"}


def base(letter):
    """The letter without marks, or None when it is as it should be."""
    if unicodedata.category(letter) != "Ll":
        return None  # names are in lower case already
    if letter in OWN:
        return OWN[letter]
    plain = [c for c in unicodedata.normalize("NFKD", letter) if unicodedata.category(c) != "Mn"]
    words = unicodedata.name(plain[0]).split()
    if words[:3] == ["LATIN", "SMALL", "LETTER"] and words[4:5] == ["WITH"] and len(words[3]) == 1:
        plain[0] = words[3].lower()
    if len(plain) != 1 or plain[0] == letter:
        return None
    return OWN.get(plain[0], plain[0])


def main(path):
    with open(path, "w", encoding="utf-8") as out:
        out.write(
            "/// The letters that marks stand on. Written by `Tests/Tools/plain-letters.py` from the\n"
            f"/// decompositions and names of Unicode {unicodedata.unidata_version[:4]}; do not edit by hand.\n"
            "enum PlainLetterTable {\n"
            "  /// For each scalar from `first` on the letter without its marks; `.` where it has none.\n"
            "  static let blocks: [(first: UInt32, letters: String)] = [\n"
        )
        for first, last in BLOCKS:
            letters = "".join(base(chr(scalar)) or "." for scalar in range(first, last + 1))
            out.write(f"    (\n      0x{first:04X},\n")
            out.write('      """\n')
            while letters:
                line, letters = letters[:90], letters[90:]
                out.write(f"      {line}{chr(92) if letters else ''}\n")
            out.write('      """\n    ),\n')
        out.write("  ]\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
