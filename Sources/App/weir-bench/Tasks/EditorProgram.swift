/// An editor that is measured, and what was measured of it. All of them take the keys of vi.
struct EditorProgram {
  let name: String
  let arguments: [String]
  /// Opens the text once the program runs, and what is on the screen then; nil where it is an
  /// argument of the program.
  var open: (key: String, sign: String)?
  /// Goes from the outline to the text, and what is on the screen then.
  var enterText: (key: String, sign: String)?
  /// On the screen when a text that was an argument is.
  var sign = ""
  /// Makes the program say in which line the cursor is.
  let askLine: String
  /// How it says so: the number, in digits that may be grouped.
  var groupsDigits = false
  /// Ends it when nothing was changed.
  let leave: String
  /// Ends it and drops what was changed.
  let quit: String

  /// From the key, or the start, to the last byte of the first whole picture.
  var opening = Samples()
  var down = Samples()
  var downBytes = Samples()
  var held = Samples()
  var search = Samples()
  var typing = Samples()
  var paste = Samples()
  /// The most it had so far, in bytes: with the text open, and after all of this.
  var memory: (open: Double, end: Double) = (0, 0)

  func line(_ number: Int) -> String {
    let digits = groupsDigits ? Figure.count(number).replacing(",", with: " ") : "\(number)"
    return "line \(digits) of"
  }

  /// weir stands on the flow in a list; `e` opens it with the keys in the outline, Tab goes to the text.
  static func weir(_ bench: Bench) -> EditorProgram {
    EditorProgram(
      name: "weir", arguments: [bench.options.weir], open: ("e", "OUTLINE"),
      enterText: ("\t", "NORMAL"), askLine: "\u{0C}", groupsDigits: true, leave: "qq",
      quit: ":q!\rxq")
  }

  /// With its colours for JSON, as it comes and without a swap file.
  static func vim(_ path: String, _ file: String, _ document: EditorDocument) -> EditorProgram {
    EditorProgram(
      name: "vim + syntax",
      arguments: [
        path, "-u", "NONE", "-i", "NONE", "-n", "-c", "syntax on", "-c", "set ft=json", file,
      ], sign: "\(document.lineCount) lines", askLine: "\u{07}", leave: ":q!\r", quit: ":q!\r")
  }

  static func floor(_ path: String, _ file: String) -> EditorProgram {
    EditorProgram(
      name: "C, gap buffer", arguments: [path, file], sign: "line 1 of", askLine: "\u{0C}",
      leave: "q", quit: "q")
  }
}
