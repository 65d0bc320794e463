/// What stands in the place of a match: text, the match (`&` or `\0`) and its groups (`\1`…`\9`).
///
/// `\n` and `\r` break the line, `\t` is a tab, a backslash makes any other sign stand for itself.
package struct TextReplacement: Equatable, Sendable {
  private enum Part: Equatable, Sendable {
    case text([UInt8])
    case group(Int)
  }

  private var parts: [Part] = []

  /// Reads vim's spelling.
  package init(_ template: String) {
    var scalars = template.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let next = scalars.popFirst() else {
        if scalar == "&" { parts.append(.group(0)) } else { add(scalar) }
        continue
      }
      switch next {
      case "0"..."9": parts.append(.group(Int(next.value - 48)))
      case "n", "r": add("\n")
      case "t": add("\t")
      default: add(next)
      }
    }
  }

  private mutating func add(_ scalar: UnicodeScalar) {
    let bytes = Array(String(scalar).utf8)
    if case .text(let before)? = parts.last {
      parts[parts.count - 1] = .text(before + bytes)
    } else {
      parts.append(.text(bytes))
    }
  }

  /// The bytes for a match.
  ///
  /// - Parameter groups: starts and ends, the whole first; -1 for a group that took no part.
  func bytes(forMatch groups: [Int], in buffer: TextBuffer) -> [UInt8] {
    var result: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let bytes): result += bytes
      case .group(let number):
        guard 2 * number + 1 < groups.count, groups[2 * number] >= 0,
          groups[2 * number] <= groups[2 * number + 1]
        else { continue }
        result += buffer.bytes(in: groups[2 * number]..<groups[2 * number + 1])
      }
    }
    return result
  }
}

extension TextSearch {
  /// What replacing came to.
  package struct Replacing: Equatable, Sendable {
    package internal(set) var change = TextChange()
    /// How many places are replaced, in how many lines.
    package internal(set) var count = 0
    package internal(set) var lineCount = 0
    /// Where the last of them starts, in the text before.
    package internal(set) var lastPlace = 0
  }

  /// Why nothing was replaced.
  package enum ReplacingError: Error, Equatable {
    /// The pattern needs more work than was allowed.
    case effortSpent
    /// The text would be longer than was allowed.
    case tooLong
  }

  /// Replaces in some lines the first match of each, or all of them.
  ///
  /// - Parameters:
  ///   - everywhere: all matches of a line.
  ///   - lengthLimit: bytes that the text may have afterwards.
  /// - Complexity: O(length of the lines × length of the pattern).
  package func replacing(
    in buffer: TextBuffer, lines: ClosedRange<Int>, with replacement: TextReplacement,
    everywhere: Bool, lengthLimit: Int, effort: SearchEffort = SearchEffort()
  ) throws(ReplacingError) -> Replacing {
    var result = Replacing()
    var effort = effort
    var place = 0
    var lineEnd = -1
    let range = buffer.start(ofLine: lines.lowerBound)..<buffer.end(ofLine: lines.upperBound)
    forEachMatch(in: buffer, within: range, &effort) { groups in
      let isNewLine = groups[0] > lineEnd
      guard everywhere || isNewLine else { return true }
      if isNewLine {
        lineEnd = buffer.lineEnd(at: groups[0])
        result.lineCount += 1
      }
      result.count += 1
      result.lastPlace = groups[0]
      result.change.keep(groups[0] - place)
      result.change.insert(replacement.bytes(forMatch: groups, in: buffer))
      result.change.delete(groups[1] - groups[0])
      place = groups[1]
      return result.change.lengthAfter + buffer.count - place <= lengthLimit
    }
    result.change.keep(buffer.count - place)
    if effort.isSpent { throw .effortSpent }
    if result.change.lengthAfter > lengthLimit { throw .tooLong }
    return result
  }

  private func forEachMatch(
    in buffer: TextBuffer, within range: Range<Int>, _ effort: inout SearchEffort,
    _ body: ([Int]) -> Bool
  ) {
    switch engine {
    case .program(let program):
      forEachMatch(of: program, in: buffer, within: range, &effort, body)
    case .literal(let literal):
      literal.forEachMatch(in: buffer, within: range) { body([$0.lowerBound, $0.upperBound]) }
    }
  }
}
