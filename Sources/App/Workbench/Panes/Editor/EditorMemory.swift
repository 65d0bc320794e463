import CellGrid
import TextEditing

/// What keys remember from one to the next.
struct EditorMemory: Sendable {
  /// A change that `.` does again, with what was typed in insert mode.
  struct LastChange: Sendable {
    var task: EditorTask
    var typed: [Typed] = []
  }

  enum Typed: Sendable {
    case key(Key)
    case paste([UInt8])
  }

  /// Insert mode while it lasts.
  struct Insertion: Sendable {
    /// How often the text stands there in the end.
    var count = 1
    /// Each time in a line of its own.
    var opensLines = false
    var typed: [Typed] = []
    /// The blanks of the line came by themselves, and go if nothing follows.
    var hasFreshIndent = false
  }

  /// Text that was marked.
  struct Marked: Hashable, Sendable {
    var anchor: Int
    var head: Int
    var isLines: Bool
  }

  var lastChange: LastChange?
  var insertion = Insertion()
  /// While `.` works its keys are not noted again.
  var isRepeating = false
  var marks: [Character: Int] = [:]
  var lastMarked: Marked?
  /// The last `f`, `F`, `t` or `T`.
  var lastCharacter: EditorMotion?
  var searchesForward = true
  var substitution: Substitution?

  /// Places go with the text.
  mutating func move(along change: TextChange) {
    for (name, place) in marks { marks[name] = change.position(of: place) }
    if let marked = lastMarked {
      lastMarked?.anchor = change.position(of: marked.anchor)
      lastMarked?.head = change.position(of: marked.head)
    }
  }
}

/// Marking text: where it began, and how.
struct Marking: Hashable, Sendable {
  var anchor: Int
  var isLines: Bool
}

/// A pattern that is being typed.
struct SearchPrompt: Hashable, Sendable {
  var typed = ""
  /// Where the cursor was.
  var origin: Int
  /// Where what is typed so far stands first; nil where it is not known, or nowhere.
  var found: Int?
  var isForward: Bool
  /// What was marked meanwhile.
  var marking: Marking?
  /// What waits for the place that is found: `d/name`.
  var waiting: Waiting?

  struct Waiting: Hashable, Sendable {
    var change: EditorOperator
    var count: Int?
    var register: Character?
  }
}
