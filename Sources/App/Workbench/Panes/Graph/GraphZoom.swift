import CellGrid
import FlowModel
import GraphLayout

/// How much of a node is drawn, from nothing but its place to what is put into it.
package enum GraphZoom: Int, CaseIterable, Hashable, Sendable, Comparable {
  case dots = 1
  case chips, cards, sheets

  var title: String {
    switch self {
    case .dots: "dots 1 of 4"
    case .chips: "chips 2 of 4"
    case .cards: "cards 3 of 4"
    case .sheets: "sheets 4 of 4"
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Cells of a name; longer ones are cut.
  private var nameColumns: Int {
    switch self {
    case .dots: 1
    case .chips: 16
    case .cards: 22
    case .sheets: 30
    }
  }

  /// Inputs of a node that are drawn in it.
  private var inputCount: Int { self == .sheets ? 5 : 0 }

  /// Cells of a line of a note, and lines.
  private var noteSize: GridSize {
    switch self {
    case .dots: GridSize(rows: 1, columns: 1)
    case .chips: GridSize(rows: 2, columns: 22)
    case .cards: GridSize(rows: 4, columns: 32)
    case .sheets: GridSize(rows: 10, columns: 36)
    }
  }

  // MARK: Boxes

  /// What the box of a node says.
  func content(of node: ComparedGraph.Node) -> GraphPicture.BoxContent {
    let mark = node.change?.sign ?? ""
    let role = node.change == .removed ? StyleRole.diffRemoved : node.node.drawnRole
    if self == .dots, node.node.kind != .frame {
      return .init(title: node.node.label, role: role, mark: mark, shape: .dot)
    }
    switch node.node.kind {
    case .note:
      return .init(title: "note", lines: noteLines(of: node.node), role: role, mark: mark)
    case .frame: return .init(title: node.node.label, role: role, mark: mark)
    case .step: return .init(title: node.node.label, lines: lines(of: node), role: role, mark: mark)
    }
  }

  /// What the box of a node takes, with its border.
  ///
  /// - Parameter columns: cells of a name, where there are fewer than the zoom allows.
  func size(
    of content: GraphPicture.BoxContent, _ kind: FlowGraph.Node.Kind, names columns: Int = .max
  ) -> LayoutSize {
    guard content.shape == .box else { return LayoutSize(columns: 1, rows: 1) }
    let widest = kind == .note ? noteSize.columns : min(nameColumns, columns)
    let mark = content.mark.isEmpty ? 0 : CharacterWidth.of(content.mark) + 1
    let widths =
      content.lines.map { CharacterWidth.of($0) }
      + [min(CharacterWidth.of(content.title), widest) + mark]
    let columns = max(min(widths.max() ?? 0, widest + mark), 1)
    // The name of a note stands in its border.
    let rows = content.lines.count + (kind == .note ? 0 : 1)
    return LayoutSize(columns: columns + 4, rows: max(rows, 1) + 2)
  }

  private func noteLines(of node: FlowGraph.Node) -> [String] {
    let text = NodeInput.plain(node.note.isEmpty ? node.label : node.note)
    let lines = TextRows.wrapped(text, columns: noteSize.columns, limit: noteSize.rows + 1)
    guard lines.count > noteSize.rows else { return lines.map(\.text) }
    return lines.prefix(noteSize.rows - 1).map(\.text) + [lines[noteSize.rows - 1].text + " …"]
  }

  private func lines(of node: ComparedGraph.Node) -> [String] {
    guard self >= .cards else { return [] }
    let model = node.model?.place
    let inputs = node.inputs.lazy.filter { $0.place != model }.prefix(inputCount)
    return [node.summary] + inputs.map { "\($0.name)  \($0.text)" }
  }
}

extension FlowGraph.Node {
  /// The kind of step; notes and frames have looks of their own.
  var drawnRole: StyleRole {
    switch kind {
    case .note: .graphNodeNote
    case .frame: .graphNodeFrame
    case .step: role
    }
  }

  /// What the component is, in words: `conditionAgentAgentflow` is a condition agent. Names of
  /// classic components stay as they are.
  var componentWords: String {
    guard component.hasSuffix("Agentflow"), component.count > 9 else { return component }
    var words = ""
    for letter in component.dropLast(9) {
      if letter.isUppercase { words.append(" ") }
      words.append(contentsOf: letter.lowercased())
    }
    return words
  }
}

extension ComparedGraph.Node {
  /// The input that names a model; one that comes by an edge has no name.
  var model: NodeInput? {
    let named = inputs.filter { Self.modelNames.contains($0.name) && !$0.text.hasPrefix("{{") }
    // Beside its name Flowise keeps the component that asks it, as `model`.
    return named.first { $0.name != "model" } ?? named.first
  }

  private static let modelNames = ["modelName", "azureOpenAIApiDeploymentName", "model"]

  /// What it is and which model it asks: `llm gpt-4o-mini`.
  var summary: String {
    [node.componentWords, model?.text].compactMap(\.self).joined(separator: " ")
  }
}
