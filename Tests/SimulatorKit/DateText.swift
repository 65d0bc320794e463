import FlowModel

/// Dates as servers write them.
enum DateText {
  private struct Parts {
    var year = 0
    var month = 0
    var day = 0
    var second = 0
    var weekday = 0
  }

  /// `2026-09-21T10:12:01.000Z`.
  static func stamp(_ time: Milliseconds) -> String {
    let parts = parts(time)
    return "\(digits(parts.year, 4))-\(digits(parts.month))-\(digits(parts.day))T\(clock(parts))."
      + "\(digits(Int(time % 1_000), 3))Z"
  }

  /// `Mon, 21 Sep 2026 10:12:01 GMT`.
  static func http(_ time: Milliseconds) -> String {
    let parts = parts(time)
    return "\(days[parts.weekday]), \(digits(parts.day)) \(months[parts.month - 1]) "
      + "\(digits(parts.year, 4)) \(clock(parts)) GMT"
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func digits(_ number: Int, _ count: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  private static func clock(_ parts: Parts) -> String {
    "\(digits(parts.second / 3_600)):\(digits(parts.second / 60 % 60)):\(digits(parts.second % 60))"
  }

  /// Howard Hinnant's civil_from_days, for times after 1970.
  private static func parts(_ time: Milliseconds) -> Parts {
    let day = Int(time / 86_400_000)
    let shifted = day + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    return Parts(
      year: year + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9,
      day: ofYear - (153 * month + 2) / 5 + 1, second: Int(time / 1_000) % 86_400,
      weekday: (day + 4) % 7)
  }
}
