import FlowStore
import Glibc
import SoakKit

/// What disks, programs and people do to a file.
enum FileDamage {
  /// Damages the file, and says how.
  static func apply(
    to path: String, with random: inout SeededGenerator
  ) throws -> String {
    var bytes = try PrivateFiles.readFile(path, limit: 1 << 26) ?? []
    func place(_ random: inout SeededGenerator) -> Int {
      bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &random)
    }
    let kind = Int.random(in: 0..<14, using: &random)
    switch kind {
    case 0, 1, 2, 3:
      let count = [1, 1, 8, 200][kind]
      for _ in 0..<count where !bytes.isEmpty {
        bytes[place(&random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      return try write(bytes, path, "\(count) flipped bits")
    case 4:
      // The header: marks, page size, versions.
      if bytes.count > 100 { bytes[Int.random(in: 0..<100, using: &random)] ^= 0xFF }
      return try write(bytes, path, "flipped header")
    case 5: return try write(Array(bytes.prefix(place(&random))), path, "cut")
    case 6:
      let page = 16_384
      return try write(Array(bytes.prefix(bytes.count / 2 / page * page)), path, "cut at a page")
    case 7:
      let start = place(&random)
      let end = min(bytes.count, start + 40_000)
      for index in start..<end { bytes[index] = 0 }
      return try write(bytes, path, "zeroed part")
    case 8: return try write([UInt8](repeating: 0, count: bytes.count), path, "zeroed")
    case 9:
      swapPages(&bytes, with: &random)
      return try write(bytes, path, "swapped pages")
    case 10: return try write(Array("a text file, by mistake\n".utf8), path, "text")
    case 11: return try write([], path, "empty")
    case 12:
      unlink(path)
      return "deleted"
    default:
      unlink(path + "-wal")
      return "log removed"
    }
  }

  private static func swapPages(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
    let page = 16_384
    let count = bytes.count / page
    guard count > 2 else { return }
    let one = Int.random(in: 0..<count, using: &random) * page
    let other = Int.random(in: 0..<count, using: &random) * page
    for offset in 0..<page { bytes.swapAt(one + offset, other + offset) }
  }

  private static func write(_ bytes: [UInt8], _ path: String, _ name: String) throws -> String {
    try PrivateFiles.replaceFile(path, with: [bytes])
    return name
  }
}
