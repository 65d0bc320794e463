import FlowModel
import JSONText
import SoakKit
import Testing

@Suite("Broken flows")
struct FlowMutationTests {
  /// One random change: of bytes, or of the structure by words that mean something here.
  private func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let words = [
      "null", "[]", "{}", "\"\"", "1", "\"{{\"", "\"agentAgentflow_0\"", "\"a\\\"", "\"\\ud83d\"",
      "\"-output-\"", "\"credential\":", "\"id\":", "[[[", "}]", "\"x-input-\\u00", "{{", "}}",
      "\\",
    ]
    var bytes = bytes
    let start = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, start + Int.random(in: 0...30, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.removeSubrange(start..<end)
    case 1:
      bytes.insert(
        contentsOf: words.randomElement(using: &random).map { Array($0.utf8) } ?? [], at: start)
    case 2:
      bytes.replaceSubrange(
        start..<end, with: words.randomElement(using: &random).map { Array($0.utf8) } ?? [])
    default:
      bytes.insert(
        contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
    }
    return bytes
  }

  @Test(
    "are read to the end: ranges lie in the text, fixes keep JSON JSON", arguments: Soak.numbers(4)
  )
  func anyMutation(_ batch: Int) throws {
    let flows = [FlowPieces.chatflow, FlowPieces.agentflow, FlowPieces.chatbot]
    for seed in UInt64(batch) * 40..<UInt64(batch + 1) * 40 {
      var random = SeededGenerator(seed: seed)
      var bytes = Array((flows.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) { bytes = mutated(bytes, &random) }
      let kind: FlowKind = Bool.random(using: &random) ? .chatflow : .chatbot
      let document = JSONDocument(tolerating: bytes)
      let isJSON = document.diagnostics.isEmpty
      let found = FlowCheck.problems(in: document.root, kind: kind)
      for problem in found {
        if let range = problem.range { #expect(range.upperBound <= bytes.count, "seed \(seed)") }
        guard isJSON, let fix = problem.fix else { continue }
        let mended = JSONSplice.apply(fix.splices, to: bytes)
        #expect(throws: Never.self, "seed \(seed): \(fix.title)") {
          try JSONDocument(parsing: mended)
        }
      }
      #expect(
        found.map { $0.range?.lowerBound ?? -1 }
          == found.map { $0.range?.lowerBound ?? -1 }.sorted())
      let links = FlowLinks(body: document.root, kind: kind)
      for offset in stride(from: 0, to: bytes.count, by: 7) {
        if case .node(let node) = links.target(at: offset) {
          #expect(document.root.value(at: node.path)?.range == node.range, "seed \(seed)")
        }
        for use in links.referrers(at: offset) {
          #expect(use.range.upperBound <= bytes.count, "seed \(seed)")
        }
      }
      let secrets = SecretMask.ranges(in: document.root)
      #expect(
        zip(secrets, secrets.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
        "seed \(seed)")
      if isJSON {
        #expect(throws: Never.self, "seed \(seed)") {
          try JSONDocument(parsing: SecretMask.masked(bytes))
        }
      }
    }
  }

  @Test("ten thousand arrays inside each other are no trouble")
  func deep() {
    let deep = String(repeating: "[", count: 10_000)
    let bytes = Array((#"{"nodes":[{"id":"a","data":{"inputs":{"x":"# + deep).utf8)
    let root = JSONDocument(tolerating: bytes).root
    _ = SecretMask.ranges(in: root)
    #expect(FlowCheck.problems(in: root, kind: .chatflow).count == 1)
  }
}
