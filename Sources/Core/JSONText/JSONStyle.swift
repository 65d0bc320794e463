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
