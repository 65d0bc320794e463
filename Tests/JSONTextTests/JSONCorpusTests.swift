import FoundationEssentials
import JSONText
import SoakKit
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
      let isSame = try JSONEdit.transplant(view, onto: bytes) == bytes
      #expect(isSame)
      #expect(
        JSONDiff.changes(from: document.root, to: try JSONDocument(parsing: view).root).isEmpty)
    }
  }

  /// A record that holds a flow as Flowise stores it, in one style.
  private struct Record {
    let name: String
    let head: [UInt8]
    let flow: [UInt8]
    let tail: [UInt8]

    /// With another text of the flow.
    func bytes(_ flow: [UInt8]) -> [UInt8] { head + JSONString.literal(bytes: flow) + tail }

    static func all(of root: JSONNode) -> [Record] {
      [
        Record(
          name: "compact", head: Array(#"{"id":"1","flowData":"#.utf8),
          flow: JSONFormatter.compact(root), tail: Array(#","name":"\u0041"}"#.utf8)),
        Record(
          name: "spaced", head: Array("{\n  \"id\": \"1\",\n  \"flowData\": ".utf8),
          flow: JSONFormatter.pretty(root, indent: 4), tail: Array(" ,\n \"name\" : 1\n}\n".utf8)),
      ]
    }
  }

  /// All leaves with a path in `make soak`, some of them otherwise.
  private func leaves(of root: JSONNode) -> [JSONPath] {
    let leaves = RandomJSON.paths(of: root).filter { path in
      root.value(at: path).map { $0.kind != .object && $0.kind != .array } ?? false
    }
    guard Soak.factor == 1 else { return leaves }
    var random = RandomJSON(seed: 1)
    return Array(leaves.shuffled(using: &random.generator).prefix(8))
  }

  @Test("each leaf set inside the stored flow changes only its own bytes", arguments: files)
  func leaves(_ file: String) throws {
    let value = Array(#""x\/é""#.utf8)
    for record in Record.all(of: try JSONDocument(parsing: try bytes(file)).root) {
      let root = try JSONDocument(parsing: record.flow).root
      let stored = record.bytes(record.flow)
      for path in leaves(of: root) {
        let range = try #require(root.value(at: path)).range
        let flow = record.flow[..<range.lowerBound] + value + record.flow[range.upperBound...]
        let result = try JSONEdit.set(
          JSONPath([.key("flowData")]).appending(path), to: value, in: stored,
          embedded: ["flowData"])
        let isRight = result == record.bytes(Array(flow))
        #expect(isRight, "\(record.name) \(path.dotted)")
      }
    }
  }

  @Test(
    "each leaf edited in a pretty view and put back changes only its own bytes", arguments: files)
  func transplants(_ file: String) throws {
    let value = Array("-0.50".utf8)
    let field = JSONPath([.key("flowData")])
    for record in Record.all(of: try JSONDocument(parsing: try bytes(file)).root) {
      let root = try JSONDocument(parsing: record.flow).root
      let view = JSONFormatter.pretty(root)
      let viewRoot = try JSONDocument(parsing: view).root
      let stored = record.bytes(record.flow)
      for path in leaves(of: root) {
        let splices = try JSONStructure.replace(path, with: value, in: viewRoot)
        let result = try JSONEdit.transplant(
          JSONSplice.apply(splices, to: view), at: field, in: stored, embedded: ["flowData"])
        let range = try #require(root.value(at: path)).range
        let flow = record.flow[..<range.lowerBound] + value + record.flow[range.upperBound...]
        let isRight = result == record.bytes(Array(flow))
        #expect(isRight, "\(record.name) \(path.dotted)")
      }
    }
  }

  @Test("each edit of the structure of a stored flow can be undone", arguments: files)
  func structure(_ file: String) throws {
    let bytes = try bytes(file)
    let document = try JSONDocument(parsing: bytes)
    var random = RandomJSON(seed: 2)
    let paths = RandomJSON.paths(of: document.root).shuffled(using: &random.generator)
    for (number, path) in paths.prefix(24 * Soak.factor).enumerated() {
      let edit = RandomEdit(number: number, of: path, in: document.root, random: &random)
      guard let splices = try edit.splices(in: document.root) else { continue }
      let after = JSONSplice.apply(splices, to: bytes)
      let isUndone =
        JSONSplice.apply(JSONSplice.inverse(of: splices, in: bytes), to: after) == bytes
      #expect(isUndone, "\(edit)")
      #expect(edit.isMade(in: try JSONDocument(parsing: after), of: document), "\(edit)")
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
