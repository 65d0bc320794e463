/// One run: libFuzzer calls this with bytes that it makes up and mutates, and looks for those that
/// reach new code. A target is one file with a function `fuzz(_:)`; `make fuzz` compiles each with
/// this file and the sources of JSONText into a program of its own.
@_cdecl("LLVMFuzzerTestOneInput")
package func run(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(bytes: Array(UnsafeBufferPointer(start: start, count: count))[...])
  fuzz(&input)
  return 0
}

/// The bytes of a run, taken from the front.
struct FuzzInput {
  private(set) var bytes: ArraySlice<UInt8>

  /// A number from 0 to less than `limit`, which is at most 256.
  mutating func number(below limit: Int) -> Int {
    limit > 0 ? Int(bytes.popFirst() ?? 0) % limit : 0
  }

  /// The next bytes, as many as the one before them says.
  mutating func text() -> [UInt8] {
    let count = number(below: 256)
    let text = Array(bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return text
  }

  /// All that is left.
  mutating func rest() -> [UInt8] {
    defer { bytes = [] }
    return Array(bytes)
  }
}

/// Ends the program, which libFuzzer reports with the input that led here.
func require(_ isTrue: Bool, _ law: String) {
  if !isTrue { fatalError("broken: \(law)") }
}

/// The same for what must not throw.
func require<Value>(_ law: String, _ body: () throws -> Value) -> Value {
  do { return try body() } catch { fatalError("broken: \(law): \(error)") }
}
