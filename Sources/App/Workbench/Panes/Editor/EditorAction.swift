import TextEditing

/// What keys ask of the text, whatever the keys are.
enum EditorAction: Hashable {
  case move(EditorMotion)
  case apply(EditorOperator, to: EditorReach)
  case insert(InsertPlace)
  /// `r`: characters from the cursor on, or all that are marked.
  case replaceCharacters(Character)
  /// `~`
  case toggleCharacters
  case joinLines(withBlank: Bool)
  case putBack(before: Bool)
  /// To the number under the cursor or behind it; the count times.
  case add(Int)
  case repeatChange
  case undo, redo
  /// To the text before or after this one in the order of time.
  case goInTime(Int)
  /// By pages; negative is up.
  case page(Double)
  case scroll(ScrollPlace)
  /// A pattern is typed; with an operator, where it leads is what the operator takes.
  case openSearch(forward: Bool, EditorOperator?)
  case findWord(forward: Bool)
  /// The next or the previous mistake.
  case goToProblem(forward: Bool)
  case setMark(Character)
  /// Begins to mark text, or ends it where it is marked that way already.
  case mark(isLines: Bool)
  case markAgain
  /// The cursor goes to the other end of what is marked.
  case swapEnds
  case select(TextObject)
  /// `:` with lines marked.
  case openLine

  /// Whether `.` does it again.
  var isChange: Bool {
    switch self {
    case .apply(let change, _): change != .copy
    case .insert, .replaceCharacters, .toggleCharacters, .joinLines, .putBack, .add: true
    default: false
    }
  }
}

/// An action with how often and with which register.
struct EditorTask: Hashable {
  var action: EditorAction
  var count: Int?
  var register: Character?
}

/// Where insert mode begins.
enum InsertPlace: Hashable {
  case here, after, lineStart, lineEnd, lineBelow, lineAbove

  var opensLine: Bool { self == .lineBelow || self == .lineAbove }
}

/// Where the cursor's line goes on the screen, or a line of the screen.
enum ScrollPlace: Hashable {
  case top, middle, bottom
}

/// What is done to a part of the text.
enum EditorOperator: Hashable {
  case delete, change, copy, indent, outdent, toggleCase, lowerCase, upperCase

  /// What it does to letters.
  var textCase: TextCase? {
    switch self {
    case .toggleCase: .toggled
    case .lowerCase: .lower
    case .upperCase: .upper
    default: nil
    }
  }
}

/// The part of the text that an operator takes.
enum EditorReach: Hashable {
  case motion(EditorMotion)
  case object(TextObject)
  /// A whole number of lines, from the cursor's on: `dd`, `cc`, `yy`.
  case lines
  case marked(isLines: Bool)
  /// As much as was marked when it was done first: for `.`.
  case shape(MarkedShape)
}

/// How much was marked, wherever it was.
struct MarkedShape: Hashable {
  var isLines: Bool
  var lineCount: Int
  /// Characters in the last line.
  var characterCount: Int
}

/// A motion of the text, or one that needs what the pane knows.
enum EditorMotion: Hashable {
  case text(Motion)
  /// Up (negative) or down, keeping the column.
  case lines(Int)
  /// The same to the text of the line.
  case lineStarts(Int)
  /// To the next match in the direction of the search, or against it.
  case match(forward: Bool)
  /// Within a line to a character, on it or beside it: `f`, `t`, `F`, `T`.
  case character(Character, forward: Bool, beside: Bool)
  /// The last of those once more: `;` and `,`.
  case characterAgain(reversed: Bool)
  /// To a line of the screen: `H`, `M`, `L`.
  case screen(ScrollPlace)
  case mark(Character, isLines: Bool)

  /// How much an operator with this motion takes.
  var extent: Motion.Extent {
    switch self {
    case .text(let motion): motion.extent
    case .lines, .lineStarts, .screen, .mark(_, isLines: true): .lines
    case .match, .mark: .exclusive
    case .character(_, let forward, _): forward ? .inclusive : .exclusive
    // Is put in place of what it stands for before.
    case .characterAgain: .exclusive
    }
  }

  /// Whether `''` leads back from it.
  var isJump: Bool {
    switch self {
    case .text(let motion):
      switch motion {
      case .documentStart, .documentEnd, .line, .paragraphBack, .paragraphForward, .matchingBracket:
        true
      default: false
      }
    case .match, .screen, .mark: true
    default: false
    }
  }
}
