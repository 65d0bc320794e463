import Glibc

/// A text that occurs nowhere else: `tk17k` for a value somebody wrote, `bk3k` for the making of a
/// flow. Where a mark stands, there its value stands.
package enum Marks {
  /// All marks of values in `bytes`.
  package static func values(in bytes: some Collection<UInt8>) -> Set<Int> {
    marks(in: Array(bytes), letter: UInt8(ascii: "t"))
  }

  /// The mark of the making, when there is one.
  package static func birth(in bytes: some Collection<UInt8>) -> Int? {
    marks(in: Array(bytes), letter: UInt8(ascii: "b")).min()
  }

  private static func marks(in bytes: [UInt8], letter: UInt8) -> Set<Int> {
    var found: Set<Int> = []
    let key = UInt8(ascii: "k")
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      while at + 3 < bytes.count {
        guard bytes[at] == letter, bytes[at + 1] == key else {
          at += 1
          continue
        }
        var end = at + 2
        var number = 0
        while end < bytes.count, (0x30...0x39).contains(bytes[end]), end - at < 12 {
          number = number * 10 + Int(bytes[end] - 0x30)
          end += 1
        }
        if end > at + 2, end < bytes.count, bytes[end] == key { found.insert(number) }
        at = end
      }
    }
    return found
  }

  /// `text` with each value mark replaced by a new one.
  package static func renewed(_ text: String, fresh: () -> Int) -> String {
    var result = text
    for mark in values(in: Array(text.utf8)).sorted() {
      result = result.replacing("tk\(mark)k", with: "tk\(fresh())k")
    }
    return result
  }
}
