import GraphLayout
import Testing

/// Graphs and their drawings, side by side in the folder `Cases`.
@Suite struct GraphCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var graph: String
    var drawing: String
    var kind: LayoutKind

    var testDescription: String { name }
  }

  /// A case is a line `== name` (`== author: name` for the author's layout), the graph in the
  /// notation of ``GraphText``, a line `--`, and the drawing.
  static let cases: [Case] = files.flatMap { file in
    CaseFile.text(of: folder + file + ".txt").split(separator: "\n== ").map { part in
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      let middle = lines.firstIndex(of: "--") ?? lines.endIndex
      let name = lines[0].hasPrefix("== ") ? lines[0].dropFirst(3) : lines[0]
      var drawing = lines[middle...].dropFirst().joined(separator: "\n")
      while drawing.hasSuffix("\n") { drawing.removeLast() }
      return Case(
        name: String(name), graph: lines[1..<middle].joined(separator: " "), drawing: drawing,
        kind: name.hasPrefix("author") ? .author : .tidy)
    }
  }

  private static let folder = String(#filePath.dropLast(20)) + "Cases/"
  private static let files = ["lines", "forks", "loops", "labels", "frames", "author", "singles"]

  @Test("a graph is drawn as its case says", arguments: cases)
  func drawing(_ item: Case) throws {
    let graph = GraphText.graph(item.graph)
    let drawing = try #require(LayoutEngine.drawing(of: graph, kind: item.kind))
    let breaches = LayoutLaws.breaches(of: drawing, for: graph)
    #expect(breaches.isEmpty)
    let text = DrawingText.text(of: drawing)
    #expect(text == item.drawing, "\(item.name) got\n\(text)")
  }

  @Test("there are at least forty cases")
  func count() { #expect(Self.cases.count >= 40) }
}
