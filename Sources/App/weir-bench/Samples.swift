import CPosix
import Glibc

/// Nanoseconds of a clock that never goes back.
enum Clock {
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  static func sleep(until moment: Int64) {
    var time = timespec(tv_sec: Int(moment / 1_000_000_000), tv_nsec: Int(moment % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }
}

/// Figures of one kind, taken in the same run.
struct Samples {
  private(set) var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  var isEmpty: Bool { values.isEmpty }
  var median: Double { percentile(50) }
  var sum: Double { values.reduce(0, +) }
  var mean: Double { values.isEmpty ? 0 : sum / Double(values.count) }
  var largest: Double { values.max() ?? 0 }

  /// The smallest value that `percent` of the values do not exceed; 0 without values.
  func percentile(_ percent: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
    return sorted[max(0, min(sorted.count, rank) - 1)]
  }
}

/// A number with the unit it is read in.
enum Figure {
  /// Of seconds.
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<0.01: "\(decimal(seconds * 1000, digits: 2)) ms"
    case ..<0.1: "\(decimal(seconds * 1000, digits: 1)) ms"
    case ..<1: "\(decimal(seconds * 1000, digits: 0)) ms"
    default: "\(decimal(seconds, digits: 2)) s"
    }
  }

  /// Of bytes.
  static func size(_ bytes: Double) -> String {
    switch bytes {
    case ..<10_000: "\(decimal(bytes, digits: 0)) B"
    case ..<1_000_000: "\(decimal(bytes / 1000, digits: 0)) KB"
    default: "\(decimal(bytes / 1_000_000, digits: 1)) MB"
    }
  }

  static func decimal(_ value: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = Int((value * scale).rounded())
    guard digits > 0 else { return "\(whole)" }
    let fraction = String(abs(whole) % Int(scale))
    let sign = whole < 0 ? "-" : ""
    return sign + "\(abs(whole) / Int(scale))."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// 10000 → "10,000"
  static func count(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  func padded(toRight width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
