import FlowModel
import JSONText
import Testing

@Suite("What changed in a flow")
struct FlowDiffTests {
  private func record(_ body: String, name: String = "n") -> [UInt8] {
    let literal = String(decoding: JSONString.literal(body), as: UTF8.self)
    return Array(#"{"id":"x","name":"\#(name)","flowData":\#(literal),"updatedDate":"d"}"#.utf8)
  }

  private func differences(_ before: [UInt8], _ after: [UInt8]) -> [FlowDifference] {
    FlowDiff.differences(from: before, to: after, kind: .chatflow, includesLayout: false)
  }

  @Test("a value inside the flow is told with its path and its node")
  func value() {
    let before = record(#"{"nodes":[{"id":"a","data":{"label":"Agent","inputs":{"t":0.9}}}]}"#)
    let after = record(#"{"nodes":[{"id":"a","data":{"label":"Agent","inputs":{"t":0.2}}}]}"#)
    let found = differences(before, after)
    #expect(found.map(\.path) == ["flowData.nodes[0].data.inputs.t"])
    #expect(found.first?.node == "Agent")
    #expect(found.first?.before == "0.9")
    #expect(found.first?.after == "0.2")
  }

  @Test("where long values differ far from their beginning, they are told from there")
  func longValues() {
    let start = String(repeating: "ä word. ", count: 60)
    func prompt(_ end: String) -> [UInt8] {
      record(#"{"nodes":[{"id":"a","data":{"inputs":{"p":"\#(start)Ask \#(end)"}}}]}"#)
    }
    let change = differences(prompt("twice."), prompt("nobody.")).first
    #expect(change?.before?.hasPrefix("\"…") == true && change?.after?.hasPrefix("\"…") == true)
    #expect(change?.before?.hasSuffix("ä word. Ask twice.\"") == true)
    #expect(change?.after?.hasSuffix("ä word. Ask nobody.\"") == true)
    let early = differences(
      prompt("").map { $0 }, record(#"{"nodes":[{"id":"a","data":{"inputs":{"p":"x"}}}]}"#))
    #expect(
      early.first?.before?.hasPrefix("\"ä word.") == true, "near the beginning nothing is left out")
  }

  @Test("moving a node is layout, and left out")
  func layout() {
    let before = record(#"{"nodes":[{"id":"a","position":{"x":1},"data":{}}]}"#)
    let after = record(
      #"{"nodes":[{"id":"a","position":{"x":2},"data":{"selected":true}}],"viewport":{"zoom":1}}"#)
    #expect(differences(before, after).isEmpty)
  }

  @Test("fields of the server are no change of ours")
  func serverFields() {
    let after = Array(
      String(decoding: record("{}"), as: UTF8.self).replacing("\"d\"", with: "\"e\"").utf8)
    #expect(differences(record("{}"), after).isEmpty)
  }

  @Test("what a moved edge said before is its own text")
  func movedEdge() {
    func edges(_ order: [String], _ label: String) -> [UInt8] {
      let list = order.map { #"{"id":"\#($0)","label":"\#($0 == "b" ? label : $0)"}"# }
      return record(#"{"nodes":[],"edges":[\#(list.joined(separator: ","))]}"#)
    }
    let found = differences(edges(["a", "b", "c"], "old"), edges(["b", "c"], "new"))
    let change = found.first { $0.kind == .changed }
    #expect(change?.before == "\"old\"" && change?.after == "\"new\"")
  }

  @Test("a password is masked by what its node says of it, wherever the node stood")
  func passwords() {
    func node(_ key: String, _ id: String = "a") -> String {
      #"{"id":"\#(id)","data":{"inputParams":[{"name":"entry","type":"password"}],"#
        + #""inputs":{"entry":"\#(key)"}}}"#
    }
    let before = record(#"{"nodes":[\#(node("canary-1", "b")),\#(node("canary-old"))]}"#)
    let after = record(#"{"nodes":[\#(node("canary-new")),\#(node("canary-2", "c"))]}"#)
    for limit in [nil, FlowDiff.shortened] {
      let found = FlowDiff.differences(from: before, to: after, kind: .chatflow, limit: limit)
      #expect(Set(found.map(\.kind)).isSuperset(of: [.changed, .added, .removed]))
      #expect(!"\(found)".contains("canary"))
    }
  }

  @Test("what is taken out of a node that has another number now is told of that node, masked")
  func removedInMovedNode() {
    let node = #"{"id":"a","data":{"label":"Agent","inputParams":[{"name":"p","type":"password"}],"#
    let other = #"{"id":"b","data":{"label":"Other"}}"#
    let before = record("{\"nodes\":[\(node)\"inputs\":{\"p\":\"hunter2\"}}},\(other)]}")
    let after = record("{\"nodes\":[\(other),\(node)\"inputs\":{}}}]}")
    let removed = differences(before, after).filter { $0.kind == .removed }
    #expect(removed.map(\.path) == ["flowData.nodes[1].data.inputs.p"])
    #expect(removed.map(\.node) == ["Agent"])
    #expect(removed.map(\.before) == ["\"\(SecretMask.mark)\""])
  }

  @Test("secret values are masked")
  func secrets() {
    let before = record(#"{"nodes":[{"id":"a","data":{"inputs":{"openAIApiKey":"canary-old"}}}]}"#)
    let after = record(#"{"nodes":[{"id":"a","data":{"inputs":{"openAIApiKey":"canary-new"}}}]}"#)
    let found = differences(before, after)
    #expect(found.count == 1)
    #expect(!"\(found)".contains("canary"))
  }
}

@Suite("Equal content")
struct SemanticFormTests {
  @Test("spelling, order and dates do not count; everything else does")
  func form() {
    func form(_ text: String) -> [UInt8]? { SemanticForm.bytes(of: Array(text.utf8)) }
    let plain = form(#"{"name":"é","n":2,"flowData":"{\"a\":1,\"b\":[]}","updatedDate":"x"}"#)
    #expect(plain != nil)
    #expect(
      plain
        == form(
          #"{ "updatedDate":"y", "flowData":"{ \"b\" : [ ], \"a\" : 1.0 }", "n":2e0, "name":"\u00e9"}"#
        ))
    #expect(plain != form(#"{"name":"e","n":2,"flowData":"{\"a\":1,\"b\":[]}"}"#))
    #expect(plain != form(#"{"name":"é","n":2,"flowData":"{\"a\":1,\"b\":[0]}"}"#))
    #expect(plain != form(#"{"name":"é","n":2,"flowData":{"a":1,"b":[]}}"#))
    #expect(form("{") == nil)
  }
}
