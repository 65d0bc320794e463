package import FlowModel

/// A moment in the civil calendar of UTC.
package struct CalendarTime: Hashable, Sendable {
  /// `2026-04-30`.
  package let date: String
  /// `2026-04-30T10:00:00Z` (RFC 3339).
  package let timestamp: String

  package init(_ time: Milliseconds) {
    let seconds = Int(time >= 0 ? time / 1000 : (time - 999) / 1000)
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (year, month, day) = Self.date(ofDay: days)
    date = "\(year)-\(two(month))-\(two(day))"
    timestamp = "\(date)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// Days since 1970-01-01 as a date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
