/// What a terminal says when a program asks it something, as xterm says it.
///
/// A question may arrive in pieces, so the end of an unfinished one is kept.
struct TerminalReplies {
  private var rest: [UInt8] = []

  /// Question → answer. All are control sequences: ESC [ is CSI, ESC ] is OSC, ESC P is DCS.
  private static let known: [(question: String, answer: String)] = [
    ("\u{1B}[c", "\u{1B}[?64;1;2;6;9;15;18;21;22c"),
    ("\u{1B}[0c", "\u{1B}[?64;1;2;6;9;15;18;21;22c"),
    ("\u{1B}[>c", "\u{1B}[>41;379;0c"),
    ("\u{1B}[>0c", "\u{1B}[>41;379;0c"),
    ("\u{1B}[5n", "\u{1B}[0n"),
    ("\u{1B}[6n", "\u{1B}[1;1R"),
    ("\u{1B}[?6n", "\u{1B}[?1;1R"),
    ("\u{1B}[>q", "\u{1B}P>|XTerm(379)\u{1B}\\"),
    ("\u{1B}]10;?\u{7}", "\u{1B}]10;rgb:e5e5/e5e5/e5e5\u{7}"),
    ("\u{1B}]11;?\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{7}"),
    ("\u{1B}]11;?\u{1B}\\", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\"),
  ]
  private static let longest = 64

  mutating func answers(to bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard !rest.isEmpty || bytes.contains(0x1B) else { return [] }
    let text = rest + bytes
    rest = []
    var answer: [UInt8] = []
    var index = 0
    while let start = text[index...].firstIndex(of: 0x1B) {
      index = start + 1
      let end = Self.end(of: text, from: start)
      guard let end else {
        if text.count - start < Self.longest { rest = Array(text[start...]) }
        break
      }
      let sequence = String(decoding: text[start..<end], as: UTF8.self)
      answer += Self.answer(to: sequence).utf8
      index = end
    }
    return answer
  }

  private static func answer(to sequence: String) -> String {
    if let known = known.first(where: { $0.question == sequence }) { return known.answer }
    // "Do you know this mode?" and "do you have this capability?": no.
    if sequence.hasPrefix("\u{1B}[?"), sequence.hasSuffix("$p") {
      return "\u{1B}[?\(sequence.dropFirst(3).dropLast(2));0$y"
    }
    if sequence.hasPrefix("\u{1B}P+q") { return "\u{1B}P0+r\u{1B}\\" }
    return ""
  }

  /// The index after the sequence that starts at `start`; nil when it is not whole.
  private static func end(of text: [UInt8], from start: Int) -> Int? {
    guard start + 1 < text.count else { return nil }
    switch text[start + 1] {
    case UInt8(ascii: "["):
      return text[(start + 2)...].firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      for index in start + 2..<text.count {
        if text[index] == 0x07 { return index + 1 }
        if text[index] == UInt8(ascii: "\\"), text[index - 1] == 0x1B { return index + 1 }
      }
      return nil
    default: return start + 2
    }
  }
}
