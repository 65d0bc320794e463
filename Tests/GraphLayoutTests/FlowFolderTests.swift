import Glibc
import GraphLayout
import JSONText
import Testing

/// Every flow of a folder, laid out both ways and at every size. The folder is named by the variable
/// `WEIR_FLOWS`: exported flows, in files that end with `.json`, also in folders below it. With
/// `WEIR_FLOWS_SHOWN` the drawings are printed.
@Suite struct FlowFolderTests {
  private static let folder = getenv("WEIR_FLOWS").map { String(cString: $0) }

  @Test("flows from elsewhere are laid out by the laws", .enabled(if: folder != nil))
  func flows() throws {
    let files = Self.files(in: try #require(Self.folder))
    #expect(!files.isEmpty)
    for file in files {
      for zoom in 0..<4 {
        let graph = try #require(try Self.graph(of: file, zoom: zoom), "\(file)")
        for kind in [LayoutKind.tidy, .author] {
          let drawing = try #require(LayoutEngine.drawing(of: graph, kind: kind))
          let breaches = LayoutLaws.breaches(of: drawing, for: graph)
          #expect(breaches.isEmpty, "\(file), \(kind), zoom \(zoom): \(breaches.prefix(5))")
          if getenv("WEIR_FLOWS_SHOWN") != nil {
            print("\n\(file), \(kind), zoom \(zoom)\n\(DrawingText.text(of: drawing))")
          }
        }
      }
    }
  }

  private static func files(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var files: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = "\(folder)/\(name)"
      files += name.hasSuffix(".json") ? [path] : self.files(in: path)
    }
    return files.sorted()
  }

  /// - Parameter zoom: 0 dots, 1 one line, 2 two lines, 3 heights as the inputs ask for.
  private static func graph(of file: String, zoom: Int) throws -> LayoutGraph? {
    let root = try JSONDocument(parsing: Array(CaseFile.text(of: file).utf8)).root
    guard let nodes = root["nodes"], let edges = root["edges"] else { return nil }
    let boxes = nodes.elements.enumerated().map { index, node in
      let type = node["type"]?.string
      let kind: LayoutGraph.Kind =
        type == "stickyNote" ? .note : type == "iteration" ? .frame : .node
      let label = node["data"]?["label"]?.string ?? "?"
      return LayoutGraph.Box(
        id: node["id"]?.string ?? "\(index)",
        size: LayoutSize(
          columns: zoom == 0 ? 1 : min(label.count, 22) + 4,
          rows: [1, 3, 4, 4 + index % 5][zoom]),
        position: position(of: node), parent: node["parentNode"]?.string, kind: kind)
    }
    let arrows = edges.elements.enumerated().map { index, edge in
      LayoutGraph.Arrow(
        id: edge["id"]?.string ?? "\(index)", from: edge["source"]?.string ?? "",
        to: edge["target"]?.string ?? "",
        label: zoom == 0 ? nil : edge["data"]?["edgeLabel"]?.string)
    }
    return LayoutGraph(boxes: boxes, arrows: arrows)
  }

  private static func position(of node: JSONNode) -> LayoutGraph.AuthorPosition? {
    func number(_ node: JSONNode?, _ key: String) -> Double? {
      node?[key]?.numberText.flatMap(Double.init)
    }
    let place = node["position"]
    guard let x = number(place, "x"), let y = number(place, "y") else { return nil }
    return .init(
      x: x, y: y, width: number(node, "width") ?? 300, height: number(node, "height") ?? 100)
  }
}
