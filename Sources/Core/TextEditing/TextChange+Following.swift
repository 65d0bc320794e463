extension TextChange {
  /// This change and then `next`, as one. `next` was made for the text after this one.
  ///
  /// Walks what this writes and what `next` reads side by side, always by the shorter piece.
  package func followed(by next: TextChange) -> TextChange {
    precondition(lengthAfter == next.lengthBefore, "the changes do not follow each other")
    var result = TextChange()
    var written = Pieces(operations)
    var read = Pieces(next.operations)
    while true {
      // What this deletes, `next` never sees; what `next` inserts, this never wrote.
      if case .delete(let count)? = written.first {
        result.delete(count)
        written.advance(count)
        continue
      }
      if case .insert(let bytes)? = read.first {
        result.insert(bytes)
        read.advance(bytes.count)
        continue
      }
      guard let left = written.first, let right = read.first else { return result }
      let length = min(left.length, right.length)
      switch (left, right) {
      case (.keep, .keep): result.keep(length)
      case (.keep, .delete): result.delete(length)
      case (.insert(let bytes), .keep): result.insert(Array(bytes.prefix(length)))
      default: break  // inserted and deleted again
      }
      written.advance(length)
      read.advance(length)
    }
  }

  /// Operations of which the first may be used in parts.
  private struct Pieces {
    private var rest: ArraySlice<Operation>
    private(set) var first: Operation?

    init(_ operations: [Operation]) {
      rest = operations[...]
      first = rest.popFirst()
    }

    mutating func advance(_ length: Int) {
      guard let current = first else { return }
      first = current.length > length ? current.dropping(length) : rest.popFirst()
    }
  }
}

extension TextChange.Operation {
  fileprivate var length: Int {
    switch self {
    case .keep(let count), .delete(let count): count
    case .insert(let bytes): bytes.count
    }
  }

  fileprivate func dropping(_ length: Int) -> Self {
    switch self {
    case .keep(let count): .keep(count - length)
    case .delete(let count): .delete(count - length)
    case .insert(let bytes): .insert(Array(bytes.dropFirst(length)))
    }
  }
}
