/// A piece of a text that is marked, or just a place in it: where marking began, and where the
/// cursor is.
package struct Selection: Hashable, Sendable {
  /// Where marking began, in bytes.
  package var anchor: Int
  /// Where the cursor is, in bytes.
  package var head: Int

  /// Marks from `anchor` to `head`.
  package init(anchor: Int, head: Int) {
    self.anchor = anchor
    self.head = head
  }

  /// A cursor that marks nothing.
  package init(at offset: Int) {
    self.init(anchor: offset, head: offset)
  }

  package var isEmpty: Bool { anchor == head }

  /// The bytes between anchor and head, whichever comes first.
  package var range: Range<Int> { min(anchor, head)..<max(anchor, head) }
}
