import FlowModel
import JSONText
import Testing

/// Three copies of a flow, written by hand.
struct FlowMergeCase: Sendable, CustomTestStringConvertible {
  let title: String
  var kind = FlowKind.chatflow
  let base: [UInt8]
  let local: [UInt8]
  let remote: [UInt8]
  var isLive = false

  var testDescription: String { title }

  /// Chatflows that differ in their body.
  static func bodies(_ title: String, _ base: String, _ local: String, _ remote: String) -> Self {
    Self(title: title, base: chatflow(base), local: chatflow(local), remote: chatflow(remote))
  }

  /// Chatflows of one body that differ in other fields.
  static func fields(_ title: String, _ base: String, _ local: String, _ remote: String) -> Self {
    Self(
      title: title, base: chatflow(two, base), local: chatflow(two, local),
      remote: chatflow(two, remote))
  }

  static func bots(_ title: String, _ base: String, _ local: String, _ remote: String) -> Self {
    Self(
      title: title, kind: .chatbot, base: chatbot(base), local: chatbot(local),
      remote: chatbot(remote))
  }

  static func chatflow(_ body: String, _ fields: String = "") -> [UInt8] {
    let literal = String(decoding: JSONString.literal(body), as: UTF8.self)
    return Array(#"{"id":"x","name":"n","flowData":\#(literal),"updatedDate":"d"\#(fields)}"#.utf8)
  }

  static func chatbot(_ fields: String) -> [UInt8] {
    Array(#"{"id":"b","status":"draft",\#(fields)}"#.utf8)
  }

  static func node(_ id: String, _ inputs: String = "{}", _ more: String = "") -> String {
    #"{"id":"\#(id)","position":{"x":1,"y":1}\#(more),"data":{"label":"\#(id)","inputs":\#(inputs)}}"#
  }

  static func edge(_ source: String, _ target: String) -> String {
    #"{"id":"\#(source)-\#(target)","source":"\#(source)","target":"\#(target)"}"#
  }

  static func body(_ nodes: [String], _ edges: [String] = []) -> String {
    #"{"nodes":[\#(nodes.joined(separator: ","))],"edges":[\#(edges.joined(separator: ","))]}"#
  }

  static let two = body([node("a"), node("b")], [edge("a", "b")])

  func merge(
    consent: FlowMerge.Consent = .standing, choices: [JSONPath: JSONMergeChoice] = [:]
  ) throws -> FlowMerge {
    try FlowMerge.merge(
      base: base, local: local, remote: remote, kind: kind, isLive: isLive, consent: consent,
      choices: choices)
  }
}

extension FlowMergeCase {
  /// Sides that do not go together, or not surely.
  static let doubtful: [FlowMergeCase] = [
    bodies(
      "the same value changed on both sides", body([node("a", #"{"t":1}"#)]),
      body([node("a", #"{"t":2}"#)]), body([node("a", #"{"t":3}"#)])),
    bodies(
      "two edits of one prompt", body([node("a", #"{"p":"one\ntwo\nthree"}"#)]),
      body([node("a", #"{"p":"ONE\ntwo\nthree"}"#)]),
      body([node("a", #"{"p":"one\ntwo\nTHREE"}"#)])),
    bodies(
      "one of several equal lines of a prompt removed on each side",
      body([node("a", #"{"p":"x\nx\nx\n"}"#)]), body([node("a", #"{"p":"x\nx\n"}"#)]),
      body([node("a", #"{"p":"x\n"}"#)])),
    bodies(
      "a node removed here and edited there", two, body([node("a")]),
      body([node("a"), node("b", #"{"t":1}"#)], [edge("a", "b")])),
    bodies(
      "a node edited here and removed there", two,
      body([node("a"), node("b", #"{"t":1}"#)], [edge("a", "b")]), body([node("a")])),
    bodies(
      "an edge to a node that is removed on the other side",
      body([node("a"), node("b"), node("c")]),
      body([node("a"), node("b"), node("c")], [edge("a", "c")]), body([node("a"), node("b")])),
    bodies(
      "an edge there to a node that is removed here", body([node("a"), node("b"), node("c")]),
      body([node("a"), node("b")]), body([node("a"), node("b"), node("c")], [edge("c", "a")])),
    bodies(
      "an edge to a removed node, and a node whose id only looks the same",
      body([node("a"), node("\u{E9}"), node("e\u{301}")]),
      body([node("a"), node("\u{E9}"), node("e\u{301}")], [edge("a", "\u{E9}")]),
      body([node("a"), node("e\u{301}")])),
    bodies(
      "a prompt that names a node removed on the other side", two,
      body([node("a", #"{"p":"ask {{b.data.instance}}"}"#), node("b")], [edge("a", "b")]),
      body([node("a")])),
    bodies(
      "a prompt that names a node that never was", two,
      body([node("a", #"{"p":"{{ zz.data.instance }}"}"#), node("b")], [edge("a", "b")]),
      body([node("a"), node("b", #"{"t":1}"#)], [edge("a", "b")])),
    Self(
      title: "a mention of a node that is gone from nodes of which one has no id",
      base: chatflow(body([node("a"), node("b"), "{}"])),
      local: chatflow(body([node("a", #"{"p":"{{b}}"}"#), "{}"])),
      remote: chatflow(body([node("a"), node("b"), "{}"]), #","category":"c""#)),
    bodies(
      "a mention of a node removed on the other side", two,
      body([node("a", #"{"p":["<p>{{ b }}</p>"]}"#), node("b")], [edge("a", "b")]),
      body([node("a")])),
    bodies(
      "a mention of an output of a node removed here", two, body([node("a")]),
      body([node("a", #"{"p":"{\u007bb.output.body}}"}"#), node("b")], [edge("a", "b")])),
    bodies(
      "a node put into a group that is removed on the other side", two,
      body([node("a", "{}", #","parentNode":"b""#), node("b")], [edge("a", "b")]),
      body([node("a")])),
    bodies(
      "both added a node of one id, but not the same", two,
      body([node("a"), node("b"), node("c", #"{"t":1}"#)], [edge("a", "b")]),
      body([node("a"), node("b"), node("c", #"{"t":2}"#)], [edge("a", "b")])),
    bodies(
      "two nodes of one id on one side", two,
      body([node("a"), node("a", #"{"t":1}"#), node("b")], [edge("a", "b")]),
      body([node("a"), node("b", #"{"t":2}"#)], [edge("a", "b")])),
    bodies(
      "two nodes of one id taken from one side", two,
      body([node("a"), node("a")], [edge("a", "b")]),
      body([node("a"), node("b")], [edge("a", "b"), edge("b", "a")])),
    bodies(
      "an edge without an id", body([node("a"), node("b")], [#"{"source":"a","target":"b"}"#]),
      body([node("a"), node("b")], [#"{"source":"a","target":"b","l":1}"#]),
      body([node("a"), node("b")], [#"{"source":"a","target":"b","r":1}"#])),
    bodies(
      "both changed an array without names", body([node("a", #"{"list":[1,2]}"#)]),
      body([node("a", #"{"list":[1,2,3]}"#)]), body([node("a", #"{"list":[0,1,2]}"#)])),
    bodies("the body does not parse here", two, "{\"nodes\":[", body([node("a")])),
    bodies("the body does not parse there", two, body([node("a")]), "{\"nodes\":["),
    Self(
      title: "the body does not parse there, and another field changed here", base: chatflow(two),
      local: chatflow(two, #","category":"c""#), remote: chatflow("{\"nodes\":[")),
    Self(
      title: "the body is an object there", base: chatflow(two), local: chatflow(body([node("a")])),
      remote: Array(#"{"id":"x","name":"n","flowData":{"nodes":[]}}"#.utf8)),
    fields("both renamed", #","category":"a""#, #","category":"b""#, #","category":"c""#),
    fields("both added a field, but not the same", "", #","category":"b""#, #","category":"c""#),
    fields("null here and absent there", #","category":"a""#, #","category":null"#, ""),
    fields(
      "the same value inside a field that holds JSON", #","chatbotConfig":"{\"a\":1}""#,
      #","chatbotConfig":"{\"a\":2}""#, #","chatbotConfig":"{\"a\":3}""#),
    fields(
      "a field that holds JSON and does not parse here", #","apiConfig":"{\"a\":1}""#,
      #","apiConfig":"{\"a\":""#, #","apiConfig":"{\"a\":3}""#),
    fields(
      "a body that stands twice", #","flowData":"{}""#, #","flowData":"{\"l\":1}""#,
      #","flowData":"{\"r\":1}""#),
    bots(
      "the teams cleared here and one added there", #""teamIds":["t1"]"#, #""teamIds":[]"#,
      #""teamIds":["t1","t2"]"#),
    bots(
      "each side removed one of two teams", #""teamIds":["t1","t2"]"#, #""teamIds":["t1"]"#,
      #""teamIds":["t2"]"#),
    bots(
      "the teams gone there and one added here", #""teamIds":["t1"]"#, #""teamIds":["t1","t2"]"#,
      #""name":"n""#),
    bots(
      "edges that have nothing to tell them apart", #""draft":{"nodes":[],"edges":[{}]}"#,
      #""draft":{"nodes":[],"edges":[{"l":1}]}"#, #""draft":{"nodes":[],"edges":[{"r":1}]}"#),
    bots(
      "two edges between the same ends",
      #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a"},{"source":"a","target":"a"}]}"#,
      #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a","l":1},{"source":"a","target":"a"}]}"#,
      #""draft":{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"a"},{"source":"a","target":"a","r":1}]}"#
    ),
    bots(
      "an edge of a bot to a node removed on the other side",
      #""draft":{"nodes":[{"id":"a"},{"id":"b"}],"edges":[]}"#,
      #""draft":{"nodes":[{"id":"a"},{"id":"b"}],"edges":[{"source":"a","target":"b"}]}"#,
      #""draft":{"nodes":[{"id":"a"}],"edges":[]}"#),
    Self(
      title: "a copy that is no JSON", base: chatflow(two), local: chatflow(two),
      remote: Array("<html>".utf8)),
    Self(
      title: "one copy of 17 MiB", base: chatflow(two), local: chatflow(body([node("a")])),
      remote: chatflow(two, #","category":"\#(String(repeating: "x", count: 17 << 20))""#)),
    Self(
      title: "changes that lie apart, but somebody uses the flow", base: chatflow(two),
      local: chatflow(two, #","category":"c""#), remote: chatflow(body([node("a")])), isLive: true),
  ]
}
