/// A body that stands in memory, for the faults that cut it.
final class BytesReader: BodyReader {
  private let bytes: [UInt8]
  private var position = 0
  private var end: Int
  private var isCut = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  func stopHalfway() {
    end = position + (bytes.count - position) / 2
    isCut = true
  }

  func read(into target: UnsafeMutableRawBufferPointer) -> Int? {
    let count = min(target.count, end - position)
    if count == 0 { return isCut ? nil : 0 }
    bytes.withUnsafeBytes {
      target.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}
