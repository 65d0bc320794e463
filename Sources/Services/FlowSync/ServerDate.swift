/// Dates of one server, compared with each other and with nothing else (sync.md 2.11).
///
/// Seconds since 1970. Understands the HTTP date (`Tue, 02 Sep 2026 10:12:01 GMT`) and the stamps
/// of both services (`2026-04-30T10:12:00.000Z`); everything else is unreadable.
enum ServerDate {
  /// Whether a stamp is too young, or cannot be read, to tell two writes apart: on the default
  /// store of Flowise it has steps of one second (F3).
  static func isRacy(stamp: String?, serverDate: String?) -> Bool {
    guard let stamp = stamp.flatMap(seconds(stamp:)),
      let date = serverDate.flatMap(seconds(httpDate:))
    else { return true }
    return date - stamp < 2
  }

  static func seconds(stamp: String) -> Int? {
    let text = Array(stamp.utf8)
    guard text.count >= 20, text.last == UInt8(ascii: "Z"), text[4] == UInt8(ascii: "-"),
      text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":")
    else { return nil }
    return seconds(
      number(text[0..<4]), number(text[5..<7]), number(text[8..<10]), number(text[11..<13]),
      number(text[14..<16]), number(text[17..<19]))
  }

  static func seconds(httpDate: String) -> Int? {
    let words = httpDate.split(separator: " ")
    guard words.count == 6, words[5] == "GMT",
      let month = months.firstIndex(of: String(words[2]))
    else { return nil }
    let time = words[4].split(separator: ":")
    guard time.count == 3 else { return nil }
    return seconds(
      Int(words[3]), month + 1, Int(words[1]), Int(time[0]), Int(time[1]), Int(time[2]))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits, as: UTF8.self))
  }

  private static func seconds(
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
}
