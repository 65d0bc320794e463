/// The record of the calls of a script, as `Tests/Tools/preload/bench.c` appends it.
struct CallTrace: Sendable {
  enum Kind: UInt32, Sendable {
    case write = 1
    case truncate, sync, rename, unlink, create, folder, other
  }

  struct Call: Sendable {
    /// From 1 on.
    var number: Int
    var kind: Kind
    /// As libc names it.
    var name: String
    /// 0: it worked.
    var error: Int32
    /// The inode; 0 where the call has a path only.
    var file: UInt64
    /// Where a write begins; the length a file is cut to.
    var offset: Int
    /// Below the home, or `1`, `2`, `socket`.
    var path: String
    /// Where a rename leads.
    var second: String
    /// What a write brought onto the file.
    var bytes: [UInt8]

    var isOnDisk: Bool { kind != .other }
  }

  private(set) var calls: [Call] = []

  init() {}

  /// - Parameter root: the folder that paths are below; it is taken off.
  init(parsing bytes: [UInt8], root: String) {
    var rest = bytes[...]
    while let call = Self.call(&rest, root + "/") { calls.append(call) }
    calls.sort { $0.number < $1.number }
  }

  private static func call(_ rest: inout ArraySlice<UInt8>, _ root: String) -> Call? {
    guard rest.count >= 56 else { return nil }
    func number<Value: FixedWidthInteger>(_ offset: Int, _ type: Value.Type) -> Value {
      rest.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
    }
    precondition(number(52, UInt32.self) == 0x7765_6972, "the record of calls is broken")
    let sizes = [40, 44, 48].map { Int(number($0, UInt32.self)) } + [Int(number(24, UInt64.self))]
    guard rest.count >= 56 + sizes.reduce(0, +) else { return nil }
    var call = Call(
      number: Int(number(0, UInt64.self)), kind: Kind(rawValue: number(32, UInt32.self)) ?? .other,
      name: "", error: number(36, Int32.self), file: number(8, UInt64.self),
      offset: Int(number(16, Int64.self)), path: "", second: "", bytes: [])
    rest = rest.dropFirst(56)
    var parts: [ArraySlice<UInt8>] = []
    for size in sizes {
      parts.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    func text(_ part: Int) -> String { String(decoding: parts[part], as: UTF8.self) }
    func path(_ part: Int) -> String {
      let text = text(part)
      if text + "/" == root { return "" }
      return text.hasPrefix(root) ? String(text.dropFirst(root.count)) : text
    }
    call.name = text(0)
    call.path = path(1)
    call.second = path(2)
    call.bytes = Array(parts[3])
    return call
  }
}
