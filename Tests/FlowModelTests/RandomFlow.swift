import FlowModel
import JSONText

/// Flows and edits of them, made from a seed: small, but with all that a merge has rules for.
struct RandomFlow {
  private var state: UInt64
  let kind: FlowKind

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    kind = seed % 3 == 0 ? .chatbot : .chatflow
  }

  private var body: JSONPath { JSONPath([.key(kind.bodyField)]) }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(limit))
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  // MARK: Texts

  static let scalars = [
    "1", "2", "1.0", "0.10", "1e400", "-0", "null", "true", #""x""#, #""\/é""#, #""\u00e9""#,
    #""{{question}}""#, #""a\nb\nb""#, #""漢 😀""#, "[1,2]", "[1,2,3]", #"{"k":1}"#, "{}",
  ]

  mutating func scalar() -> String {
    below(6) == 0 ? #""{{n\#(below(6)).data.instance}}""# : pick(Self.scalars)
  }

  mutating func node(_ id: String) -> String {
    let inputs = ["p", "q", "r"].prefix(below(4)).map { "\"\($0)\":\(scalar())" }
    let parameters = ["p", "q"].map {
      #"{"id":"\#(id)-\#($0)","name":"\#($0)","rows":\#(below(3))}"#
    }
    let parent = below(12) == 0 ? #","parentNode":"n\#(below(6))""# : ""
    return #"{"id":"\#(id)","position":{"x":\#(below(9)),"y":1.50},"width":300\#(parent),"#
      + #""data":{"label":"\#(id)","inputParams":[\#(parameters.joined(separator: ","))],"#
      + #""inputs":{\#(inputs.joined(separator: pick([",", ", "])))},"selected":false}}"#
  }

  mutating func edge(_ source: String, _ target: String) -> String {
    let ends = #""source":"\#(source)","target":"\#(target)""#
    if kind == .chatbot, below(2) == 0 { return "{\(ends)}" }
    return #"{"id":"\#(source)-\#(target)",\#(ends),"data":{"label":""}}"#
  }

  mutating func record() -> [UInt8] {
    let ids = (0..<2 + below(4)).map { "n\($0)" }
    let nodes = ids.map { node($0) }.joined(separator: pick([",", ",\n  "]))
    let edges = ids.dropFirst().map { edge("n0", $0) }.joined(separator: ",")
    let text =
      #"{"nodes":[\#(nodes)],"edges":[\#(edges)],"viewport":{"x":0,"zoom":1}}"#
    if kind == .chatbot {
      return Array(
        #"{"id":"b","name":"n","teamIds":["t0","t1"],"draft":\#(text),"status":"draft"}"#.utf8)
    }
    let literal = String(decoding: JSONString.literal(text), as: UTF8.self)
      .replacing("é", with: pick(["é", #"\u00e9"#]))
    return Array(
      (#"{ "id":"x","name":"n","flowData":\#(literal),"isPublic":false,"#
        + #""chatbotConfig":"{\"a\":1,\"b\":[1]}","category":null,"updatedDate":"d" }"#).utf8)
  }

  // MARK: Edits

  /// The record after some edits of one person.
  mutating func edited(_ record: [UInt8]) -> [UInt8] {
    var record = record
    for _ in 0...below(3) { record = (try? edit(record)) ?? record }
    return record
  }

  private mutating func edit(_ record: [UInt8]) throws(JSONEditError) -> [UInt8] {
    let nodes = body.appending(.key("nodes"))
    let edges = body.appending(.key("edges"))
    switch below(kind == .chatbot ? 14 : 16) {
    case 0...3: return try set(nodes.appending(.index(below(5))), member(), record)
    case 4: return try set(nodes.appending(.index(below(5))), looks(), record)
    case 5: return try insert(node("n\(below(8))"), below(5), of: nodes, record)
    case 6: return try removeNode(record)
    case 7: return try remove(nodes.appending(.index(below(5))), record)
    case 8: return try insert(edge("n\(below(4))", "n\(below(6))"), below(3), of: edges, record)
    case 9: return try remove(edges.appending(.index(below(4))), record)
    case 10: return try move(nodes, record)
    case 11: return try set(body.appending(.key("viewport")), [.key("zoom")], record)
    case 12: return try set(JSONPath(), [.key("name")], record)
    case 13: return try special(record)
    case 14:
      return try set(JSONPath([.key("chatbotConfig")]), [.key(pick(["a", "b", "c"]))], record)
    default: return try set(JSONPath(), [.key(pick(["category", "isPublic", "new"]))], record)
    }
  }

  private mutating func member() -> [JSONPath.Step] {
    let data = JSONPath.Step.key("data")
    switch below(6) {
    case 0: return [data, .key("label")]
    case 1: return [data, .key("inputParams"), .index(below(2)), .key("rows")]
    case 2: return [data, .key(pick(["new", "tags"]))]
    default: return [data, .key("inputs"), .key(pick(["p", "q", "r", "s"]))]
    }
  }

  private mutating func looks() -> [JSONPath.Step] {
    pick([
      [.key("position"), .key("x")], [.key("width")], [.key("data"), .key("selected")],
      [.key("dragging")],
    ])
  }

  /// What only one service has, or what hardly ever happens.
  private mutating func special(_ record: [UInt8]) throws(JSONEditError) -> [UInt8] {
    if kind == .chatbot {
      let teams = JSONPath([.key("teamIds")])
      if below(2) == 0 { return try remove(teams.appending(.index(below(3))), record) }
      return try insert("\"t\(below(5))\"", below(3), of: teams, record)
    }
    let value = pick(["\"{\"", "null", "\"\"", #""{\"nodes\":[],\"edges\":[]}""#])
    return try JSONEdit.set(body, to: Array(value.utf8), in: record, embedded: [])
  }

  private mutating func set(
    _ path: JSONPath, _ more: [JSONPath.Step], _ record: [UInt8]
  ) throws(JSONEditError) -> [UInt8] {
    let path = path.appending(JSONPath(more))
    if below(5) == 0 { return try remove(path, record) }
    return try JSONEdit.set(
      path, to: Array(scalar().utf8), in: record, embedded: FlowFields.embedded)
  }

  private func remove(_ path: JSONPath, _ record: [UInt8]) throws(JSONEditError) -> [UInt8] {
    try JSONEdit.remove(path, in: record, embedded: FlowFields.embedded)
  }

  private func insert(
    _ value: String, _ position: Int, of list: JSONPath, _ record: [UInt8]
  ) throws(JSONEditError) -> [UInt8] {
    try JSONEdit.insert(
      Array(value.utf8), key: nil, at: position, in: list, of: record,
      embedded: FlowFields.embedded)
  }

  /// Removes a node and its edges, as the web editor does.
  private mutating func removeNode(_ record: [UInt8]) throws(JSONEditError) -> [UInt8] {
    let nodes = body.appending(.key("nodes")).appending(.index(below(5)))
    let id = try JSONEdit.text(
      at: nodes.appending(.key("id")), in: record, embedded: FlowFields.embedded)
    var record = try remove(nodes, record)
    for position in (0..<6).reversed() {
      let edge = body.appending(.key("edges")).appending(.index(position))
      guard
        let text = try? JSONEdit.text(at: edge, in: record, embedded: FlowFields.embedded),
        let root = try? JSONDocument(parsing: text).root,
        [root["source"], root["target"]].contains(where: { $0.map { Array($0.bytes) } == id })
      else { continue }
      record = try remove(edge, record)
    }
    return record
  }

  private mutating func move(_ list: JSONPath, _ record: [UInt8]) throws(JSONEditError) -> [UInt8] {
    let from = list.appending(.index(below(5)))
    let text = try JSONEdit.text(at: from, in: record, embedded: FlowFields.embedded)
    return try insert(
      String(decoding: text, as: UTF8.self), below(4), of: list, try remove(from, record))
  }
}
