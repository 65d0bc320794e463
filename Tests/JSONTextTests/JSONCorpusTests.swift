import FoundationEssentials
import JSONText
import Testing

/// Runs over the `.json` files below the folder that `WEIR_CORPUS` names, if it is set.
@Suite struct JSONCorpusTests {
  static let files: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["WEIR_CORPUS"] else { return [] }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(folder)/\($0)" }
  }()

  private func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file)))
  }

  @Test("a view laid out anew is put back to the byte", arguments: files)
  func views(_ file: String) throws {
    let bytes = try bytes(file)
    let document = try JSONDocument(parsing: bytes)
    #expect(JSONDocument(tolerating: bytes).diagnostics.isEmpty)
    for view in [JSONFormatter.pretty(document.root), JSONFormatter.compact(document.root)] {
      #expect(try JSONEdit.transplant(view, onto: bytes) == bytes)
      #expect(
        JSONDiff.changes(from: document.root, to: try JSONDocument(parsing: view).root).isEmpty)
    }
  }

  @Test("a leaf set inside the stored flow changes only its own bytes", arguments: files)
  func leaves(_ file: String) throws {
    let text = try bytes(file)
    let stored =
      Array("{\"id\":\"1\",\"flowData\":".utf8) + JSONString.literal(bytes: text) + [0x7D]
    let root = try JSONDocument(parsing: text).root
    var random = RandomJSON(seed: 1)
    for path in random.somePaths(of: root) {
      let node = try #require(root.value(at: path))
      guard node.kind != .object, node.kind != .array else { continue }
      let full = JSONPath([.key("flowData")]).appending(path)
      let result = try JSONEdit.set(
        full, to: Array("\"x\\/\"".utf8), in: stored, embedded: ["flowData"])
      let expected =
        text[..<node.range.lowerBound] + Array("\"x\\/\"".utf8) + text[node.range.upperBound...]
      let outer =
        Array("{\"id\":\"1\",\"flowData\":".utf8)
        + JSONString.literal(bytes: Array(expected)) + [0x7D]
      #expect(result == outer, "\(path.dotted)")
    }
  }

  @Test("numbers keep their text", arguments: files)
  func numbers(_ file: String) throws {
    let document = try JSONDocument(parsing: try bytes(file))
    let view = try JSONDocument(parsing: JSONFormatter.pretty(document.root))
    func numbers(_ root: JSONNode) -> [String] {
      RandomJSON.paths(of: root).compactMap { root.value(at: $0)?.numberText }
    }
    #expect(numbers(document.root) == numbers(view.root))
  }
}
