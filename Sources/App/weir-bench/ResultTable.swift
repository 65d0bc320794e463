/// What was measured, a row each, and what has to be said about it.
struct ResultTable {
  /// What a ratio may be at most, in the words of the aim.
  struct Aim {
    let limit: Double
    let text: String

    static func times(_ limit: Double) -> Aim {
      Aim(limit: limit, text: "\(Figure.decimal(limit, digits: 1)) x")
    }

    /// So many times as fast.
    static func part(_ part: Int) -> Aim {
      Aim(limit: 1 / Double(part), text: "1/\(part)")
    }
  }

  private var rows: [[String]] = []
  private var notes: [String] = []
  private static let titles = ["TASK", "WEIR", "FLOOR OR PEER", "", "RATIO", "AIM", ""]

  /// A figure of weir beside one of a floor or peer, in the same unit.
  mutating func add(
    _ task: String, _ figure: Double, over peer: String, _ peerFigure: Double, aim: Aim? = nil,
    _ show: (Double) -> String
  ) {
    let ratio = peerFigure > 0 ? figure / peerFigure : 0
    rows.append([
      task, show(figure), peer, show(peerFigure), "\(Figure.decimal(ratio, digits: 2)) x",
      aim?.text ?? "", Self.verdict(ratio, aim),
    ])
  }

  /// A figure against a limit of its own.
  mutating func add(
    _ task: String, _ figure: Double, limit: Double? = nil, _ show: (Double) -> String
  ) {
    let aim = limit.map { Aim(limit: $0, text: show($0)) }
    rows.append([task, show(figure), "", "", "", aim?.text ?? "", Self.verdict(figure, aim)])
  }

  /// Each sentence once.
  mutating func note(_ sentence: String) {
    if !notes.contains(sentence) { notes.append(sentence) }
  }

  private static func verdict(_ value: Double, _ aim: Aim?) -> String {
    aim.map { value <= $0.limit ? "met" : "MISSED" } ?? ""
  }

  var text: String {
    guard !rows.isEmpty else { return notes.map { "- \($0)\n" }.joined() }
    let all = [Self.titles] + rows
    let widths = Self.titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in all {
      var line = ""
      for (column, cell) in row.enumerated() {
        let isNumber = [1, 3, 4, 5].contains(column)
        line += isNumber ? cell.padded(toRight: widths[column]) : cell.padded(to: widths[column])
        line += "  "
      }
      while line.hasSuffix(" ") { line.removeLast() }
      text += line + "\n"
    }
    return text + notes.map { "- \($0)\n" }.joined()
  }
}
