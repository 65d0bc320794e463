import JSONText

/// A flow of some length, as servers store it and as an editor shows it.
struct EditorDocument {
  /// Stands in the text once, in the middle of a string in the middle of the text.
  static let word = "zyzzyva"

  let title: String
  /// Without a blank or line break between values.
  let compact: String
  /// One value a line.
  let pretty: String

  /// The line of ``word`` in the pretty text, counted from 1.
  let wordLine: Int
  let lineCount: Int

  /// - Parameters:
  ///   - size: bytes of the pretty text, about.
  ///   - longest: bytes of the longest line, about; it holds the word.
  init(_ title: String, size: Int, longest: Int = 400) throws(BenchError) {
    let sample = try Self.pretty(Self.flow(of: 8, longest: 0))
    let count = max(2, (size - longest) * 8 / sample.utf8.count)
    let flow = Self.flow(of: count, longest: longest)
    let text = try Self.pretty(flow)
    let lines = text.split(separator: "\n")
    self.title = title
    compact = flow
    pretty = text
    lineCount = lines.count
    wordLine = 1 + (lines.firstIndex { $0.contains(Self.word) } ?? 0)
  }

  private static func pretty(_ text: String) throws(BenchError) -> String {
    do {
      let document = try JSONDocument(parsing: Array(text.utf8))
      return String(decoding: JSONFormatter.pretty(document.root), as: UTF8.self) + "\n"
    } catch {
      throw .failed("the sample is not JSON: \(error.sentence)")
    }
  }

  private static func flow(of count: Int, longest: Int) -> String {
    let nodes = (0..<count).map { node($0, padding: $0 == count / 2 ? longest : nil) }
    let edges = (1..<count).map {
      "{\"id\":\"e\($0)\",\"source\":\"agent_\($0 - 1)\",\"target\":\"agent_\($0)\","
        + "\"sourceHandle\":\"out\",\"targetHandle\":\"in\",\"animated\":false}"
    }
    return "{\"nodes\":[\(nodes.joined(separator: ","))],"
      + "\"edges\":[\(edges.joined(separator: ","))],\"viewport\":{\"x\":0,\"y\":-12.5,\"zoom\":1}}"
  }

  /// - Parameter padding: bytes of the message that holds the word; nil for one without it.
  private static func node(_ number: Int, padding: Int?) -> String {
    let sentence = "You answer questions of customers politely, briefly and in their language.\\n"
    var message = String(repeating: sentence, count: 1 + number % 5)
    if let padding {
      let half = String(repeating: sentence, count: padding / sentence.utf8.count / 2)
      message = half + "here \(word) stands. " + half
    }
    return """
      {"id":"agent_\(number)","type":"agentFlow","position":{"x":\(number * 37 % 4000),\
      "y":\(number * 53 % 3000).25},"width":300,"height":480,"selected":false,\
      "data":{"id":"agent_\(number)","label":"Agent \(number)","version":2.1,"name":"agentAgentflow",\
      "category":"Agent Flows","baseClasses":["Agent"],"inputParams":[{"label":"Key","name":"key",\
      "type":"password"},{"label":"Message","name":"message","type":"string","rows":4},\
      {"label":"Temperature","name":"temperature","type":"number","step":0.1,"optional":true}],\
      "inputs":{"key":"sk-\(number)-not-a-real-key-but-long","message":"\(message)",\
      "temperature":0.\(number % 10),"tools":[],"streaming":true,"memory":null},\
      "outputs":{"out":"Grüße, \\u00fcber \(number)"}}}
      """
  }
}
