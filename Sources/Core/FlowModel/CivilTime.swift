/// Moments from the dates that servers write. For ages and for dates of one server among
/// themselves; who wrote first is never decided by them.
package enum CivilTime {
  /// Reads a stamp of either service, such as `2026-04-30T10:12:00.000Z`, with or without a
  /// fraction; the fraction is left out of the result.
  ///
  /// - Returns: milliseconds since 1970; nil for anything else.
  package static func milliseconds(ofStamp stamp: String) -> Milliseconds? {
    let text = Array(stamp.utf8)
    guard text.count >= 20, text.last == UInt8(ascii: "Z"), text[4] == UInt8(ascii: "-"),
      text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":"),
      let seconds = seconds(
        number(text[0..<4]), number(text[5..<7]), number(text[8..<10]), number(text[11..<13]),
        number(text[14..<16]), number(text[17..<19]))
    else { return nil }
    return Milliseconds(seconds) * 1_000
  }

  /// Seconds since 1970 of a moment in UTC; nil when a part is missing or impossible.
  package static func seconds(
    _ year: Int?, _ month: Int?, _ day: Int?, _ hour: Int?, _ minute: Int?, _ second: Int?
  ) -> Int? {
    guard let year, let month, let day, let hour, let minute, let second,
      (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days of the civil calendar, with years that begin in March so that the leap day is last.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return days * 86_400 + hour * 3_600 + minute * 60 + second
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits, as: UTF8.self))
  }
}
