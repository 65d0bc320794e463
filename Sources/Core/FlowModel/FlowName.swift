/// Names are text: neither unique nor trimmed nor keys (sync.md 2.15).
package enum FlowName {
  /// The form that sorts and filters: plain letters (see ``PlainLetters``), without leading white
  /// space.
  ///
  /// - Complexity: O(*n*); ASCII names take a short way.
  package static func key(of name: String) -> String {
    var text = name
    let isASCII = text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } }
    guard isASCII else { return String(PlainLetters.of(name).drop { $0.isWhitespace }) }
    let folded = text.utf8.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
      .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return String(decoding: folded, as: UTF8.self)
  }

  /// The form that what is typed with an accent is compared with: lower case, with its marks,
  /// without leading white space.
  package static func spelling(of name: String) -> String {
    String(name.lowercased().drop { $0.isWhitespace })
  }
}
