import CellGrid

/// The keys that work where help was asked for, made from ``Command``. Enter runs the line.
package struct HelpSheet: Sendable {
  struct Entry: Sendable, Hashable {
    let command: Command
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
  private let all: [Section]
  private(set) var sections: [Section]
  /// nil: not filtering; keys move.
  private(set) var filter: LineText?
  /// Over the entries of all sections, in order.
  var cursor = RowCursor()

  init(place: String, sections: [Section]) {
    self.place = place
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

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape:
      if filter == nil { return .closed }
      setFilter(nil)
    case .enter:
      guard let selected else { return .open }
      return selected.refusal.map { .refused($0) } ?? .chosen(selected.command)
    case Key(.down): cursor.move(by: 1)
    case Key(.up): cursor.move(by: -1)
    default:
      if var line = filter {
        if line.press(key) { setFilter(line) }
      } else {
        return pressUnfiltered(key)
      }
    }
    return .open
  }

  private mutating func pressUnfiltered(_ key: Key) -> Outcome {
    switch key {
    case Key("q"), Key("?"), Key(.function(1)): return .closed
    case Key("/"): setFilter(LineText())
    case Key("j"): cursor.move(by: 1)
    case Key("k"): cursor.move(by: -1)
    case Key("g"), Key(.home): cursor.move(to: 0)
    case Key("G"), Key(.end): cursor.move(to: cursor.count - 1)
    case .control("d"), Key(.pageDown): cursor.move(by: 10)
    case .control("u"), Key(.pageUp): cursor.move(by: -10)
    default: break
    }
    return .open
  }

  mutating func paste(_ bytes: [UInt8]) {
    guard var line = filter else { return }
    line.paste(bytes)
    setFilter(line)
  }

  private mutating func setFilter(_ line: LineText?) {
    filter = line
    let text = line?.text ?? ""
    sections = all.compactMap { section in
      let fitting = section.entries.filter { entry in
        text.isEmpty
          || "\(entry.command.title) \(entry.command.rawValue) \(entry.keys)".lowercased()
            .contains(text.lowercased())
      }
      return fitting.isEmpty ? nil : Section(title: section.title, entries: fitting)
    }
    cursor.setCount(sections.reduce(0) { $0 + $1.entries.count })
    cursor.move(to: 0)
  }
}
