import CellGrid

/// The keys that work where help was asked for, made from ``Command``. Enter runs the line.
package struct HelpSheet: Sendable {
  struct Entry: Sendable, Hashable {
    /// What Enter runs; nil: a key of the text, which is only told.
    let command: Command?
    let title: String
    let help: String
    /// As they are pressed; its name on the command line where it has none.
    let keys: String
    /// As `keys.json5` writes them.
    let bindings: [String]
    /// The place in `keys.json5` where it has these keys.
    let place: KeyContext
    let refusal: String?
  }

  /// A heading and its lines.
  struct Section: Sendable {
    let title: String
    let entries: [Entry]
  }

  let place: String
  /// Where keys are changed.
  let keysFile: String
  private let all: [Section]
  private(set) var sections: [Section]
  private(set) var filter = LineText()
  /// A person went to the line under the cursor: until then Enter runs nothing.
  private var isChosen = false
  /// Over the entries of all sections, in order.
  var cursor = RowCursor()

  init(place: String, sections: [Section], keysFile: String) {
    self.place = place
    self.keysFile = keysFile
    all = sections
    self.sections = sections
    cursor.setCount(sections.reduce(0) { $0 + $1.entries.count })
    cursor.setHeight(cursor.count)
  }

  var selected: Entry? {
    let entries = sections.flatMap(\.entries)
    return entries.indices.contains(cursor.index) ? entries[cursor.index] : nil
  }

  enum Outcome: Hashable {
    case open
    case closed
    case chosen(Command)
    case refused(String)
  }

  /// Letters filter, as in every list to choose from.
  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case Key(.function(1)): return .closed
    case .escape where filter.isEmpty, Key("?") where filter.isEmpty, Key("q") where filter.isEmpty:
      return .closed
    case .escape: setFilter(LineText())
    // What is typed filters anyway.
    case Key("/") where filter.isEmpty: break
    case .enter:
      guard let selected else { return .open }
      guard isChosen else {
        return .refused("Enter runs a line: go to one with the arrows, or type letters of it.")
      }
      if let refusal = selected.refusal { return .refused(refusal) }
      return selected.command.map { .chosen($0) } ?? .refused("This is pressed in the text.")
    case _ where move(by: key): isChosen = true
    default:
      var line = filter
      if line.press(key) { setFilter(line) }
    }
    return .open
  }

  private mutating func move(by key: Key) -> Bool {
    switch key {
    case Key(.pageDown): cursor.move(by: 10)
    case Key(.pageUp): cursor.move(by: -10)
    case Key(.home) where filter.isEmpty: cursor.move(to: 0)
    case Key(.end) where filter.isEmpty: cursor.move(to: cursor.count - 1)
    default: return cursor.press(key)
    }
    return true
  }

  mutating func paste(_ bytes: [UInt8]) {
    var line = filter
    line.paste(bytes)
    setFilter(line)
  }

  private mutating func setFilter(_ line: LineText) {
    filter = line
    isChosen = !line.isEmpty
    let text = line.text
    sections = all.compactMap { section in
      let fitting = section.entries.filter { entry in
        text.isEmpty
          || "\(entry.title) \(entry.command?.rawValue ?? "") \(entry.keys)".lowercased()
            .contains(text.lowercased())
      }
      return fitting.isEmpty ? nil : Section(title: section.title, entries: fitting)
    }
    cursor.setCount(sections.reduce(0) { $0 + $1.entries.count })
    cursor.move(to: 0)
  }
}
