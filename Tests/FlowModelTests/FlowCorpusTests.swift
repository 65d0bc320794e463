import FlowModel
import FoundationEssentials
import JSONText
import Testing

/// Runs over the real flows below the folder that `WEIR_CORPUS` names, if it is set.
@Suite("Real flows")
struct FlowCorpusTests {
  static let files: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["WEIR_CORPUS"] else { return [] }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(folder)/\($0)" }
  }()

  private func root(_ file: String) throws -> JSONNode {
    try JSONDocument(parsing: Array(try Data(contentsOf: URL(filePath: file)))).root
  }

  @Test("raise no alarm", arguments: files)
  func alarms(_ file: String) throws {
    let found = FlowCheck.problems(in: try root(file), kind: .chatflow)
    #expect(found.map { "\($0.path.dotted): \($0.message)" } == [])
  }

  @Test("know both ends of each edge as referrers", arguments: files)
  func referrers(_ file: String) throws {
    let root = try root(file)
    let links = FlowLinks(body: root, kind: .chatflow)
    var ends = 0
    for (index, node) in (root["nodes"].map { Array($0.elements) } ?? []).enumerated() {
      let found = links.referrers(of: JSONPath([.key("nodes"), .index(index)]))
      ends += found.count { $0.path.steps.first == .key("edges") }
      #expect(node["id"]?.string != nil)
    }
    #expect(ends == 2 * (root["edges"]?.count ?? 0))
  }
}
