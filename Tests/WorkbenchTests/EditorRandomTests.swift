import CellGrid
import SoakKit
import Testing
import TextEditing
import Workbench

/// Any keys at all, on any text.
@Suite struct EditorRandomTests {
  private static let modalKeys = """
    h j k l w b e W B E ge 0 ^ $ gg G { } % H M L f" F, ta T: ; , n N * # / ? <Enter> <Space> <BS>
    x X D C Y J gJ s S r漢 rx ~ p P u <C-r> . g- g+ d c y > < g~ gu gU dd cc yy >> << iw aw i" a" i{
    a{ i[ a( ip ap v V o gv : i a I A O <Esc> <Esc> <Esc> 1 2 3 0 "a "+ "_ "A ma 'a `a '' m' <C-a>
    <C-x> <C-d> <C-f> <C-u> <C-b> <C-w> <C-t> <C-h> <Tab> <S-Tab> <Del> <Left> <Right> <Up> <Down>
    <Home> <End> <PgDn> 漢 { } [ " \\ a 1 z zz zt é /a<Enter> ?\\w<Enter> /\\(<Enter> d/"<Enter>
    :%s/a/bb/g<Enter> :s/\\s*/-/g<Enter> :'<,'>s/[^a]/&&/<Enter> :2<Enter> :2,$s/$/\\n/<Enter> :s<Enter>
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let plainKeys = """
    a B { } [ " é 漢 1 <Enter> <Tab> <S-Tab> <BS> <Del> <Left> <Right> <Up> <Down> <Home> <End>
    <C-Left> <C-Right> <C-Home> <C-End> <S-Left> <S-Right> <S-Up> <S-Down> <S-Home> <S-End>
    <C-S-Left> <C-S-Right> <C-a> <C-c> <C-x> <C-v> <C-z> <C-y> <C-w> <C-u> <C-f>a<Enter> <F3> <S-F3>
    <Esc> <PgUp> <PgDn>
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let pieces = [
    "{", "}", "[", "]", "\"", "\\", ":", ", ", "\n", "\n", "  ", "name", "größe", "漢", "👩‍👧",
    "e\u{301}",
    "0.7", "-12", "\t", "\r", "\u{FEFF}", "a_b",
  ]

  /// The text that the last change left, with its inner order checked.
  private func problem(after driver: inout EditorDriver) -> String? {
    for case .checkText(let buffer, _, _, _) in driver.takeEffects().suffix(1) {
      if let broken = buffer.brokenInvariant { return broken }
      if buffer.bytes != driver.pane.bytes { return "the check has another text" }
    }
    let buffer = TextBuffer(driver.pane.bytes)
    return buffer.characterStart(at: driver.pane.cursor) == driver.pane.cursor
      ? nil : "the cursor is inside a character \(driver.pane.cursor) of \(driver.pane.bytes)"
  }

  private func text(_ random: inout some RandomNumberGenerator) -> [UInt8] {
    let count = Int.random(in: 0...60, using: &random)
    let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
    let invalid: [[UInt8]] = [[], [0xFF], [0xED, 0xA0, 0x80], [0xC3], [0]]
    return Array(text.utf8) + (invalid.randomElement(using: &random) ?? [])
  }

  private func type(_ keys: [String], isModal: Bool, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = text(&random)
    var driver = EditorDriver(first, isModal: isModal)
    var typed: [String] = []
    for _ in 0..<300 {
      switch Int.random(in: 0..<60, using: &random) {
      case 0: _ = driver.pane.paste(text(&random))
      case 1:
        let place = GridPoint(
          row: .random(in: 1..<20, using: &random), column: .random(in: 5..<60, using: &random))
        let action: MouseEvent.Action =
          [.press, .drag, .doubleClick, .wheelDown].randomElement(using: &random) ?? .press
        _ = driver.pane.receive(
          MouseEvent(action, at: place), in: Region(row: 0, column: 0, rows: 21, columns: 80))
      default:
        typed.append(keys.randomElement(using: &random) ?? "")
        driver.type(typed[typed.count - 1])
      }
      if let problem = problem(after: &driver) {
        Issue.record("seed \(seed): \(problem) after \(typed.joined(separator: " "))")
        return
      }
    }
    driver.type(
      "<Esc><Esc><Esc>" + String(repeating: isModal ? "999u" : "<C-z>", count: isModal ? 3 : 700))
    #expect(driver.pane.bytes == first, "seed \(seed): \(typed.joined(separator: " "))")
  }

  @Test("vim's keys break nothing, and undo brings the first text back", arguments: Soak.seeds(30))
  func modal(seed: UInt64) { type(Self.modalKeys, isModal: true, seed: seed) }

  @Test("plain keys break nothing, and undo brings the first text back", arguments: Soak.seeds(15))
  func plain(seed: UInt64) { type(Self.plainKeys, isModal: false, seed: seed) }
}
