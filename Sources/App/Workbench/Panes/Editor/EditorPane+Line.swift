import CellGrid
import TextEditing

extension EditorPane {
  /// Runs a line that was typed behind `:`, such as `42`, `%s/a/b/g` or `'<,'>s/,$//`.
  ///
  /// - Returns: nil if it is none of the editor's.
  package mutating func runLine(_ line: String) -> Answer? {
    guard source != nil else { return nil }
    guard inner.isEmpty else {
      var isKnown = true
      let answer = inside { pane in
        let answer = pane.runLine(line)
        isKnown = answer != nil
        return answer ?? Answer()
      }
      return isKnown ? answer : nil
    }
    var answer = Answer()
    if let path = Self.path(inLine: line) {
      answer.effects = [.writeText(text.buffer.bytes, to: path)]
      return answer
    }
    do throws(EditorLineCommand.Mistake) {
      guard let command = try EditorLineCommand(line) else { return nil }
      let lines = try command.places.map { place throws(EditorLineCommand.Mistake) in
        try self.line(of: place)
      }
      endMarking()
      let range = lines.suffix(2)
      switch command.verb {
      case .go: go(toLine: lines.last ?? text.cursorLine)
      case .substitute(let substitution):
        try substitute(substitution, range, &answer)
      case .substituteAgain:
        guard let last = memory.substitution else {
          throw EditorLineCommand.Mistake(sentence: "Nothing was replaced yet: s/a/b/ does it.")
        }
        try substitute(last, range, &answer)
      }
    } catch {
      answer.notice = Notice(.warning, error.sentence)
    }
    finish(&answer)
    return answer
  }

  /// Where `w FILE` writes to; nil for other lines.
  private static func path(inLine line: String) -> String? {
    guard line.hasPrefix("w ") else { return nil }
    let path = line.dropFirst(2).drop { $0 == " " }
    return path.isEmpty ? nil : String(path)
  }

  private mutating func go(toLine line: Int) {
    memory.marks["'"] = text.cursor
    text.cursor = text.buffer.firstNonBlank(ofLine: line)
    goal = nil
    settleCursor()
  }

  /// A line, from 0; the nearest that there is.
  private func line(
    of place: EditorLineCommand.Place
  ) throws(EditorLineCommand.Mistake) -> Int {
    let line: Int
    switch place.address {
    case .line(let number): line = number - 1
    case .current: line = text.cursorLine
    case .last: line = text.buffer.lineCount - 1
    case .mark(let name):
      guard let offset = self.place(ofMark: name) else {
        throw EditorLineCommand.Mistake(sentence: "There is no mark \(name).")
      }
      line = text.buffer.line(at: min(offset, text.buffer.count))
    }
    return max(0, min(line + place.offset, text.buffer.lineCount - 1))
  }

  private mutating func substitute(
    _ substitution: Substitution, _ lines: some Collection<Int>, _ answer: inout Answer
  ) throws(EditorLineCommand.Mistake) {
    let (first, last) = (lines.min() ?? text.cursorLine, lines.max() ?? text.cursorLine)
    let search = try self.search(for: substitution)
    self.search = search
    memory.substitution = substitution
    let result: TextSearch.Replacing
    do {
      result = try search.replacing(
        in: text.buffer, lines: first...last, with: TextReplacement(substitution.replacement),
        everywhere: substitution.isEverywhere, lengthLimit: EditedText.longest)
    } catch {
      throw EditorLineCommand.Mistake(sentence: sentence(for: error, search.pattern))
    }
    guard result.count > 0 else {
      throw EditorLineCommand.Mistake(
        sentence: "\"\(search.pattern)\" is not in \(first == last ? "this line" : "these lines").")
    }
    edit { text in
      text.cursor = result.change.firstPlace
      text.apply(
        result.change, cursor: result.change.position(of: result.lastPlace, onSide: .after))
      text.cursor = text.buffer.firstNonBlank(ofLine: text.cursorLine)
    }
    answer.notice = Notice(
      .info,
      "\(Wording.count(result.count, "place")) replaced in \(Wording.count(result.lineCount, "line"))."
    )
  }

  private func search(
    for substitution: Substitution
  ) throws(EditorLineCommand.Mistake) -> TextSearch {
    do {
      if let pattern = substitution.pattern {
        return try TextSearch(pattern: pattern, caseRule: substitution.caseRule)
      }
    } catch {
      throw EditorLineCommand.Mistake(sentence: error.sentence)
    }
    guard let search else {
      throw EditorLineCommand.Mistake(sentence: "Nothing was searched yet that could be replaced.")
    }
    return search
  }

  private func sentence(for error: TextSearch.ReplacingError, _ pattern: String) -> String {
    switch error {
    case .effortSpent: "Nothing was replaced: \"\(pattern)\" takes too long in this text."
    case .tooLong: "Nothing was replaced: the text would be longer than 64 MB."
    }
  }
}
