import FlowModel
import HostileKit

/// Answers that are wrong as HTTP, whatever stands in them.
extension HostileCase {
  private static let list = HeldFlows.list(of: .flowise)
  private static let long = String(repeating: "x", count: 1 << 20)
  private static let chunked = Answer.ok + "Transfer-Encoding: chunked\r\n\r\n"
  private static let count = list.utf8.count

  private static func cookies(_ number: Int) -> String {
    Answer.ok + (0..<number).map { "Set-Cookie: a\($0)=b; Domain=.com\r\n" }.joined()
      + "Content-Length: \(count)\r\n\r\n\(list)"
  }

  /// No answer of HTTP, or one that breaks off: the connection broke (5).
  static let broken: [HostileCase] = [
    text("an older HTTP without a head", exits: [5], list),
    text("a version that is not", exits: [5], "HTTP/9.9 200 OK\r\n\r\n[]"),
    text("a status that is no number", exits: [5], "HTTP/1.1 abc OK\r\n\r\n[]"),
    text("another protocol", exits: [5], "SSH-2.0-OpenSSH_9.2\r\n\u{1B}]0;owned\u{7}\r\n"),
    text("nothing at all", exits: [5], ""),
    text("half a status line", exits: [5], "HTTP/1.1 200"),
    text("a head without its end", exits: [5], Answer.ok),
    text(
      "a length that is too long", exits: [5],
      Answer.ok + "Content-Length: \(count + 9)\r\n\r\n\(list)"),
    text(
      "a length that is too short", exits: [5],
      Answer.ok + "Content-Length: \(count - 9)\r\n\r\n\(list)"),
    text("a negative length", exits: [5], Answer.ok + "Content-Length: -5\r\n\r\n\(list)"),
    text(
      "a length of thirty digits", exits: [0, 5, 6],
      Answer.ok + "Content-Length: 1\(String(repeating: "0", count: 30))\r\n\r\n\(list)"),
    text("a chunk of no size", exits: [5], chunked + "zz\r\n\(list)\r\n0\r\n\r\n"),
    text("a chunk that is longer than it says", exits: [5], chunked + "4\r\n\(list)\r\n0\r\n\r\n"),
    text("a chunk of 2^64 bytes", exits: [5], chunked + "10000000000000000\r\n\(list)"),
    text("chunks without the last", exits: [5], chunked + "2\r\n[]\r\n"),
    bytes(
      "what is said to be packed and is not", exits: [5],
      Answer.json(list, more: "Content-Encoding: gzip\r\n")),
    bytes(
      "a packed answer that is cut", exits: [5],
      Array((Answer.ok + "Content-Encoding: gzip\r\n\r\n").utf8)
        + GzipBytes.stored(Array(list.utf8)).dropLast(40)),
    text("100 Continue and nothing more", exits: [5], "HTTP/1.1 100 Continue\r\n\r\n"),
    text(
      "another protocol is switched to", exits: [5, 6],
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\(list)"
    ),
  ]

  /// HTTP that is none of the API: the server refused, or is not what the profile says (6).
  static let strange: [HostileCase] = [
    // What ends the chunks belongs to the list then: something stands behind it.
    text(
      "a chunk that is shorter than it says", exits: [6], chunked + "fffff\r\n\(list)\r\n0\r\n\r\n"),
    // More lines than a header may have.
    text("a thousand cookies", exits: [6], cookies(1_000)),
    text("a web page", exits: [6], Answer.page("200 OK", "text/html", "<html><title>\u{1B}[2J")),
    text(
      "a web page that says it is JSON", exits: [6],
      Answer.page("200 OK", "application/json", "<html>")),
    text("an empty answer", exits: [6], Answer.page("200 OK", "application/json", "")),
    text("204, and a body", exits: [6], Answer.page("204 No Content", "application/json", list)),
    text("205", exits: [5, 6], "HTTP/1.1 205 Reset Content\r\n\r\n"),
    text("status 999", exits: [5, 6], Answer.page("999 What", "application/json", list)),
    text("status 000", exits: [5, 6], Answer.page("000 What", "application/json", list)),
    text("304 that nobody asked for", exits: [5, 6], "HTTP/1.1 304 Not Modified\r\n\r\n"),
    text("no type", exits: [6], "HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    text("plain text", exits: [6], Answer.page("200 OK", "text/plain", list)),
    text(
      "a type that writes to the terminal", exits: [6],
      Answer.page("200 OK", "text/\u{1B}]52;c;b3duZWQ=\u{7}", list)),
    bytes(
      "JSON in UTF-16", exits: [6], Answer.json([0xFF, 0xFE] + list.utf8.flatMap { [$0, 0] })),
    text(
      "401", exits: [4], Answer.page("401 Unauthorized", "application/json", #"{"message":"no"}"#)),
    text(
      "401 that asks for other proofs", exits: [4],
      "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\n"
        + "WWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"),
    text(
      "407", exits: [5, 6],
      "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"),
    text("403", exits: [4], Answer.page("403 Forbidden", "text/html", "<h1>\u{202E}no</h1>")),
    text("404", exits: [6], Answer.page("404 Not Found", "application/json", "{}")),
    text(
      "a refusal that writes to the terminal", exits: [6],
      Answer.page(
        "400 \u{1B}[31mBad", "application/json",
        #"{"message":"\u001b]52;c;b3duZWQ=\u0007\u202e\u0000x"}"#)),
    text(
      "a refusal of a megabyte", exits: [6],
      Answer.page("400 Bad", "application/json", #"{"message":"\#(long.dropLast(64))"}"#)),
    bytes(
      "a refusal in broken bytes", exits: [6],
      Answer.json(
        Array(#"{"message":""#.utf8) + [0xC3, 0x28, 0x9B, 0x33, 0x31, 0x6D], status: "400 Bad")),
    text(
      "a refusal of lists in lists", exits: [6],
      Answer.page("422 Bad", "application/json", String(repeating: "[", count: 100_000))),
    HostileCase(name: "a refusal that repeats the token", exits: [6]) { connection, request in
      let start = request.firstRange(of: "Bearer ")?.upperBound ?? request.startIndex
      let token = request[start...].prefix { $0 != "\r\n" && $0 != "\r" }
      connection.send(Answer.json(#"{"message":"bad token \#(token)"}"#, status: "400 \(token)"))
    },
    text(
      "500 three times and more", exits: [6],
      Answer.page("500 Oh", "application/json", #"{"error":{"message":["not","text"]}}"#)),
    text(
      "429 that may be tried at once", exits: [6],
      "HTTP/1.1 429 Slow\r\nRetry-After: -99\r\nContent-Length: 0\r\n\r\n"),
  ]

  /// Odd, and yet the list (0).
  static let bearable: [HostileCase] = [
    text(
      "an ETag of a megabyte", exits: [0, 5, 6],
      Answer.ok + "ETag: \"\(long)\"\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    text(
      "an ETag that breaks its line", exits: [0],
      Answer.ok + "ETag: \"a\u{1}\u{9B}\"\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    text("two hundred cookies", exits: [0], cookies(200)),
    text(
      "two lengths", exits: [0, 5],
      Answer.ok + "Content-Length: 2\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    text(
      "a length and chunks", exits: [0, 5],
      Answer.ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "\(String(count, radix: 16))\r\n\(list)\r\n0\r\n\r\n"),
    text(
      "lines that end in LF", exits: [0, 5],
      "HTTP/1.1 200 OK\nContent-Type: application/json\n\n\(list)"),
    text(
      "a folded header", exits: [0, 5],
      Answer.ok + "X-A: b\r\n  c\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    text(
      "a header without a colon", exits: [0, 5, 6],
      Answer.ok + "oh no\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    bytes(
      "a NUL in a header", exits: [0, 5], Array((Answer.ok + "X-A: a\u{0}b\r\n\r\n" + list).utf8)),
    text(
      "a date of the year 9999", exits: [0],
      Answer.ok + "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\nContent-Length: \(count)\r\n\r\n\(list)"),
    text(
      "a second answer behind the first", exits: [0],
      Answer.ok + "Content-Length: \(count)\r\n\r\n\(list)HTTP/1.1 200 OK\r\n\r\n[]"),
    bytes(
      "a BOM before the list", exits: [0, 6], Answer.json([0xEF, 0xBB, 0xBF] + Array(list.utf8))),
    bytes(
      "packed twice", exits: [0, 5, 6],
      Answer.json(
        GzipBytes.stored(GzipBytes.stored(Array(list.utf8))),
        more: "Content-Encoding: gzip, gzip\r\n")),
    bytes(
      "a packing that nobody asked for", exits: [0, 5, 6],
      Answer.json(list, more: "Content-Encoding: br\r\n")),
    text("206", exits: [0, 6], Answer.page("206 Partial", "application/json", list)),
    text(
      "a trailer of a megabyte", exits: [0, 5, 6],
      chunked + "\(String(count, radix: 16))\r\n\(list)\r\n0\r\nX-A: \(long)\r\n\r\n"),
  ]

  /// What has no end, and what floods.
  static let endless: [HostileCase] = [
    flood("blanks without end", Answer.ok + "\r\n", [UInt8](repeating: 0x20, count: 1 << 16)),
    flood(
      "a string without end", Answer.ok + "\r\n[{\"id\":\"a\",\"name\":\"",
      [UInt8](repeating: 0x61, count: 1 << 16)),
    flood(
      "lists in lists without end", Answer.ok + "\r\n", [UInt8](repeating: 0x5B, count: 1 << 16)),
    flood(
      "empty rows without end", Answer.ok + "\r\n[{}",
      Array(String(repeating: ",{}", count: 20_000).utf8)),
    HostileCase(name: "one byte a while", exits: [130], interruptAfter: 800) { connection, _ in
      connection.send(Answer.ok + "\r\n[")
      while connection.send(" "), !connection.isClosed(withinMilliseconds: 50) {}
    },
    HostileCase(name: "silence", exits: [130], interruptAfter: 800) { connection, _ in
      connection.waitForClose()
    },
    text(
      "an hour to wait", exits: [130],
      "HTTP/1.1 503 Oh\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n"
    ).ended(after: 800),
    endingItself("headers without end", Answer.ok, "X-A: b\r\n"),
    endingItself("a header line without end", Answer.ok + "X-A: ", long),
    endingItself("100 Continue without end", "", "HTTP/1.1 100 Continue\r\n\r\n"),
    endingItself("cookies without end", Answer.ok, "Set-Cookie: a=b\r\n"),
    endingItself(
      "a refusal without end", "HTTP/1.1 400 Oh\r\nContent-Type: text/plain\r\n\r\n", long),
    endingItself("a chunk's extension without end", chunked + "1;", long),
    bytes(
      "a packed answer whose file name is a megabyte", exits: [5, 6],
      Array((Answer.ok + "Content-Encoding: gzip\r\n\r\n").utf8)
        + [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 255] + Array((long + long).utf8)),
    bytes(
      "packed 1000 to 1: a list of blanks", exits: [5],
      Array((Answer.ok + "Content-Encoding: gzip\r\n\r\n").utf8)
        + GzipBytes.bomb(of: 0x20, repetitions: 20_000)
    ),
    bytes(
      "packed 1000 to 1: a record of one string", .flowise, .record, exits: [5, 6, 7],
      Array((Answer.ok + "Content-Encoding: gzip\r\n\r\n").utf8)
        + GzipBytes.bomb(of: 0x22, repetitions: 400_000)
    ).pushing,
  ]

  /// Sent for ever, and given up at a cap.
  private static func endingItself(_ name: String, _ head: String, _ piece: String) -> HostileCase {
    let piece = Array(piece.utf8)
    return HostileCase(name: name, exits: [5, 6]) { connection, _ in
      guard connection.send(head) else { return }
      while connection.send(piece) {}
    }
  }

  private func ended(after milliseconds: Int) -> HostileCase {
    var copy = self
    copy.interruptAfter = milliseconds
    return copy
  }

  /// To another place, in every way there is.
  ///
  /// - Parameter elsewhere: host and port of a server that must hear nothing.
  static func redirects(to elsewhere: String) -> [HostileCase] {
    let port = elsewhere.drop { $0 != ":" }
    let places = [
      "http://\(elsewhere)/api/v1/chatflows", "//\(elsewhere)/", "http://user:pass@\(elsewhere)/",
      "http://localhost\(port)/", "http://2130706433\(port)/", "file:///etc/passwd",
      "/elsewhere\r\nLocation: http://\(elsewhere)/", "\u{1B}]0;owned\u{7}http://\(elsewhere)/",
    ]
    let moved = places.enumerated().map { index, place in
      let status = [301, 302, 303, 307, 308, 300, 302, 302][index]
      return text(
        "\(status) to \(place)", exits: [6],
        "HTTP/1.1 \(status) Moved\r\nLocation: \(place)\r\nContent-Length: 0\r\n\r\n")
    }
    let hints =
      "Refresh: 0; url=http://\(elsewhere)/\r\nAlt-Svc: http/1.1=\"\(elsewhere)\"; ma=9\r\n"
      + "Link: <http://\(elsewhere)/>; rel=preload\r\nLocation: http://\(elsewhere)/\r\n"
    return moved + [
      bytes("hints of another place", exits: [0], Answer.json(list, more: hints)),
      text(
        "a write to another place", .flowise, .write, exits: [3, 5, 6, 7],
        "HTTP/1.1 307 Moved\r\nLocation: http://\(elsewhere)/\r\nContent-Length: 0\r\n\r\n"
      ).pushing,
      text(
        "a record to another place", .flowise, .record, exits: [3, 5, 6, 7],
        "HTTP/1.1 302 Moved\r\nLocation: http://\(elsewhere)/\r\nContent-Length: 0\r\n\r\n"
      ).pushing,
    ]
  }

  /// The same answer to a push.
  var pushing: HostileCase {
    var copy = self
    copy.words = ["push", "--yes", "--no-wait"]
    return copy
  }
}
