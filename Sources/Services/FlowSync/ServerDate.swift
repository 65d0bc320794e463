import FlowModel

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
    CivilTime.milliseconds(ofStamp: stamp).map { Int($0 / 1_000) }
  }

  static func seconds(httpDate: String) -> Int? {
    let words = httpDate.split(separator: " ")
    guard words.count == 6, words[5] == "GMT",
      let month = months.firstIndex(of: String(words[2]))
    else { return nil }
    let time = words[4].split(separator: ":")
    guard time.count == 3 else { return nil }
    return CivilTime.seconds(
      Int(words[3]), month + 1, Int(words[1]), Int(time[0]), Int(time[1]), Int(time[2]))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
