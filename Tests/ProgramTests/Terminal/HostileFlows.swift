import FlowWorkspace
import HostileKit
import SoakKit
import TestKit

/// A server whose every text is hostile: names, categories, ids, dates, labels, prompts, the reasons
/// and headers of its answers. And a home with a profile for it.
final class HostileFlows {
  let folder = TemporaryFolder()
  let texts: [String]
  private let server: ScriptedServer

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts =
      HostileText.samples
      + (0..<12).map { _ in HostileText.scalars(300, using: &random) }
      + (0..<12).map { _ in
        String(decoding: HostileText.bytes(using: &random), as: UTF8.self)
      }
    self.texts = texts
    let flows = texts.indices.map { Self.flow($0, texts) }
    let bots = texts.indices.map { Self.bot($0, texts) }
    server = ScriptedServer { connection, number in
      while let request = connection.readRequest() {
        let text = texts[(number + request.utf8.count) % texts.count]
        guard connection.send(Self.answer(request, flows, bots, text)) else { return }
      }
    }
  }

  var environment: [String: String] {
    ["WEIR_HOME": folder.path + "/home", "WEIR_TEST_TOKEN": "canary"]
  }

  /// What makes the profile.
  var addProfile: String {
    "profile add p --flowise \(server.url)/api/v1 --flowise-token-env WEIR_TEST_TOKEN "
      + "--flownally \(server.url)/v1 --flownally-token-env WEIR_TEST_TOKEN"
  }

  static func id(_ index: Int) -> String { "flow-with-texts-\(index)" }

  private static func answer(
    _ request: String, _ flows: [String], _ bots: [String], _ text: String
  ) -> [UInt8] {
    let words = request.prefix { $0 != "\r\n" }.split(separator: " ")
    let (method, path) = (words.first ?? "", (words.count > 1 ? words[1] : "").prefix { $0 != "?" })
    let isBot = path.hasPrefix("/v1")
    guard method == "GET" else { return refusal(text) }
    if path.hasSuffix("/chatflows") { return Answer.json("[\(flows.joined(separator: ","))]") }
    if path.hasSuffix("/chatbots") {
      return Answer.json(#"{"chatbots":[\#(bots.joined(separator: ","))]}"#)
    }
    let rows = isBot ? bots : flows
    if let index = path.split(separator: "-").last.flatMap({ Int($0) }), index < rows.count {
      return Answer.json(rows[index])
    }
    if path.hasSuffix("/version") { return Answer.json(#"{"version":\#(quoted(text))}"#) }
    return refusal(text)
  }

  /// A reason, a header and a body, each with the text as it is, as far as HTTP lets it through.
  private static func refusal(_ text: String) -> [UInt8] {
    let line = String(text.unicodeScalars.filter { $0 != "\r" && $0 != "\n" }.map(Character.init))
    return Answer.json(
      #"{"message":\#(quoted(text)),"error":\#(quoted(text))}"#, status: "400 \(line)",
      more: "X-Weir: \(line)\r\n")
  }

  private static func flow(_ index: Int, _ texts: [String]) -> String {
    let text = quoted(texts[index])
    let data =
      #"{"nodes":[{"id":\#(text),"type":\#(text),"position":{"x":0,"y":0},"data":{"id":\#(text),"#
      + #""label":\#(text),"name":\#(text),"inputs":{"prompt":\#(text),\#(text):1}}},{"id":"b","#
      + #""position":{"x":300,"y":0},"data":{"label":"B","name":"llm"}}],"edges":[{"id":\#(text),"#
      + #""source":\#(text),"target":"b"}]}"#
    // Every fifth has an id that no server should have.
    let id = index % 5 == 4 ? text : quoted(id(index))
    return #"{"id":\#(id),"name":\#(text),"flowData":\#(quoted(data)),"category":\#(text),"#
      + #""type":"AGENTFLOW","deployed":false,"isPublic":false,"chatbotConfig":\#(text),"#
      + #""updatedDate":"2026-01-0\#(index % 9 + 1)T00:00:00.000Z","createdDate":\#(text)}"#
  }

  private static func bot(_ index: Int, _ texts: [String]) -> String {
    let text = quoted(texts[index])
    return
      #"{"id":"bot-with-texts-\#(index)","name":\#(text),"status":\#(text),"teamIds":[\#(text)],"#
      + #""draft":{"nodes":[{"id":"a","data":{"label":\#(text)}}],"edges":[]},"#
      + #""createdAt":\#(text),"updatedAt":"2026-01-02T00:00:00Z"}"#
  }

  /// The text as a string of JSON; only what JSON wants is escaped.
  private static func quoted(_ text: String) -> String {
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += ["\\", scalar]
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += Array(
          "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
      default: quoted.append(scalar)
      }
    }
    return "\"\(String(quoted))\""
  }
}
