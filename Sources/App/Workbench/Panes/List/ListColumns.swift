import CellGrid
import FlowModel

/// Where the columns of a list stand, for a kind of flow and a width.
///
/// ```
/// > * S NAME                       TYPE  NODES   AGE      chatflows, 60 columns and more
/// > * S NAME              STATUS  TEAMS  NODES   AGE      chatbots
/// > S NAME                                                under 60
/// ```
struct ListColumns {
  let kind: FlowKind
  let mark: Int
  let state: Int
  let name: Int
  let nameWidth: Int
  let hasNames: Bool
  /// Columns right of the name: their end, and what they are.
  private let facts: [(column: Fact, start: Int, width: Int)]

  private enum Fact: CaseIterable {
    case type, status, teams, nodes, age

    var title: String {
      switch self {
      case .type: "TYPE"
      case .status: "STATUS"
      case .teams: "TEAMS"
      case .nodes: "NODES"
      case .age: "AGE"
      }
    }

    var width: Int {
      switch self {
      case .type, .teams, .nodes: 5
      case .status: 6
      case .age: 4
      }
    }

    var order: FlowOrder {
      switch self {
      case .type, .status: .type
      case .teams: .teams
      case .nodes: .nodes
      case .age: .updated
      }
    }

    var isRight: Bool { self != .type && self != .status }
  }

  init(kind: FlowKind, width: Int, shape: AppLayout.Shape) {
    self.kind = kind
    hasNames = shape != .single
    mark = 1
    state = hasNames ? 3 : 2
    name = state + 2
    guard hasNames else {
      facts = []
      nameWidth = width - name - 1
      return
    }
    let gap = shape == .wide ? 1 : 2
    var end = width - 2
    var placed: [(Fact, Int, Int)] = []
    let shown: [Fact] =
      kind == .chatflow ? [.type, .nodes, .age] : [.status, .teams, .nodes, .age]
    for fact in shown.reversed() {
      placed.append((fact, end - fact.width, fact.width))
      end -= fact.width + gap
    }
    facts = placed
    nameWidth = end - name
  }

  /// What the columns of a list sort by, from the left; size has no column and comes last.
  static func orders(of kind: FlowKind) -> [FlowOrder] {
    kind == .chatflow
      ? [.state, .name, .type, .nodes, .updated, .size]
      : [.state, .name, .type, .teams, .nodes, .updated, .size]
  }

  /// The name of the column that an order goes by; nil where there is none.
  static func title(of order: FlowOrder, for kind: FlowKind) -> String? {
    switch order {
    case .state: "S"
    case .name: "NAME"
    case .type: kind == .chatflow ? Fact.type.title : Fact.status.title
    default: Fact.allCases.first { $0.order == order }?.title
    }
  }

  /// - Parameter order: its column stands out.
  func drawNames(
    on canvas: inout Canvas, row: Int, sortedBy order: FlowOrder, _ context: DrawContext
  ) {
    func style(_ column: FlowOrder) -> Style {
      context[column == order ? .strong : .columnHeader]
    }
    canvas.text("S", row: row, column: state, style: style(.state))
    canvas.text("NAME", row: row, column: name, style: style(.name))
    for (fact, start, width) in facts {
      canvas.text(
        fact.title, row: row, column: start, columns: width, style: style(fact.order),
        alignment: fact.isRight ? .right : .left)
    }
  }

  func drawFacts(
    of flow: FlowSummary, on canvas: inout Canvas, row: Int, _ context: DrawContext
  ) {
    for (fact, start, width) in facts {
      canvas.text(
        text(of: fact, flow, context), row: row, column: start, columns: width,
        style: context[fact == .status && flow.isLive ? .stateSame : .muted],
        alignment: fact.isRight ? .right : .left, overflow: .clip)
    }
  }

  private func text(of fact: Fact, _ flow: FlowSummary, _ context: DrawContext) -> String {
    switch fact {
    case .type: flow.shortType
    case .status: flow.status ?? ""
    case .teams: flow.teamCount.map(String.init) ?? ""
    case .nodes: flow.nodeCount.map(String.init) ?? ""
    case .age: Wording.age(of: flow.changedAt, now: context.now)
    }
  }
}

extension FlowSummary {
  /// The type in at most five letters for a column.
  var shortType: String {
    switch type?.uppercased() {
    case nil: ""
    case "CHATFLOW": "chat"
    case "AGENTFLOW": "agent"
    case "MULTIAGENT": "multi"
    case "ASSISTANT": "asst"
    case let other?: String(other.lowercased().prefix(5))
    }
  }

  /// Type or status in full, for the detail.
  var longType: String {
    kind == .chatbot ? (status ?? "chatbot") : (type?.lowercased() ?? "chatflow")
  }
}
