import FlowModel
import HostileKit

/// Lists that are wrong as JSON, or as a list of flows.
extension HostileCase {
  private static let held = HeldFlows.ids.map { HeldFlows.record($0, of: .flowise) }
  private static let rows = held.joined(separator: ",")

  /// A new flow of Flowise, one member replaced.
  static func flow(
    _ id: String = "new-flow-1", _ field: String = "", _ value: String = "null"
  ) -> String {
    var members = [
      ("id", "\"\(id)\""), ("name", "\"New\""), ("flowData", #""{\"nodes\":[],\"edges\":[]}""#),
      ("type", "\"CHATFLOW\""), ("category", "null"), ("deployed", "false"), ("isPublic", "false"),
      ("apikeyid", "null"), ("chatbotConfig", "null"), ("workspaceId", "\"w1\""),
      ("updatedDate", "\"2026-01-02T00:00:00.000Z\""),
    ]
    if let place = members.firstIndex(where: { $0.0 == field }) {
      members[place].1 = value
    } else if !field.isEmpty {
      members.append((field, value))
    }
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  /// No list at all (6), or one that is cut (5).
  static let noLists: [HostileCase] = [
    body("a text", exits: [6], "\"chatflows\""),
    body("a number", exits: [6], "1e999999999"),
    body("null", exits: [6], "null"),
    body("an object without a list", exits: [6], #"{"message":"\u001b[2Jok"}"#),
    body("a list that is an object", exits: [6], #"{"data":{"0":{}},"total":1}"#),
    body("a list twice", exits: [6], #"{"data":[],"data":[\#(rows)]}"#),
    body("a list that is cut", exits: [5], "[\(rows)"),
    body("something behind the list", exits: [6], "[\(rows)]{}"),
    body("a comma too many", exits: [6], "[\(rows),]"),
    body("a comma too few", exits: [6], "[\(rows) {}]"),
    body("words of another language", exits: [7], "[\(rows),NaN]"),
    body("comments", exits: [6], "[/* \u{1B}c */ \(rows)]"),
    body("NUL bytes", exits: [6], [UInt8](repeating: 0, count: 4_096)),
    body("lists in lists, 100,000 deep", exits: [5, 6], String(repeating: "[", count: 100_000)),
  ]

  /// Rows that cannot be taken stand beside good ones.
  static let oddRows: [HostileCase] =
    unusableRows.map { row("a row: \($0.0)", exits: [0, 6, 7], $0.1) } + oddLists

  private static let unusableRows: [(String, String)] =
    [
      ("a text", "\"x\""), ("a number", "-1"), ("null", "null"), ("a list of lists", "[[[]]]"),
      ("an empty object", "{}"), ("no id", #"{"name":"x","flowData":"{}"}"#),
      ("an id that is a number", flow("x", "id", "1e400")), ("an id that is null", flow("x", "id")),
      ("an id that is an object", flow("x", "id", "{}")), ("an empty id", flow("")),
      ("an id that climbs", flow("../../../etc/passwd")),
      ("an id that is escaped", flow("%2e%2e%2f")),
      ("an id of two lines", flow(#"a\r\nHost: evil"#)),
      ("an id that is hidden", flow(#"a\u202e\u001b[2J"#)),
      ("an id of 100 KB", flow(String(repeating: "a", count: 100_000))),
      ("an id that is a question", flow("a?limit=1#b")), ("an id of blanks", flow("   ")),
      (
        "lists 1,000 deep",
        flow(
          "deep-row", "chatbotConfig",
          String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000))
      ),
      ("a member without a value", #"{"id":"bad-row-1","name":}"#),
      ("an escape that is none", flow("bad-row-2", "name", #""\uZZZZ\x41""#)),
      ("a raw line break in a text", flow("bad-row-3", "name", "\"a\nb\"")),
      ("a number that is none", flow("bad-row-4", "nodes", "0x1F")),
      ("single quotes", "{'id':'bad-row-5'}"),
    ]

  private static let oddLists: [HostileCase] = [
    body(
      "a row: broken UTF-8", exits: [0, 6, 7],
      Array("[\(rows),".utf8) + Array(flow("bad-row-6", "name", "\"").dropLast(1).utf8)
        + [0xC3, 0x28, 0xFF, 0x9B] + Array("\"}]".utf8)),
    body(
      "a hundred thousand empty rows", exits: [0, 6, 7],
      "[\(rows)" + String(repeating: ",{}", count: 100_000) + "]"),
  ]

  /// Rows that are flows, whatever they hold: taken, and shown without harm.
  static let oddFlows: [HostileCase] =
    oddNames.map { row($0.0, flow("new-flow-1", "name", $0.1)) } + oddMembers
    + oddDates.map { row("a date \($0)", flow("dated", "updatedDate", $0)) }

  private static let oddNames: [(String, String)] =
    [
      (
        "a name that writes to the terminal",
        #""\u001b[2J\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007""#
      ),
      ("a name of C1 controls", #""\u009b31m\u009d0;owned\u009c\u0090q\u009c""#),
      ("a name of raw C1 controls", "\"\u{9B}31m\u{9D}0;owned\u{9C}\""),
      ("a name that runs backwards", #""\u202egnp.exe\u2066\u2067\u200f\u061c""#),
      ("a name that is hidden", "\"\u{FEFF}\u{200B}\u{E0041}\u{E0042}\u{AD}\u{FE0F}\""),
      ("a name of many lines", #""a\r\nb\u2028c\u0085d\u000be""#),
      ("a name of marks on one letter", "\"a" + String(repeating: "\u{301}", count: 2_000) + "\""),
      ("a name of families", "\"" + String(repeating: "👩‍👩‍👧‍👦🏳️‍🌈", count: 200) + "\""),
      ("a name of lone surrogates", #""\ud800x\udc00\udfff""#),
      ("a name of NUL", #""a\u0000b""#), ("an empty name", "\"\""), ("a name that is null", "null"),
      ("a name that is a number", "123456789012345678901234567890"),
      ("a name that is a list", #"[["x"]]"#), ("a name that is an object", #"{"a":"\u001b[2J"}"#),
      ("a name of 20 KB", "\"" + String(repeating: "n", count: 20_000) + "\""),
      ("a name of 10 MB", "\"" + String(repeating: "m", count: 10_000_000) + "\""),
    ]

  private static let oddMembers: [HostileCase] =
    [
      row(
        "a line of 20 MB",
        flow("big-flow", "chatbotConfig", "\"" + String(repeating: "b", count: 20_000_000) + "\"")),
      row(
        "100,000 keys",
        flow(
          "keys-flow", "chatbotConfig",
          "{" + (0..<100_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}")),
      row(
        "30 million values", exits: [7],
        flow(
          "values-flow", "chatbotConfig", "[" + String(repeating: "0,", count: 30_000_000) + "0]")),
      row(
        "4 million keys", exits: [7],
        flow(
          "many-keys-flow", "chatbotConfig",
          "{" + String(repeating: "\"k\":0,", count: 4_000_000) + "\"k\":0}")),
      row(
        "30 million values in a body",
        flow(
          "values-body", "flowData", "\"[" + String(repeating: "0,", count: 30_000_000) + "0]\"")),
      row(
        "members twice",
        #"{"id":"twice-1","id":"twice-2","name":"a","name":"b\u001b[2J","flowData":"{}"}"#),
      row(
        "lists 400 deep",
        flow(
          "deep-flow", "chatbotConfig",
          String(repeating: "[", count: 400) + String(repeating: "]", count: 400))),
      row("a body that is no JSON", flow("body-1", "flowData", #""{nodes: \u001b[2J""#)),
      row(
        "a body that is a list of 100,000",
        flow("body-2", "flowData", "\"" + String(repeating: "[", count: 100_000) + "\"")),
      row(
        "a body that is an object", flow("body-3", "flowData", #"{"nodes":{"a":1},"edges":"x"}"#)),
      row(
        "nodes that are none",
        flow(
          "body-4", "flowData",
          #""{\"nodes\":[1,null,[],{\"id\":5,\"data\":[]}],\"edges\":[{},7]}""#)),
      row("numbers beyond every type", flow("numbers", "deployed", "-1E+999999999999999999999")),
      body(
        "the same id twice, with two names", exits: [0, 7],
        "[\(rows),\(flow("same", "name", "\"one\"")),\(flow("same", "name", "\"two\""))]"),
      body(
        "a total below nothing", exits: [0, 7], #"{"data":[\#(rows)],"total":-9223372036854775809}"#
      ),
      body("a total that is a text", exits: [0, 7], #"{"total":"\u001b[2J","data":[\#(rows)]}"#),
      body("an empty list", exits: [0, 3], "[]"),
      body(
        "another workspace", exits: [3],
        "[" + rows + "," + flow("x", "workspaceId", "\"w2\\u001b[2J\"") + "]"),
    ]

  private static let oddDates = [
    "\"9999-99-99T99:99:99Z\"", "\"-0001-01-01T00:00:00Z\"", "\"2999-01-01T00:00:00.000Z\"",
    "\"\\u001b[2J\"", "-1", "1e999", "[]", "true",
  ]

  /// Every member with a value of every type but its own, all in one list.
  static var wrongTypes: HostileCase {
    let fields = [
      "name", "flowData", "type", "category", "deployed", "isPublic", "apikeyid", "chatbotConfig",
      "updatedDate", "createdDate", "apiConfig", "analytic", "speechToText", "mcpServerConfig",
    ]
    let values = [
      "null", "true", "0", "-1.5e300", "1E400", "\"\"", #""\u001b[2J\u202e""#, "[]", "{}", "[[{}]]",
      #"{"nodes":null}"#, #"["\u0000",1,null]"#,
    ]
    var all = held
    for (field, name) in fields.enumerated() {
      for (number, value) in values.enumerated() {
        all.append(flow("wrong-\(field)-\(number)", name, value))
      }
    }
    let list = "[" + all.joined(separator: ",") + "]"
    return body("every member of every wrong type", exits: [0], list)
  }
}
