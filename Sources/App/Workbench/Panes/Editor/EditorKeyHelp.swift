import CellGrid

/// The keys of the text that are no commands: what the help of the editor tells of them.
///
/// To add one: a line here. What a key does stands in `NormalKeys+Tables`, or in
/// `EditorPane+Typing` for plain mode.
enum EditorKeyHelp {
  struct Line: Hashable {
    /// As keys are named, a blank between those of a sequence; each is one way.
    let keys: [String]
    let title: String

    init(_ title: String, _ keys: String...) {
      self.title = title
      self.keys = keys
    }
  }

  static let modal: [(title: String, lines: [Line])] = [
    (
      "TYPE",
      [
        Line("insert before, behind", "i", "a"), Line("at the start, end of line", "I", "A"),
        Line("a line below, above", "o", "O"), Line("change a word, line", "c w", "c c"),
        Line("change inside quotes", "c i \""), Line("change inside brackets", "c i {"),
        Line("replace a character", "r x"), Line("turn the case", "~"),
        Line("add 1", "C-a"), Line("take 1 away", "C-x"),
      ]
    ),
    (
      "CUT AND COPY",
      [
        Line("cut a character", "x"), Line("cut a line, a word", "d d", "d w"),
        Line("cut to the end of line", "D"), Line("copy a line, a word", "y y", "y w"),
        Line("put behind, before", "p", "P"), Line("mark, mark lines", "v", "V"),
        Line("indent, outdent a line", "> >", "< <"), Line("join with the next line", "J"),
        Line("once more", "."), Line("undo, redo", "u", "C-r"),
      ]
    ),
    (
      "MOVE IN THE TEXT",
      [
        Line("a word on, back", "w", "b"), Line("end of the word", "e"),
        Line("start, end of line", "0", "$"), Line("first, last line", "g g", "G"),
        Line("matching bracket", "%"), Line("to a character; ; again", "f x", "t x"),
        Line("half a page down", "C-d"), Line("half a page up", "C-u"),
        Line("top, end of the screen", "H", "L"),
        Line("find, next match", "/", "n"), Line("this word on, back", "*", "#"),
        Line("a count before: 3 lines", "3 d d"),
      ]
    ),
  ]

  static let plain: [(title: String, lines: [Line])] = [
    (
      "TEXT",
      [
        Line("undo", "C-z"), Line("redo", "C-y"), Line("copy", "C-c"), Line("cut", "C-x"),
        Line("paste", "C-v"),
        Line("mark", "S-Left"), Line("mark all", "C-a"), Line("indent", "Tab"),
        Line("find, next match", "C-f", "F3"), Line("a word on", "C-Right"),
        Line("a word back", "C-Left"), Line("start of the text", "C-Home"),
        Line("end of the text", "C-End"),
      ]
    )
  ]

  static func sections(isModal: Bool) -> [HelpSheet.Section] {
    (isModal ? modal : plain).map { title, lines in
      HelpSheet.Section(
        title: title,
        entries: lines.map { line in
          HelpSheet.Entry(
            command: nil, title: line.title, help: "A key of the text.",
            keys: line.keys.map(label).joined(separator: " "), bindings: [], place: .editor,
            refusal: nil)
        })
    }
  }

  private static func label(_ sequence: String) -> String {
    KeyLabel.text(keys(of: sequence))
  }

  static func keys(of sequence: String) -> [Key] {
    sequence.split(separator: " ").compactMap { Key(named: String($0)) }
  }
}
