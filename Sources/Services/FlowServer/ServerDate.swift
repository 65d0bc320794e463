import Glibc

/// Dates of the wire: milliseconds since 1970 and their ISO 8601 text in UTC.
package enum ServerDate {
  /// The system's clock, in milliseconds since 1970.
  package static let systemClock: @Sendable () -> Int64 = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// `2024-03-15T10:30:00.000Z`, or without the fraction.
  package static func text(_ milliseconds: Int64, fraction: Bool = true) -> String {
    let seconds = floorDivide(milliseconds, 1000)
    let days = floorDivide(seconds, 86_400)
    let ofDay = seconds - days * 86_400
    let (year, month, day) = civil(days: days)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let minutes = ofDay / 60
    let time = "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2)):\(padded(ofDay % 60, 2))"
    return fraction
      ? "\(date)T\(time).\(padded(milliseconds - seconds * 1000, 3))Z" : "\(date)T\(time)Z"
  }

  /// Reads `YYYY-MM-DDTHH:MM:SS[.fff]Z`; nil for anything else.
  package static func milliseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T")
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      guard bytes[range].allSatisfy({ (48...57).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count == 24 {
      guard bytes[19] == UInt8(ascii: "."), let thousandths = number(20..<23) else { return nil }
      fraction = thousandths
    } else if bytes.count != 20 {
      return nil
    }
    let days = self.days(year: year, month: month, day: day)
    return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + fraction
  }

  private static func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    a >= 0 ? a / b : -((-a + b - 1) / b)
  }

  // The Gregorian calendar repeats every 400 years = 146,097 days. Counting years from March puts
  // the leap day last, so a month's first day is a straight line: (153 m + 2) / 5.
  private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    let day = dayOfYear - (153 * march + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let fromMarch = month <= 2 ? year - 1 : year
    let era = floorDivide(fromMarch, 400)
    let yearOfEra = fromMarch - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
