import FlowModel
import HostileKit

/// FlowNally's pages, single records, answers to writes, and what `weir doctor` meets.
extension HostileCase {
  private static let bots = HeldFlows.ids.map { HeldFlows.record($0, of: .flownally) }
    .joined(separator: ",")

  private static func page(_ more: String) -> String { #"{"chatbots":[\#(bots)],\#(more)}"# }

  private static func bot(_ member: String) -> String {
    #"{"id":"new-bot-1","name":"New","status":"ACTIVE","teamIds":[],"draft":{"nodes":[],"edges":[]},"#
      + #""updatedAt":"2026-01-02T00:00:00Z",\#(member)}"#
  }

  static let pages: [HostileCase] = [
    body(
      "a next page that is this one", .flownally, exits: [0, 6, 7],
      page(#""nextPageToken":"again""#)),
    body(
      "a next page of two lines", .flownally, exits: [0, 6, 7],
      page(#""nextPageToken":"a\r\nHost: evil\u0000""#)),
    body(
      "a next page of a megabyte", .flownally, exits: [0, 5, 6, 7],
      page(#""nextPageToken":"\#(String(repeating: "t", count: 1 << 20))""#)),
    body(
      "a next page of 6 KB", .flownally, exits: [0, 5, 6, 7],
      page(#""nextPageToken":"\#(String(repeating: "t", count: 6_000))""#)),
    body(
      "a next page that is a list", .flownally, exits: [0, 6, 7],
      page(#""nextPageToken":["x"],"totalSize":-1"#)),
    body("bots in an array", .flownally, exits: [0, 6], "[\(bots)]"),
    body(
      "no bots but a refusal", .flownally, exits: [6], #"{"code":"\u001b[2J","detail":"\u202e"}"#),
    row(
      "a status that writes to the terminal", of: .flownally, exits: [0],
      bot(#""status":"\u001b]0;owned\u0007""#)),
    row("a draft that is a text", of: .flownally, exits: [0], bot(#""draft":"{\u001b[2J""#)),
    row("a draft that is a number", of: .flownally, exits: [0], bot(#""draft":1E400"#)),
    row(
      "versions of every type", of: .flownally, exits: [0],
      bot(#""activeVersion":[1],"versions":{"a":null},"teamIds":"x""#)),
  ]

  /// What a list without bodies leads to: the record of each flow is asked for.
  static let records: [HostileCase] = {
    let stub = #"{"id":"new-flow-1","name":"New","updatedDate":"2026-01-02T00:00:00.000Z"}"#
    let list = Answer.json(HeldFlows.list(of: .flowise, and: [stub]))
    let answers: [(String, [UInt8])] = [
      ("of another id", Answer.json(flow("held-flow-1"))),
      ("that is a list", Answer.json("[\(flow())]")),
      ("that is no JSON", Answer.json("{\u{1B}[2J")),
      ("of lists in lists", Answer.json(String(repeating: "[", count: 1_000_000))),
      (
        "of broken UTF-8",
        Answer.json(Array(#"{"id":"new-flow-1","name":""#.utf8) + [0xFF, 0x22, 0x7D])
      ),
      ("that is a web page", Array(Answer.page("200 OK", "text/html", "<html>").utf8)),
      ("that is empty", Answer.json("")),
      (
        "of 20 MB",
        Answer.json(
          flow("new-flow-1", "analytic", "\"" + String(repeating: "r", count: 20_000_000) + "\""))
      ),
      ("that is refused oddly", Answer.json(#"{"message":"\u001b[2J"}"#, status: "418 Tea")),
    ]
    return answers.map { name, answer in
      HostileCase(name: "a record \(name)", target: .everything, exits: [0, 6, 7]) {
        connection, request in
        let isList = HostileRequest(request).isFor(.list)
        let isRecord = request.hasPrefix("GET /api/v1/chatflows/")
        connection.send(isList ? list : isRecord ? answer : HostileRequest(request).goodAnswer)
      }
    }
  }()

  /// Answers to a write, and to the reading before it. What waits may be sent, refused, in doubt or
  /// held; it is never lost.
  static let writes: [HostileCase] = {
    let exits: Set<Int32> = [3, 4, 5, 6, 7]
    let answers: [(String, String)] = [
      ("nothing", ""), ("half an answer", Answer.ok + "Content-Length: 99\r\n\r\n{"),
      ("a web page", Answer.page("200 OK", "text/html", "<html>\u{1B}[2J")),
      ("a list", Answer.page("200 OK", "application/json", "[]")),
      (
        "another flow",
        Answer.page("200 OK", "application/json", HeldFlows.record("held-flow-1", of: .flowise))
      ),
      ("204", "HTTP/1.1 204 No\r\n\r\n"), ("304", "HTTP/1.1 304 No\r\n\r\n"),
      ("500", Answer.page("500 Oh", "application/json", #"{"message":"\u001b]0;x\u0007"}"#)),
      ("413", Answer.page("413 Large", "text/html", "<h1>no</h1>")),
      ("401", Answer.page("401 No", "text/plain", "\u{1B}[2J")),
      ("no HTTP", "\u{1B}]52;c;eA==\u{7}"),
      (
        "lists in lists",
        Answer.page("200 OK", "application/json", String(repeating: "[", count: 100_000))
      ),
    ]
    return answers.flatMap { name, answer in
      [
        text("a write answered by \(name)", .flowise, .write, exits: exits, answer).pushing,
        text("a check answered by \(name)", .flowise, .record, exits: exits.union([1]), answer)
          .pushing,
      ]
    }
  }()

  static let examinations: [HostileCase] = [
    ("a web page", Answer.page("200 OK", "text/html", "<html>\u{1B}[2J")),
    ("nothing", ""),
    (
      "a version that writes to the terminal",
      Answer.page("200 OK", "application/json", #"{"version":"\u001b]0;owned\u0007"}"#)
    ),
    (
      "a version of a megabyte",
      Answer.page(
        "200 OK", "application/json", #"{"version":"\#(String(repeating: "9", count: 1_000_000))"}"#
      )
    ),
    (
      "lists in lists",
      Answer.page("200 OK", "application/json", String(repeating: "[", count: 100_000))
    ),
    ("401", Answer.page("401 No", "text/plain", "\u{1B}[2J")),
  ].map { name, answer in
    var one = text("doctor meets \(name)", .flowise, .everything, exits: [4, 5, 6], answer)
    one.words = ["doctor"]
    return one
  }
}
