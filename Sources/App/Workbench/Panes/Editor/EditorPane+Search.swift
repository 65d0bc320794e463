import CellGrid
import TextEditing

/// Searching: the pattern while it is typed, and going from match to match.
extension EditorPane {
  mutating func openSearch(forward: Bool, waiting: SearchPrompt.Waiting? = nil) {
    mode = .search(
      SearchPrompt(
        origin: text.cursor, isForward: forward, marking: marking, waiting: waiting))
  }

  /// The mode that a prompt goes back to.
  private func mode(behind prompt: SearchPrompt) -> Mode {
    prompt.marking.map { .visual($0) } ?? restingMode
  }

  mutating func pressInSearch(_ key: Key, _ prompt: SearchPrompt, _ answer: inout Answer) {
    if let character = key.typed { return searchFor(prompt.typed + String(character), prompt) }
    switch key {
    case .escape: endSearch(prompt)
    case .backspace where prompt.typed.isEmpty: endSearch(prompt)
    case .backspace: searchFor(String(prompt.typed.dropLast()), prompt)
    case .control("u"): searchFor("", prompt)
    case .enter: accept(prompt, &answer)
    default: answer.isHandled = false
    }
  }

  /// Goes to the next place of a pattern that was typed elsewhere.
  mutating func find(_ typed: String) -> Answer {
    var answer = Answer()
    guard source != nil else { return answer }
    openSearch(forward: true)
    if case .search(var prompt) = mode {
      prompt.typed = typed
      accept(prompt, &answer)
    }
    if isOutlineFocused { revealInOutline() }
    finish(&answer)
    return answer
  }

  private mutating func accept(_ prompt: SearchPrompt, _ answer: inout Answer) {
    text.cursor = prompt.origin
    memory.searchesForward = prompt.isForward
    mode = mode(behind: prompt)
    if !prompt.typed.isEmpty {
      do {
        search = try pattern(for: prompt.typed)
      } catch {
        answer.notice = Notice(.warning, error.sentence)
        return endSearch(prompt)
      }
    }
    // An empty pattern is the last one.
    let motion = EditorMotion.match(forward: true)
    if let waiting = prompt.waiting {
      perform(
        EditorTask(
          action: .apply(waiting.change, to: .motion(motion)), count: waiting.count,
          register: waiting.register), &answer)
    } else {
      move(motion, nil, &answer)
    }
  }

  /// In plain mode a text is searched as it stands.
  private func pattern(for typed: String) throws(PatternError) -> TextSearch {
    if !isModal, let search = TextSearch(typed) { return search }
    return try TextSearch(pattern: typed)
  }

  /// Goes to the first match while the pattern is typed; half a pattern finds nothing.
  mutating func searchFor(_ typed: String, _ prompt: SearchPrompt) {
    var next = prompt
    next.typed = typed
    next.found = nil
    defer { mode = .search(next) }
    text.cursor = prompt.origin
    guard let pattern = try? pattern(for: typed) else { return }
    search = pattern
    marksMatches = true
    // A key must not wait: what is far is found with Enter.
    var effort = SearchEffort(steps: 3_000_000)
    if let known = prompt.found, prompt.isForward, Self.narrows(prompt.typed, to: typed) {
      // More letters stand nowhere before the place of the fewer.
      next.found = pattern.next(in: text.buffer, from: known, effort: &effort).map { settled($0) }
    } else {
      next.found = nextMatch(
        of: pattern, from: prompt.origin, forward: prompt.isForward, &effort)
    }
    text.cursor = next.found ?? prompt.origin
  }

  /// Whether letters were added to plain letters: in patterns more signs may find other places.
  private static func narrows(_ typed: String, to longer: String) -> Bool {
    !typed.isEmpty && longer.hasPrefix(typed)
      && longer.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0 == "_")
      }
  }

  private mutating func endSearch(_ prompt: SearchPrompt) {
    mode = mode(behind: prompt)
    marksMatches = false
    text.cursor = prompt.origin
    settleCursor()
  }

  /// Where the next match starts, in a place where the cursor can be.
  private func nextMatch(
    of search: TextSearch, from place: Int, forward: Bool, _ effort: inout SearchEffort
  ) -> Int? {
    let buffer = text.buffer
    if !forward {
      return search.previous(in: buffer, before: place, effort: &effort).map { settled($0) }
    }
    let start = place < buffer.count ? buffer.characterEnd(after: place) : place
    let found = search.next(in: buffer, from: start, effort: &effort)
    // `$` is found at the line's end, and shown at the last character: the same place again.
    guard let found, settled(found) == place, found.lowerBound > place else {
      return found.map { settled($0) }
    }
    let behind = min(found.lowerBound + 1, buffer.count)
    return search.next(in: buffer, from: behind, effort: &effort).map { settled($0) }
  }

  private func settled(_ match: Range<Int>) -> Int {
    let place = text.buffer.characterStart(at: match.lowerBound)
    guard mode != .plain, match.isEmpty, place == text.buffer.lineEnd(at: place) else {
      return place
    }
    return Motion.characterBack.target(from: place, in: text.buffer) ?? place
  }

  /// Where `n` and `N` lead.
  mutating func targetOfMatch(forward: Bool, count: Int?, _ answer: inout Answer) -> Int? {
    guard let search else {
      answer.notice = Notice(
        .info, "Nothing was searched yet: \(isModal ? "/" : "Ctrl-f") searches.")
      return nil
    }
    marksMatches = true
    var effort = SearchEffort()
    var place = text.cursor
    for _ in 0..<max(1, min(count ?? 1, 10_000)) {
      guard
        let next = nextMatch(
          of: search, from: place, forward: forward == memory.searchesForward, &effort)
      else {
        answer.notice = Notice(
          .warning,
          effort.isSpent
            ? "The search was stopped: \"\(search.pattern)\" takes too long in this text."
            : "\"\(search.pattern)\" is nowhere in this text.")
        return nil
      }
      place = next
    }
    return place
  }

  /// Searches the word under the cursor or behind it in the line, as a whole.
  mutating func findWord(forward: Bool, _ count: Int?, _ answer: inout Answer) {
    guard let word = wordToFind else { return }
    guard word.count <= Self.longestWord else {
      answer.notice = Notice(.info, "This word is too long to be searched.")
      return
    }
    let found = text.buffer.string(in: word)
    let escaped = found.map { #"\.*[]^$~/"#.contains($0) ? "\\\($0)" : String($0) }.joined()
    let pattern = Self.isWord(found) ? #"\<\#(escaped)\>"# : escaped
    guard let search = try? TextSearch(pattern: pattern, caseRule: .exact) else { return }
    self.search = search
    memory.searchesForward = forward
    text.cursor = word.lowerBound
    move(.match(forward: true), count, &answer)
  }

  /// Base64 has longer ones, which nobody searches.
  private static let longestWord = 500

  private static func isWord(_ text: String) -> Bool {
    text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// The word under the cursor, or the next in the line; without one, what is under the cursor.
  private var wordToFind: Range<Int>? {
    let buffer = text.buffer
    let limit = min(buffer.lineEnd(at: text.cursor), text.cursor + 4096)
    var place = text.cursor
    while place < limit {
      guard let word = buffer.word(at: place) else {
        place = buffer.characterEnd(after: place)
        continue
      }
      let end = buffer.characterEnd(after: word.lowerBound)
      if Self.isWord(buffer.string(in: word.lowerBound..<end)) { return word }
      place = word.upperBound
    }
    return buffer.word(at: text.cursor)
  }
}
