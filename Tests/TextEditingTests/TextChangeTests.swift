import SoakKit
import Testing
import TextEditing

@Suite struct TextChangeTests {
  @Test("applies what it keeps, deletes and inserts")
  func applies() {
    var change = TextChange()
    change.keep(5)
    change.delete(1)
    change.insert(Array("23".utf8))
    change.keep(1)
    #expect(TextBuffer("{\"a\":1}").applying(change) == TextBuffer("{\"a\":23}"))
    #expect(change.operations == [.keep(5), .insert(Array("23".utf8)), .delete(1), .keep(1)])
  }

  @Test("nothing empty stays in it")
  func noEmptyParts() {
    let change = TextChange(replacing: 0..<0, with: [], inLength: 3)
    #expect(change.operations == [.keep(3)] && change.isIdentity)
  }

  @Test(
    "moves positions along",
    arguments: [(0, 0, 0), (2, 2, 5), (3, 5, 5), (4, 5, 5), (5, 6, 6)])
  func positions(old: Int, before: Int, after: Int) {
    // "ab|cd|ef": "cd" becomes "xyz"; a place inside is where that was.
    let change = TextChange(replacing: 2..<4, with: Array("xyz".utf8), inLength: 6)
    #expect(change.position(of: old, onSide: .before) == before)
    #expect(change.position(of: old, onSide: .after) == after)
  }

  @Test(
    "its inverse takes it back, its composition is one after the other",
    arguments: Soak.seeds(40))
  func laws(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = TextBuffer((0..<20).flatMap { _ in random.bytes() })
    let first = change(of: text.count, &random)
    let middle = text.applying(first)
    let second = change(of: middle.count, &random)
    #expect(middle.applying(first.inverted(in: text)) == text, "seed \(seed)")
    let both = first.followed(by: second)
    #expect(text.applying(both) == middle.applying(second), "seed \(seed)")
    #expect(both.lengthAfter == second.lengthAfter, "seed \(seed)")
    let identity = first.followed(by: first.inverted(in: text))
    #expect(text.applying(identity) == text, "seed \(seed)")
  }

  private func change(of length: Int, _ random: inout SeededGenerator) -> TextChange {
    var change = TextChange()
    var left = length
    while left > 0 {
      let count = min(left, random.below(200))
      switch random.below(3) {
      case 0: change.insert(random.bytes())
      case 1:
        change.delete(count)
        left -= count
      default:
        change.keep(count)
        left -= count
      }
    }
    return change
  }
}
