import Testing
import Workbench

/// A case of ``VimTriples``.
struct EditorTriple: Sendable, CustomTestStringConvertible {
  let from: String
  let keys: String
  let to: String

  /// - Parameter row: `from ┃ keys ┃ to`, with `⏎` for a line break.
  init?(_ row: Substring) {
    let parts = row.split(separator: "┃", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    from = String(parts[0].dropLast()).replacing("⏎", with: "\n")
    keys = String(parts[1].dropFirst().dropLast())
    to = String(parts[2].dropFirst()).replacing("⏎", with: "\n")
  }

  static func all(_ table: String) -> [EditorTriple] {
    table.split(separator: "\n").compactMap(EditorTriple.init)
  }

  var testDescription: String { "\(from) ┃ \(keys)" }
}

/// Normal, visual and insert mode against vim itself.
@Suite struct EditorVimTests {
  @Test("moves like vim", arguments: EditorTriple.all(VimTriples.moves))
  func moving(triple: EditorTriple) { check(triple) }

  @Test("deletes like vim", arguments: EditorTriple.all(VimTriples.deletes))
  func deleting(triple: EditorTriple) { check(triple) }

  @Test("takes objects like vim", arguments: EditorTriple.all(VimTriples.objects))
  func objects(triple: EditorTriple) { check(triple) }

  @Test("changes like vim", arguments: EditorTriple.all(VimTriples.changes))
  func changing(triple: EditorTriple) { check(triple) }

  @Test("inserts like vim", arguments: EditorTriple.all(VimTriples.inserts))
  func inserting(triple: EditorTriple) { check(triple) }

  @Test("copies and puts back like vim", arguments: EditorTriple.all(VimTriples.put))
  func puttingBack(triple: EditorTriple) { check(triple) }

  @Test("undoes and redoes like vim", arguments: EditorTriple.all(VimTriples.undo))
  func undoing(triple: EditorTriple) { check(triple) }

  @Test("does changes again like vim", arguments: EditorTriple.all(VimTriples.repeats))
  func repeating(triple: EditorTriple) { check(triple) }

  @Test("marks like vim", arguments: EditorTriple.all(VimTriples.visual))
  func marking(triple: EditorTriple) { check(triple) }

  @Test("runs lines like vim", arguments: EditorTriple.all(VimTriples.lines))
  func lines(triple: EditorTriple) { check(triple) }

  @Test("every row of the tables is a case")
  func rows() {
    for table in [VimTriples.moves, VimTriples.visual, VimTriples.lines] {
      #expect(EditorTriple.all(table).count == table.split(separator: "\n").count)
    }
  }

  private func check(_ triple: EditorTriple) {
    #expect(EditorDriver.edited(triple.from, triple.keys) == triple.to)
  }
}
