import JSONText

/// Draws a flow and prints its `flowData` as a browser saves it: compact, with positions of many
/// digits.
struct FlowCanvas {
  private struct Node {
    let id: String
    let component: Component
    let label: String
    let x: Double
    let y: Double
    var inputs: [String: JSONValue]
  }

  private var nodes: [Node] = []
  private var edges: [JSONValue] = []
  private var random: ServerRandom

  init(seed: UInt64) { random = ServerRandom(seed: seed) }

  /// Puts a node near this column and row of a rough raster, and gives its id.
  @discardableResult
  mutating func add(
    _ component: Component, column: Int, row: Int, label: String? = nil,
    _ inputs: [String: JSONValue] = [:]
  ) -> String {
    let count = nodes.count { $0.component.name == component.name }
    let id = "\(component.name)_\(count)"
    let pitch = component.family == .classic ? (x: 380.0, y: 560.0) : (x: 260.0, y: 130.0)
    nodes.append(
      Node(
        id: id, component: component, label: label ?? component.label,
        x: Double(column) * pitch.x + jitter(), y: Double(row) * pitch.y + jitter(), inputs: inputs)
    )
    return id
  }

  mutating func note(_ text: String, column: Int, row: Int, isAgentFlow: Bool = false) {
    let note = isAgentFlow ? ComponentCatalog.agentNote : ComponentCatalog.note
    add(note, column: column, row: row, ["note": .string(text)])
  }

  /// Draws an edge, and writes the reference that goes with it into the target's input.
  mutating func connect(_ source: String, _ target: String, _ input: String = "", branch: Int = 0) {
    guard let from = nodes.first(where: { $0.id == source }),
      let index = nodes.firstIndex(where: { $0.id == target })
    else { return }
    let to = nodes[index].component
    let sourceHandle = from.component.outputHandle(of: source, branch: branch)
    let targetHandle = to.inputHandle(of: target, input)
    var edge: [(String, JSONValue)] = [
      ("source", .string(source)), ("sourceHandle", .string(sourceHandle)),
      ("target", .string(target)), ("targetHandle", .string(targetHandle)),
    ]
    if to.family == .agentFlow {
      var data: [(String, JSONValue)] = [
        ("sourceColor", .string(from.component.color)), ("targetColor", .string(to.color)),
      ]
      if from.component.outputCount > 1 { data.append(("edgeLabel", .string(String(branch)))) }
      data.append(("isHumanInput", .boolean(from.component.name == "humanInputAgentflow")))
      edge += [("data", .object(data)), ("type", .string("agentFlow"))]
    } else {
      edge.append(("type", .string("buttonedge")))
      let reference = JSONValue.string("{{\(source).data.instance}}")
      let isList = to.anchors.first { $0.name == input }?.isList ?? false
      if case .array(let known)? = nodes[index].inputs[input] {
        nodes[index].inputs[input] = .array(known + [reference])
      } else {
        nodes[index].inputs[input] = isList ? .array([reference]) : reference
      }
    }
    edge.append(("id", .string("\(source)-\(sourceHandle)-\(target)-\(targetHandle)")))
    edges.append(.object(edge))
  }

  /// The text of `flowData`.
  mutating func flowData() -> [UInt8] {
    JSONValue.object([
      ("nodes", .array(nodes.map(Self.value))), ("edges", .array(edges)),
      (
        "viewport",
        .object([
          ("x", number(jitter() * 3)), ("y", number(jitter())),
          ("zoom", number(0.5 + jitter() / 200)),
        ])
      ),
    ]).bytes()
  }

  private static func value(_ node: Node) -> JSONValue {
    let position = JSONValue.object([
      ("x", .number("\(node.x)")), ("y", .number("\(node.y)")),
    ])
    return .object([
      ("id", .string(node.id)), ("position", position),
      ("type", .string(node.component.nodeType)),
      ("data", node.component.data(id: node.id, label: node.label, inputs: node.inputs)),
      ("width", .integer(node.component.size.width)),
      ("height", .integer(node.component.size.height)), ("selected", .boolean(false)),
      ("positionAbsolute", position), ("dragging", .boolean(false)),
    ])
  }

  private mutating func jitter() -> Double { Double.random(in: -60..<60, using: &random) }

  private func number(_ value: Double) -> JSONValue { .number("\(value)") }
}

extension Component {
  /// What the canvas draws a node with.
  var nodeType: String {
    if name.hasPrefix("stickyNote") { return "stickyNote" }
    return family == .classic ? "customNode" : "agentFlow"
  }
}

extension ComponentCatalog {
  static let note = Component(
    name: "stickyNote", label: "Sticky Note", type: "StickyNote", baseClasses: [],
    category: "Utilities", description: "A remark on the canvas", version: .integer(2),
    parameters: [.text("", "note", isOptional: false)], size: (300, 143))
  static let agentNote = Component(
    name: "stickyNoteAgentflow", label: "Sticky Note", type: "StickyNote", baseClasses: [],
    category: "Agent Flows", description: "A remark on the canvas", family: .agentFlow,
    color: "#fee440",
    parameters: [.text("", "note", isOptional: false)], size: (210, 123))
}
