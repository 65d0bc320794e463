package import JSONText

/// An open conflict as a person sees it: every place that differs, with the three values, what
/// becomes of it, and the result. Secrets are masked.
package struct ConflictReview: Hashable, Sendable {
  /// One place in which a side differs from the version before.
  package struct Row: Hashable, Sendable {
    /// Names elements: what choices are kept by.
    package let path: JSONPath
    /// Dotted, elements by their position on the server, else here: what a person reads and types.
    package let place: String
    /// Whether both sides changed it, or one removed what the other changed.
    package let clashes: Bool
    /// Whether it only says how something looks.
    package let isCosmetic: Bool
    /// Whether a person may take a side: the order of an array follows its elements.
    package let canBeChosen: Bool
    package let base: Value?
    package let mine: Value?
    package let theirs: Value?
    package let outcome: Outcome
    /// Whether somebody chose it, though it would have merged by itself, or because it would not.
    package let isChosen: Bool

    package init(
      path: JSONPath, place: String, clashes: Bool, isCosmetic: Bool = false,
      canBeChosen: Bool = true, base: Value?, mine: Value?, theirs: Value?, outcome: Outcome,
      isChosen: Bool = false
    ) {
      self.path = path
      self.place = place
      self.clashes = clashes
      self.isCosmetic = isCosmetic
      self.canBeChosen = canBeChosen
      self.base = base
      self.mine = mine
      self.theirs = theirs
      self.outcome = outcome
      self.isChosen = isChosen
    }
  }

  /// What becomes of a place.
  package enum Outcome: Hashable, Sendable {
    /// Nobody chose yet.
    case open
    case mine, theirs, base
    /// Both sides did the same.
    case both
    case own(Value)
  }

  /// A value on one side.
  package struct Value: Hashable, Sendable {
    /// What a string says, with its line breaks; anything else as pretty JSON.
    package let text: String
    /// In a few letters, for a table: `"gpt-4o"`, `412 chars`, `3 members`.
    package let brief: String
    /// Whether it is a string: `text` is what it says.
    package let isString: Bool

    package init(text: String, brief: String, isString: Bool) {
      self.text = text
      self.brief = brief
      self.isString = isString
    }
  }

  package var conflict: Int64
  package var flow: FlowID
  package var name: String
  package var kind: Conflict.Kind
  package var openedAt: Milliseconds
  /// The servers' own marks of the versions: when they were written.
  package var baseStamp: String?
  package var serverStamp: String?
  package var remoteVersion: Int64?
  /// What clashes first, then what merged by itself, each in the order of the record.
  package var rows: [Row]
  package var choices: ConflictChoices
  /// Fields with rows, as they would be saved; the whole record where the field is short.
  package var results: [String: MergedText]
  /// What does not hold in the result, as sentences.
  package var problems: [String]
  /// Why values cannot be chosen one by one; nil when they can.
  package var obstacle: String?
  /// Why the result cannot be saved yet, as a sentence; nil when it can.
  package var refusal: String?

  package init(
    conflict: Int64, flow: FlowID, name: String, kind: Conflict.Kind, openedAt: Milliseconds,
    rows: [Row]
  ) {
    self.conflict = conflict
    self.flow = flow
    self.name = name
    self.kind = kind
    self.openedAt = openedAt
    self.rows = rows
    choices = ConflictChoices()
    results = [:]
    problems = []
  }

  /// How many places nobody chose yet.
  package var openCount: Int { rows.count { $0.outcome == .open } }
  /// How many places need a person, chosen or not.
  package var clashCount: Int { rows.count(where: \.clashes) }
  /// Whether a merge can be saved at all.
  package var canBeMerged: Bool { kind.isAboutValues && obstacle == nil }

  /// The row that a person means by a place: with elements by position or by name, dotted, or as a
  /// JSON Pointer.
  package func row(at place: String) -> Row? {
    if let row = rows.first(where: { $0.place == place || $0.path.dotted == place }) { return row }
    guard let path = try? JSONPath(parsing: place) else { return nil }
    return rows.first { row in
      row.path.pointer == path.pointer || row.place == path.dotted
    }
  }
}

/// What would be saved, as pretty JSON, with marks at what was merged.
package struct MergedText: Hashable, Sendable {
  package let lines: [String]
  /// By line, counted from 0: the row it belongs to.
  package let rows: [Int: Int]
  /// By row of the review: its first line.
  package let starts: [Int: Int]

  package init(lines: [String], rows: [Int: Int], starts: [Int: Int]) {
    self.lines = lines
    self.rows = rows
    self.starts = starts
  }
}
