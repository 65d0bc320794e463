extension Command {
  /// Lines of the table for the graph.
  var graph: CommandFacts? { graphMoves ?? graphLooks }

  private var graphMoves: CommandFacts? {
    switch self {
    case .moveLeft: .init("left", "Goes to the nearest node at the left.", in: [.graph])
    case .moveRight: .init("right", "Goes to the nearest node at the right.", in: [.graph])
    case .panLeft: .init("show what is left", "Moves the window to the left.", in: [.graph])
    case .panDown: .init("show what is below", "Moves the window down.", in: [.graph])
    case .panUp: .init("show what is above", "Moves the window up.", in: [.graph])
    case .panRight: .init("show what is right", "Moves the window to the right.", in: [.graph])
    case .nextEdge:
      .init(
        "next edge",
        "Chooses the next edge of this node: first those that leave it, then those that come in.",
        in: [.graph], hint: "edge")
    case .previousEdge:
      .init("previous edge", "Chooses the edge of this node before.", in: [.graph])
    case .followEdge:
      .init(
        "follow the edge", "Goes to the other end of the chosen edge; in the text to the drawing.",
        in: [.graph], hint: "follow")
    case .comeBack:
      .init(
        "come back", "Goes back along the edge that was followed.", in: [.graph], hint: "return")
    default: nil
    }
  }

  private var graphLooks: CommandFacts? {
    switch self {
    case .zoomIn:
      .init(
        "zoom in", "Shows more of each node: dots, chips, cards, sheets.", in: [.graph],
        hint: "zoom")
    case .zoomOut: .init("zoom out", "Shows less of each node and more nodes.", in: [.graph])
    case .fitAll:
      .init("fit all", "Chooses the largest zoom at which all fits.", in: [.graph], hint: "fit")
    case .otherLayout:
      .init(
        "author or tidy layout",
        "Places the nodes as their author did, or in columns along the edges.", in: [.graph],
        hint: "layout")
    case .toggleMinimap:
      .init(
        "minimap on or off", "Shows the whole drawing in a corner, when it does not fit.",
        in: [.graph], hint: "map")
    case .toggleInputs:
      .init(
        "inputs on or off", "Shows what is put into the node, and its edges.", in: [.graph],
        hint: "inputs")
    case .upstream:
      .init("upstream", "Marks everything that leads to this node.", in: [.graph])
    case .downstream:
      .init("downstream", "Marks everything that this node leads to.", in: [.graph])
    case .editEdge:
      .init(
        "JSON of the edge", "Opens the chosen edge in the editor.", in: [.graph], hint: "edge JSON",
        changes: true)
    case .textTwin:
      .init(
        "text or drawing", "Shows the flow as lines of text: nodes, and where their edges lead.",
        in: [.graph], hint: "text")
    case .toggleFull:
      .init(
        "bigger or smaller", "Gives the graph the whole screen, or the place beside the list.",
        in: [.graph], hint: "size")
    case .showGraph:
      .init(
        "graph",
        "Shows the flow as boxes and arrows. From the editor it goes to the node under the cursor.",
        in: [.list, .detail, .history] + .texts)
    default: nil
    }
  }
}
