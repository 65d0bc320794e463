import FlowModel

/// Numbers, ages and sizes as people read them.
enum Wording {
  /// Coarse on purpose: an idle screen must not change between minutes. "now", "3m", "2h", "14d",
  /// and years from the second on.
  static func age(of moment: Milliseconds, now: Milliseconds) -> String {
    let minutes = max(now - moment, 0) / 60_000
    switch minutes {
    case 0: return "now"
    case ..<60: return "\(minutes)m"
    case ..<1_440: return "\(minutes / 60)h"
    case ..<1_051_200: return "\(minutes / 1_440)d"
    default: return "\(minutes / 525_600)y"
    }
  }

  /// "just now", "3m ago".
  static func ago(_ moment: Milliseconds, now: Milliseconds) -> String {
    let age = age(of: moment, now: now)
    return age == "now" ? "just now" : "\(age) ago"
  }

  /// "812 B", "66 KB", "2.1 MB": 1 KB is 1000 bytes.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) B"
    case ..<999_500: "\((bytes + 500) / 1_000) KB"
    default: "\((bytes + 50_000) / 1_000_000).\((bytes + 50_000) / 100_000 % 10) MB"
    }
  }

  /// "1 904": blanks between thousands.
  static func number(_ value: Int) -> String {
    if (0..<1_000).contains(value) { return String(value) }
    let digits = String(abs(value))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
      text.append(digit)
    }
    return text
  }

  /// "1 edit", "2 edits".
  static func count(_ value: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number(value)) \(value == 1 ? one : many ?? one + "s")"
  }

  /// A date as servers write it, shorter: "2026-09-14 10:02". Anything else stays as it is.
  static func serverDate(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[4] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes.allSatisfy({ $0 < 0x80 })
    else { return text }
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))\(text.hasSuffix("Z") ? " UTC" : "")"
  }
}
