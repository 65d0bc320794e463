package import FlowModel

/// A command line taken apart: options by name, and the words between them.
///
/// `--name value` and `--name=value` mean the same; `--` ends the options; `-` alone and a negative
/// number are words.
package struct Words: Sendable {
  /// In their order, without the options.
  package private(set) var arguments: [String] = []
  private var values: [String: [String]] = [:]
  private let command: String

  /// - Parameter usage: how the help writes the arguments; names what is missing.
  /// - Throws: a sentence that names what was not understood, and the help to read.
  package init(
    _ words: some Sequence<String>, options: [Option], arguments allowed: ClosedRange<Int>,
    usage: String = "", command: String
  ) throws(Problem) {
    self.command = command
    let byName = Dictionary(options.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var rest = Array(words)[...]
    var isPlain = false
    while let word = rest.popFirst() {
      if isPlain || word == "-" || !word.hasPrefix("-") || Double(word) != nil {
        arguments.append(word)
      } else if word == "--" {
        isPlain = true
      } else {
        try take(word, from: &rest, byName)
      }
    }
    if arguments.count < allowed.lowerBound {
      let missing = UsageWords(usage).missing(after: arguments.count, of: command)
      throw Self.problem(missing ?? "Something is missing after \"weir \(command)\".", command)
    }
    if arguments.count > allowed.upperBound {
      throw Self.problem(
        "\"\(arguments[allowed.upperBound])\" is one word too many.", command)
    }
  }

  package func has(_ name: String) -> Bool { values[name] != nil }

  /// The value given last.
  package subscript(_ name: String) -> String? { values[name]?.last }

  /// All values, in their order.
  package func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The value as a whole number that is not negative.
  package func number(_ name: String) throws(Problem) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw Self.problem("\(name) takes a whole number, not \"\(text)\".", command)
    }
    return number
  }

  /// The value as one of the given words.
  package func word<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Choice.Type
  ) throws(Problem) -> Choice? where Choice.RawValue == String {
    guard let text = self[name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Self.problem("\(name) takes one of \(words), not \"\(text)\".", command)
    }
    return choice
  }

  /// A wrong use of the command, with the help to read.
  package func problem(_ sentence: String) -> Problem { Self.problem(sentence, command) }

  private mutating func take(
    _ word: String, from rest: inout ArraySlice<String>, _ byName: [String: Option]
  ) throws(Problem) {
    let equals = word.firstIndex(of: "=")
    let name = equals.map { String(word[..<$0]) } ?? word
    guard let option = byName[name] else {
      let near = Suggestion.nearest(to: name, among: byName.keys.sorted())
      throw Self.problem(
        "There is no option \(name)" + (near.map { ", did you mean \($0)?" } ?? "."), command)
    }
    guard let valueName = option.value else {
      if equals != nil { throw Self.problem("\(name) takes no value.", command) }
      values[name, default: []].append("")
      return
    }
    if let equals {
      values[name, default: []].append(String(word[word.index(after: equals)...]))
    } else if let value = rest.popFirst() {
      values[name, default: []].append(value)
    } else {
      throw Self.problem("\(name) needs a value: \(valueName).", command)
    }
  }

  private static func problem(_ sentence: String, _ command: String) -> Problem {
    Problem(.usage, sentence, advice: "See `weir help\(command.isEmpty ? "" : " " + command)`.")
  }
}
