/// A change of a text as a value: what is kept, deleted and inserted, from its start to its end.
///
///     text     {"a": 1}
///     change   keep 6 · delete 1 · insert 23 · keep 1
///     after    {"a": 23}
///
/// Always in one form: neighbours of a kind are joined, nothing is empty, and at one place the
/// insertion comes before the deletion. So equal changes are `==`.
package struct TextChange: Equatable, Sendable {
  package enum Operation: Equatable, Sendable {
    case keep(Int)
    case delete(Int)
    case insert([UInt8])
  }

  package private(set) var operations: [Operation] = []
  /// Bytes of the text that this changes.
  package private(set) var lengthBefore = 0
  /// Bytes of the text afterwards.
  package private(set) var lengthAfter = 0

  /// The change of nothing in an empty text; build on it with ``keep(_:)``, ``delete(_:)``,
  /// ``insert(_:)``.
  package init() {}

  /// Replaces one range in a text of `length` bytes.
  package init(replacing range: Range<Int>, with bytes: [UInt8], inLength length: Int) {
    keep(range.lowerBound)
    insert(bytes)
    delete(range.count)
    keep(length - range.upperBound)
  }

  /// Goes on behind the next `count` bytes.
  package mutating func keep(_ count: Int) {
    precondition(count >= 0, "cannot keep \(count) bytes")
    guard count > 0 else { return }
    lengthBefore += count
    lengthAfter += count
    if case .keep(let before)? = operations.last {
      operations[operations.count - 1] = .keep(before + count)
    } else {
      operations.append(.keep(count))
    }
  }

  /// Takes the next `count` bytes away.
  package mutating func delete(_ count: Int) {
    precondition(count >= 0, "cannot delete \(count) bytes")
    guard count > 0 else { return }
    lengthBefore += count
    if case .delete(let before)? = operations.last {
      operations[operations.count - 1] = .delete(before + count)
    } else {
      operations.append(.delete(count))
    }
  }

  /// Adds bytes here.
  package mutating func insert(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    lengthAfter += bytes.count
    var place = operations.count
    if case .delete? = operations.last { place -= 1 }
    if place > 0, case .insert(var before) = operations[place - 1] {
      // Given up here, the bytes grow in place.
      operations[place - 1] = .keep(0)
      before += bytes
      operations[place - 1] = .insert(before)
    } else {
      operations.insert(.insert(bytes), at: place)
    }
  }

  /// Where the first part stands that is not kept; the end for a change of nothing.
  package var firstPlace: Int {
    if case .keep(let count)? = operations.first { count } else { 0 }
  }

  /// Where the last part ends that is not kept, in the text afterwards.
  package var endOfLastPlace: Int {
    if case .keep(let count)? = operations.last { lengthAfter - count } else { lengthAfter }
  }

  /// Whether it leaves every text as it is.
  package var isIdentity: Bool {
    operations.allSatisfy { if case .keep = $0 { true } else { false } }
  }

  /// The change that takes this one back. `buffer` is the text before.
  package func inverted(in buffer: TextBuffer) -> TextChange {
    precondition(buffer.count == lengthBefore, "the change belongs to another text")
    var inverse = TextChange()
    var position = 0
    for operation in operations {
      switch operation {
      case .keep(let count):
        inverse.keep(count)
        position += count
      case .delete(let count):
        inverse.insert(buffer.bytes(in: position..<position + count))
        position += count
      case .insert(let bytes):
        inverse.delete(bytes.count)
      }
    }
    return inverse
  }

  /// Which side of inserted text a position at the same place goes to.
  package enum Side: Sendable {
    case before, after
  }

  /// Where a position of the old text is in the new one. Inside deleted text: where that was.
  package func position(of old: Int, onSide side: Side = .after) -> Int {
    var before = 0
    var after = 0
    for operation in operations {
      switch operation {
      case .keep(let count):
        if old < before + count { return after + old - before }
        before += count
        after += count
      case .delete(let count):
        if old < before + count { return after }
        before += count
      case .insert(let bytes):
        if old < before || (old == before && side == .before) { return after + old - before }
        after += bytes.count
      }
    }
    return after + max(0, old - before)
  }
}

extension TextChange {
  /// One place of a change: how much is kept before it, deleted and inserted at it.
  struct Replacement {
    var kept = 0
    var deleted = 0
    var inserted: [UInt8] = []
  }

  /// The change as replacements, each counted from the end of the one before.
  var replacements: [Replacement] {
    var result: [Replacement] = []
    var current = Replacement()
    for operation in operations {
      switch operation {
      case .keep(let count):
        if current.deleted > 0 || !current.inserted.isEmpty {
          result.append(current)
          current = Replacement()
        }
        current.kept += count
      case .delete(let count): current.deleted = count
      case .insert(let bytes): current.inserted = bytes
      }
    }
    if current.deleted > 0 || !current.inserted.isEmpty { result.append(current) }
    return result
  }
}
