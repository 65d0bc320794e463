import FlowModel

/// One line of the palette: something to do, to go to, to set, or to read.
struct PaletteEntry: Sendable, Hashable {
  enum Group: String, Sendable {
    case run = "do"
    case go, set, help
  }

  enum Action: Sendable, Hashable {
    case command(Command)
    /// A command line without its colon.
    case line(String)
    case open(FlowSummary)
    case article(HelpArticle)
  }

  let group: Group
  let title: String
  /// What it is about now: "2 changes wait", "auto -> ask".
  let detail: String
  /// Its keys, or its command line where it has none.
  let keys: String
  /// What the lower part says of it.
  let help: String
  let action: Action
  /// Why it cannot run now; nil when it can.
  var refusal: String?

  /// The command line that does the same, without its colon; nil for what is only read.
  var line: String? {
    switch action {
    case .command(let command): command.rawValue
    case .line(let text): text
    case .open(let flow): "open \(LineWords.quoted(flow.remoteID ?? flow.localID))"
    case .article: nil
    }
  }

  /// What tells it from all others, for what was used last.
  var identity: String { line ?? title }

  /// How well typed letters fit: each word for itself, in the title, or in the command's name.
  func score(of text: String) -> Int? {
    let whole = [title, line ?? ""].compactMap { name in
      FuzzyMatch.score(text, in: name).map { $0 + Self.bonus(for: text, in: name) }
    }.max()
    let words = text.split(separator: " ").map(String.init)
    guard words.count > 1 else { return whole }
    var sum = 0
    for word in words {
      guard let score = FuzzyMatch.score(word, in: "\(title) \(line ?? "")") else { return whole }
      sum += score
    }
    return max(whole ?? .min, sum / words.count)
  }

  /// More for letters that stand together, most at the beginning of a word: among sentences nearly
  /// every few letters occur somewhere in their order.
  private static func bonus(for text: String, in name: String) -> Int {
    let name = name.lowercased()
    guard let place = name.firstRange(of: text.lowercased())?.lowerBound else { return 0 }
    let isStart = place == name.startIndex || !name[name.index(before: place)].isLetter
    return isStart ? 400 : 200
  }
}
