import TextEditing

/// What keys ask of the text, whatever the keys are.
enum EditorAction: Hashable {
  case move(EditorMotion)
  case apply(EditorOperator, EditorMotion)
  /// A whole number of lines, from the cursor's on: `dd`, `cc`, `yy`.
  case applyToLines(EditorOperator)
  case insert(InsertPlace)
  case replaceCharacter(Character)
  case joinLines
  case putBack(before: Bool)
  case undo, redo
  /// By pages; negative is up.
  case page(Double)
  case scroll(ScrollPlace)
  case openSearch
  case findWord
  /// The next or the previous mistake.
  case goToProblem(forward: Bool)
}

/// Where insert mode begins.
enum InsertPlace: Hashable {
  case here, after, lineStart, lineEnd, lineBelow, lineAbove
}

/// Where the cursor's line goes on the screen.
enum ScrollPlace: Hashable {
  case top, middle, bottom
}

/// What is done to the text that a motion passes.
enum EditorOperator: Hashable {
  case delete, change, copy
}

/// A motion of the text, or one that needs what the pane knows.
enum EditorMotion: Hashable {
  case text(Motion)
  /// Up (negative) or down, keeping the column.
  case lines(Int)
  case match(forward: Bool)
  /// Within a line to a character, on it or beside it: `f`, `t`, `F`, `T`.
  case character(Character, forward: Bool, beside: Bool)

  /// How much an operator with this motion takes.
  var extent: Motion.Extent {
    switch self {
    case .text(let motion): motion.extent
    case .lines: .lines
    case .match: .exclusive
    case .character(_, let forward, _): forward ? .inclusive : .exclusive
    }
  }
}
