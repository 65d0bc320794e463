import FlowModel
import JSONText

/// The long texts of a flow in files of their own, so that a change of a prompt reads as one
/// (command-line.md, `weir export`).
///
/// ```
/// flow.json   "longTexts": "texts", … "systemMessage": { "$text": "texts/llm_0.systemMessage.txt" }
/// texts/llm_0.systemMessage.txt   the text, and a line break at its end
/// ```
enum LongTexts {
  static let folder = "texts"
  /// The only key of an object that stands for a text.
  private static let key = "$text"
  /// A member of the whole: without it an object with that key is the flow's own.
  private static let mark = "longTexts"
  /// Bytes and lines of the shortest text that gets a file.
  private static let (leastBytes, leastLines) = (120, 2)
  private static let limit = 16 << 20

  struct Parted {
    /// The flow with names in the place of texts.
    let flow: [UInt8]
    /// `texts/…` and what stands there.
    let files: [(name: String, bytes: [UInt8])]
  }

  /// Takes the long texts out. A flow that itself has the key of ours stays whole.
  ///
  /// - Parameter flow: an object with `nodes`.
  static func part(_ flow: [UInt8]) throws(JSONDiagnostic) -> Parted {
    let document = try JSONDocument(parsing: flow)
    guard document.values(ofKey: key).isEmpty, let nodes = document.root["nodes"] else {
      return Parted(flow: flow, files: [])
    }
    var names = Names()
    var splices: [JSONSplice] = []
    var files: [(String, [UInt8])] = []
    for (index, node) in nodes.elements.enumerated() {
      let owner = node["data"]?["id"]?.string ?? node["id"]?.string ?? "node-\(index)"
      for (path, value, text) in longTexts(in: node) {
        let name = names.free(owner, path)
        splices.append(JSONSplice(range: value.range, bytes: reference(to: name)))
        files.append((name, text + [0x0A]))
      }
    }
    guard !files.isEmpty else { return Parted(flow: flow, files: []) }
    let start = document.root.range.lowerBound + 1
    let member = Array("\n  \"\(mark)\": \"\(folder)\",".utf8)
    splices.insert(JSONSplice(range: start..<start, bytes: member), at: 0)
    return Parted(flow: JSONSplice.apply(splices, to: flow), files: files)
  }

  /// Puts the texts back. One line break at the end of a file is the file's, as editors put it there.
  static func join(_ flow: [UInt8], in parent: String) throws(Problem) -> [UInt8] {
    var splices: [JSONSplice] = []
    for (object, name) in references(in: flow) {
      let path = "\(parent)/\(name)"
      guard isOurs(name) else {
        throw Problem(
          .usage, "\(parent)/\(FlowFolder.flowFile) names a file that cannot be a text of it.",
          detail: name, advice: "Texts stand in \(folder)/. Nothing was made.")
      }
      guard var text = try PrivateFile.read(path, limit: limit) else {
        throw Problem(
          .usage, "There is no file \(path).",
          detail: "\(FlowFolder.flowFile) beside it names it as a text.",
          advice: "Nothing was made.")
      }
      if text.last == 0x0A { text.removeLast() }
      guard String(validating: text, as: UTF8.self) != nil else {
        throw Problem(.usage, "\(path) is no text in UTF-8.", advice: "Nothing was made.")
      }
      splices.append(JSONSplice(range: object, bytes: JSONString.literal(bytes: text)))
    }
    return JSONSplice.apply(splices, to: flow)
  }

  /// The files that a flow names, in order.
  static func names(in flow: [UInt8]) -> [String] {
    references(in: flow).map(\.name).filter(isOurs)
  }

  // MARK: Parts

  private static func reference(to name: String) -> [UInt8] {
    Array("{ \"\(key)\": ".utf8) + JSONString.literal(name) + Array(" }".utf8)
  }

  /// Objects that stand for a text, in order. What is no JSON has none: whoever reads it next says so.
  private static func references(in flow: [UInt8]) -> [(object: Range<Int>, name: String)] {
    guard let document = try? JSONDocument(parsing: flow), document.root[mark] != nil else {
      return []
    }
    var found: [(Range<Int>, String)] = []
    var rest = [document.root]
    while let node = rest.popLast() {
      if node.kind == .object, node.count == 1, let name = node[key]?.string {
        found.append((node.range, name))
      } else if node.kind == .object {
        rest += node.members.map(\.value)
      } else if node.kind == .array {
        rest += Array(node.elements)
      }
    }
    return found.sorted { $0.0.lowerBound < $1.0.lowerBound }
  }

  /// `texts/` and a plain name: nothing that leads elsewhere.
  private static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(folder + "/") else { return false }
    let plain = name.dropFirst(folder.count + 1)
    return !plain.isEmpty && !plain.hasPrefix(".") && plain.utf8.allSatisfy(Names.isPlain)
  }

  private static func longTexts(
    in node: JSONNode
  ) -> [(path: [String], value: JSONNode, text: [UInt8])] {
    var found: [([String], JSONNode, [UInt8])] = []
    var rest: [([String], JSONNode)] = [([], node)]
    while let (path, node) = rest.popLast() {
      switch node.kind {
      case .object: rest += node.members.map { (path + [$0.key], $0.value) }
      case .array: rest += node.elements.enumerated().map { (path + ["\($0.offset)"], $0.element) }
      case .string:
        guard let text = node.stringBytes, isLong(text) else { continue }
        found.append((path, node, text))
      default: break
      }
    }
    return found.sorted { $0.1.range.lowerBound < $1.1.range.lowerBound }
  }

  /// A text that is no UTF-8 (lone surrogates) could not come back as it was.
  private static func isLong(_ text: [UInt8]) -> Bool {
    text.count >= leastBytes && text.count < limit
      && text.count(where: { $0 == 0x0A }) + 1 >= leastLines
      && String(validating: text, as: UTF8.self) != nil
  }

  /// Names of files, each once, also where the case of letters does not count.
  private struct Names {
    private var taken: Set<String> = []

    /// `texts/llm_0.systemMessage.txt`
    mutating func free(_ owner: String, _ path: [String]) -> String {
      var words = [owner] + path
      for outer in ["data", "inputs"] where words.count > 2 && words[1] == outer {
        words.remove(at: 1)
      }
      let plain = words.map(Self.plain).joined(separator: ".")
      let stem = String(plain.drop { $0 == "." }.prefix(150))
      for number in 1... {
        let name = number == 1 ? stem : "\(stem)-\(number)"
        if taken.insert(name.lowercased()).inserted { return "\(folder)/\(name).txt" }
      }
      preconditionFailure("there is always a next number")
    }

    private static func plain(_ word: String) -> String {
      String(decoding: word.utf8.map { isPlain($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
    }

    static func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
  }
}
