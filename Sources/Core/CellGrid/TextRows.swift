/// Breaks text into rows.
package enum TextRows {
  /// Breaks `text` into rows of at most `columns` cells, between words where it can, inside a
  /// word that is longer than a row. Line feeds break too. Blanks at a break are dropped.
  ///
  /// A wide character that would cross the edge starts the next row, so a row may be a cell
  /// short.
  ///
  /// - Parameters:
  ///   - columns: cells, at least 2.
  ///   - limit: at most this many rows; the work done is in proportion.
  /// - Returns: the rows in order; one empty row for empty text.
  package static func wrapped(
    _ text: String, columns: Int, limit: Int = .max
  ) -> [VisibleText] {
    var rows: [VisibleText] = []
    for line in lines(of: text, columns: columns, limit: limit) {
      guard rows.count < limit else { break }
      wrap(line, columns: max(columns, 2), limit: limit, into: &rows)
    }
    return rows
  }

  /// The lines, each made visible, and no more of the text than `limit` rows can show.
  private static func lines(of text: String, columns: Int, limit: Int) -> [VisibleText] {
    var text = text
    let (bytes, overflow) = max(columns, 2).multipliedReportingOverflow(by: 32)
    let (most, tooMany) = bytes.multipliedReportingOverflow(by: limit)
    if !overflow, !tooMany, text.utf8.count > most {
      text = String(decoding: text.utf8.prefix(most), as: UTF8.self)
    }
    return text.split(separator: "\n", maxSplits: limit, omittingEmptySubsequences: false)
      .prefix(limit).map { VisibleText(String($0)) }
  }

  private static func wrap(
    _ line: VisibleText, columns: Int, limit: Int, into rows: inout [VisibleText]
  ) {
    var start = 0  // offset of the row
    var width = 0  // cells since then
    // After the last blank of the row, and cells up to there.
    var lastBlank: (end: Int, width: Int)?
    var offset = 0
    for character in line.text {
      let cells = CharacterWidth.of(character)
      let end = offset + character.utf8.count
      if character == " ", width >= columns {
        // A blank that does not fit ends the row and is dropped.
        rows.append(line.row(start..<offset))
        (start, width, lastBlank) = (end, 0, nil)
      } else {
        // Twice when the word that moves down fills the next row too.
        while width + cells > columns, width > 0 {
          let cut = lastBlank ?? (offset, width)
          rows.append(line.row(start..<cut.end))
          (start, width, lastBlank) = (cut.end, width - cut.width, nil)
        }
        width += cells
        if character == " " { lastBlank = (end, width) }
      }
      offset = end
      if rows.count >= limit { return }
    }
    rows.append(line.row(start..<offset))
  }
}

extension VisibleText {
  /// A part of the text, with its marks, without blanks at its end.
  fileprivate func row(_ range: Range<Int>) -> VisibleText {
    var end = range.upperBound
    let utf8 = text.utf8
    while end > range.lowerBound, byte(at: end - 1) == 0x20 { end -= 1 }
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let stop = utf8.index(utf8.startIndex, offsetBy: end)
    let kept = marks.compactMap { mark -> Range<Int>? in
      let shared = mark.clamped(to: range.lowerBound..<end)
      return shared.isEmpty
        ? nil : shared.lowerBound - range.lowerBound..<shared.upperBound - range.lowerBound
    }
    return VisibleText(text: String(text[start..<stop]), marks: kept)
  }

  private func byte(at offset: Int) -> UInt8 {
    let utf8 = text.utf8
    return utf8[utf8.index(utf8.startIndex, offsetBy: offset)]
  }
}
