/// How a stretch of JSON is laid out, so that what is added looks like what is there.
struct JSONStyle: Equatable {
  /// Whether each member and element has its own line.
  var isMultiline: Bool
  /// Blanks of one level; for multi-line styles.
  var indent: [UInt8]
  /// What stands behind a comma on the same line.
  var commaGap: [UInt8]
  /// Between key and value, the colon included.
  var colon: [UInt8]
  /// LF or CR LF.
  var lineBreak: [UInt8]

  static let compact = JSONStyle(
    isMultiline: false, indent: [], commaGap: [], colon: [0x3A], lineBreak: [0x0A])

  static func indented(by indent: [UInt8]) -> JSONStyle {
    JSONStyle(
      isMultiline: true, indent: indent, commaGap: [], colon: [0x3A, 0x20], lineBreak: [0x0A])
  }
}

extension JSONStyle {
  /// - Parameters:
  ///   - first: the blanks behind the opening bracket.
  ///   - last: the blanks before the closing one.
  init(first: [UInt8], last: [UInt8], habits: JSONHabits) {
    guard let indentation = JSONLayout.indentation(first) else {
      self = .compact
      colon = habits.colon ?? colon
      // Who puts a blank behind a colon most likely puts one behind a comma.
      commaGap = habits.commaGap ?? Array(colon.reversed().prefix(while: Self.isBlank).reversed())
      return
    }
    let outer = JSONLayout.indentation(last) ?? []
    let isDeeper = indentation.count > outer.count && indentation.starts(with: outer)
    self = .indented(by: isDeeper ? Array(indentation.dropFirst(outer.count)) : [0x20, 0x20])
    colon = habits.colon ?? colon
    if let end = first.firstIndex(of: 0x0A), end > 0, first[end - 1] == 0x0D {
      lineBreak = [0x0D, 0x0A]
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
