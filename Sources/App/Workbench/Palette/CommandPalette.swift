import CellGrid
import FlowModel

/// One list of what can be done, gone to, set and read; finds by typing, teaches key and command,
/// and says why a line cannot run now (screen.md, C6).
///
/// Flows are not among the entries: there may be a hundred thousand. What is typed is looked for in
/// the local copy, and the first fifty come back.
package struct CommandPalette: Sendable {
  let title: String
  /// Whether flows belong to it.
  let hasFlows: Bool
  private let entries: [PaletteEntry]
  private var flows: [PaletteEntry] = []
  private(set) var matches: [PaletteEntry]
  /// What was chosen before, the newest first.
  private let recent: [String: Int]
  var line = LineText()
  var cursor = RowCursor()

  /// - Parameter recent: identities of entries that were chosen before, the newest first.
  init(title: String, entries: [PaletteEntry], recent: [String] = [], hasFlows: Bool = false) {
    self.title = title
    self.entries = entries
    self.hasFlows = hasFlows
    self.recent = Dictionary(
      recent.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    matches = []
    search()
  }

  enum Outcome: Hashable {
    case open
    case closed
    case chosen(PaletteEntry)
    /// The chosen one cannot run now.
    case refused(String)
    /// A command line was copied, with its colon.
    case copied(String)
    /// Flows whose names hold these words are wanted.
    case searched(String)
  }

  /// How many there are to choose from, flows that were found among them.
  var count: Int { entries.count + flows.count }

  var selected: PaletteEntry? {
    matches.indices.contains(cursor.index) ? matches[cursor.index] : nil
  }

  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .closed
    case .tab:
      guard let selected, line.text != selected.title else { return .open }
      line = LineText(selected.title)
      return typed()
    case .control("y"): return selected?.line.map { .copied(":" + $0) } ?? .open
    case _ where cursor.press(key): return .open
    case .enter:
      guard let selected else { return .open }
      return selected.refusal.map { .refused($0) } ?? .chosen(selected)
    default: return line.press(key) ? typed() : .open
    }
  }

  mutating func paste(_ bytes: [UInt8]) -> Outcome {
    line.paste(bytes)
    return typed()
  }

  private mutating func typed() -> Outcome {
    let words = PaletteQuery(line.text).words
    if words.isEmpty { flows = [] }
    search()
    return words.isEmpty || !hasFlows ? .open : .searched(words)
  }

  /// Takes the flows that were found, unless something else is typed by now.
  mutating func take(_ found: [FlowSummary], for words: String) {
    let query = PaletteQuery(line.text)
    guard hasFlows, query.words == words else { return }
    flows = found.map { .flow($0) }
    // A verb before the name: what is to be done with the flow.
    if let verb = query.verb { flows += found.prefix(5).compactMap { .order(verb, $0) } }
    search()
  }

  /// What was chosen before comes first, where it fits about as well as the best; then by how well it
  /// fits.
  private mutating func search() {
    let place = matches.isEmpty || line.isEmpty ? nil : selected?.identity
    let all = entries + flows
    let text = line.text
    let query = PaletteQuery(text)
    let scored: [(score: Int, index: Int)] = all.enumerated().compactMap { index, entry in
      if text.isEmpty { return (0, index) }
      // A flow was found by the words that are its name.
      let letters = if case .open = entry.action { query.words } else { text }
      return entry.score(of: letters).map { ($0 + query.bonus(for: entry), index) }
    }
    let best = scored.map(\.score).max() ?? 0
    let ranked = scored.map { score, index in
      let isGood = text.isEmpty || score * 2 >= best
      return (isGood ? recent[all[index].identity] ?? .max : .max, -score, index)
    }
    var seen: Set<String> = []
    matches = ranked.sorted { $0 < $1 }.map { all[$0.2] }.filter {
      seen.insert($0.identity).inserted
    }
    cursor.setCount(matches.count)
    let kept = cursor.index > 0 ? matches.firstIndex { $0.identity == place } : nil
    cursor.move(to: kept ?? 0)
  }
}

/// What is typed into the palette: `push sup` is a verb and the words of a name.
struct PaletteQuery: Hashable {
  /// A command that takes a flow.
  let verb: LineCommand?
  /// What names are looked for.
  let words: String

  static let verbs: [LineCommand] = [.push, .open, .diff, .graph]

  /// What is to be done with a flow comes before the flow itself, where a verb was typed.
  func bonus(for entry: PaletteEntry) -> Int {
    guard let verb, case .line(let line) = entry.action else { return 0 }
    return line.hasPrefix(verb.rawValue + " ") ? 2_000 : 0
  }

  init(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    verb =
      parts.count == 2 && parts[0].count > 1
      ? Self.verbs.first { $0.rawValue.hasPrefix(parts[0].lowercased()) } : nil
    let words = verb == nil ? text[...] : parts[1]
    self.words = String(words.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension PaletteEntry {
  /// A flow to go to.
  static func flow(_ flow: FlowSummary) -> PaletteEntry {
    PaletteEntry(
      group: .go, title: flow.name, detail: "\(flow.longType), \(flow.state.word)", keys: "",
      help: "Opens \(flow.name). \(flow.state.sentence)", action: .open(flow))
  }

  /// Something to do with a flow; nil where it cannot be done to this one.
  static func order(_ verb: LineCommand, _ flow: FlowSummary) -> PaletteEntry? {
    let name: String
    switch verb {
    case .push where flow.state.attention != .none: name = "Push \(flow.name)"
    case .diff where flow.remoteID != nil: name = "Compare \(flow.name) with the server"
    case .graph: name = "Graph of \(flow.name)"
    default: return nil
    }
    let line = "\(verb.rawValue) \(LineWords.quoted(flow.remoteID ?? flow.localID))"
    return PaletteEntry(
      group: .run, title: name, detail: flow.state.word, keys: "", help: verb.help,
      action: .line(line))
  }
}
