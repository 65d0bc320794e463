/// What a person types to choose among flows. All of it has to be true of a flow.
///
/// ```
/// refund helper              the name holds both words, in any order; plain letters mean every
///                            spelling, réclam only the one with the accent
/// "refund helper"  !test     the name holds the phrase; it does not hold the word
/// re:^sup.*[0-9]$            the name fits a pattern (see NamePattern)
/// state:waiting type:agent   several `state:` choose what is in any of them
/// nodes>10 size <= 50KB      numbers: nodes, edges, teams, size
/// kind:chatbot node:chatOpenAI category:"customer support" deployed:yes live:no id:8c0e
/// ```
///
/// A word that means nothing is left out and told in ``problem``.
package struct FlowFilter: Hashable, Sendable {
  /// nil: those that lists show unasked.
  package private(set) var states: Set<SyncState>?
  package private(set) var conditions: [FlowCondition] = []
  /// The first thing that is wrong with it, as a sentence.
  package private(set) var problem: String?

  package init(_ text: String) {
    for term in FilterTerm.terms(of: text) { read(term) }
    if let excludedStates { states = (states ?? SyncState.shown).subtracting(excludedStates) }
  }

  /// Words for hints and help; a narrow screen shows the first of them.
  package static let examples = [
    "node:llm", "!word", "state:waiting", "type:agent", "nodes>10", "re:^sup",
  ]

  /// Where nothing is found: what else its first word may have meant, as a sentence.
  package var advice: String? {
    for condition in conditions where !condition.isNegated {
      guard case .name(let word) = condition.test, word.utf8.count > 1 else { continue }
      let value = word.contains(" ") ? "\"\(word)\"" : word
      return "node:\(value) looks among the nodes of flows."
    }
    return nil
  }

  private static let keys = [
    "kind", "state", "type", "status", "deployed", "live", "category", "node", "id", "re",
  ]

  private var excludedStates: Set<SyncState>?

  private mutating func read(_ term: FilterTerm) {
    guard let key = term.key else {
      if term.text == "!" { return tell("A \"!\" stands before what is left out: !word.") }
      let name = FlowCondition.name(term.value)
      if !FlowName.key(of: term.value).isEmpty { add(name.test, term) }
      return
    }
    if term.comparison != ":" || FlowCondition.Number(rawValue: key) != nil {
      return readNumber(key, term)
    }
    guard Self.keys.contains(key) else { return tellUnknown(key, term) }
    guard !term.value.isEmpty else { return tell("Nothing stands behind \"\(term.text)\".") }
    let value = term.value.lowercased()
    switch key {
    case "state": readState(value, term)
    case "kind":
      guard let kind = FlowKind(rawValue: value) else {
        return tell("kind: is chatflow or chatbot, not \"\(term.value)\".")
      }
      add(.kind(kind), term)
    case "type", "status": readType(value, term)
    case "category": add(.category(value), term)
    case "node": add(.node(value), term)
    case "id": add(.id(value), term)
    case "re":
      do {
        add(.pattern(try NamePattern(term.value)), term)
      } catch {
        tell("\"\(term.value)\" is no pattern: \(error.message).")
      }
    default: readTruth(key, value, term)
    }
  }

  private mutating func add(_ test: FlowCondition.Test, _ term: FilterTerm) {
    conditions.append(FlowCondition(test, isNegated: term.isNegated))
  }

  private mutating func tell(_ sentence: String) { problem = problem ?? sentence }

  private mutating func tellUnknown(_ key: String, _ term: FilterTerm) {
    let known = Self.keys + FlowCondition.Number.allCases.map(\.rawValue)
    let near = Suggestion.nearest(to: String(key.prefix(64)), among: known)
    tell(
      "A filter knows no \"\(key)\": "
        + (near.map { "did you mean \($0)?" } ?? "one of \(known.joined(separator: ", ")).")
        + " Quotes look for it in names: \"\(term.text)\"")
  }

  private mutating func readTruth(_ key: String, _ value: String, _ term: FilterTerm) {
    let isTrue = ["yes", "true", "1", "on"].contains(value)
    guard isTrue || ["no", "false", "0", "off"].contains(value) else {
      return tell("\(key): is yes or no, not \"\(term.value)\".")
    }
    add(key == "live" ? .live(isTrue) : .deployed(isTrue), term)
  }

  private mutating func readNumber(_ key: String, _ term: FilterTerm) {
    guard let field = FlowCondition.Number(rawValue: key) else {
      let known = FlowCondition.Number.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: String(key.prefix(64)), among: known)
      return tell(
        "\"\(key)\" is no number: "
          + (near.map { "did you mean \($0)?" } ?? "\(known.joined(separator: ", ")) are."))
    }
    let sign = term.comparison == ":" ? "=" : term.comparison
    guard let comparison = FlowCondition.Comparison(rawValue: sign),
      let bound = FilterTerm.number(term.value, withUnits: field == .size)
    else {
      let example = field == .size ? "size>50KB" : "\(key)>10"
      return tell("\"\(term.value)\" is no number: for example \(example).")
    }
    add(.number(field, comparison, bound), term)
  }

  private static let chatflowTypes = ChatflowType.allCases.map { $0.rawValue.lowercased() }
  private static let botStatuses = ["draft", "active", "paused"]

  /// While it is typed, a beginning of a known word. In quotes any word, for a server may have more.
  private mutating func readType(_ value: String, _ term: FilterTerm) {
    let known = Self.chatflowTypes + Self.botStatuses
    if term.text.contains("\"") || known.contains(where: { $0.hasPrefix(value) }) {
      return add(.type(value), term)
    }
    // The column of the list is shorter than the word.
    let near = Suggestion.nearest(to: String(value.prefix(64)), among: known + ["agent", "multi"])
    tell(
      "No type is called \"\(value)\": " + (near.map { "did you mean \($0)? One of " } ?? "one of ")
        + Self.chatflowTypes.joined(separator: ", ") + "; of chatbots "
        + Self.botStatuses.joined(separator: ", ") + ".")
  }

  private mutating func readState(_ value: String, _ term: FilterTerm) {
    var found: Set<SyncState> = []
    for word in value.split(separator: ",") {
      let states = Self.states(named: String(word))
      if states.isEmpty { return tellUnknownState(String(word)) }
      found.formUnion(states)
    }
    if found.isEmpty {
      tellUnknownState(value)
    } else if term.isNegated {
      excludedStates = (excludedStates ?? []).union(found)
    } else {
      states = (states ?? []).union(found)
    }
  }

  private mutating func tellUnknownState(_ word: String) {
    let near = Suggestion.nearest(to: String(word.prefix(64)), among: Self.stateWords)
    tell(
      "No state is called \"\(word)\": " + (near.map { "did you mean \($0)? One of " } ?? "one of ")
        + Self.stateWords.joined(separator: ", ") + ".")
  }

  /// The words of `state:`, in the order of the alphabet.
  package static let stateWords = Set(
    SyncState.allCases.filter { $0 != .discarded }.map(\.word)
  ).sorted()

  /// The states of a word; while it is typed, those whose words begin so. What was dropped here is
  /// never listed.
  private static func states(named value: String) -> Set<SyncState> {
    let states = SyncState.allCases.filter { $0 != .discarded }
    let exact = states.filter { $0.word == value || $0.rawValue == value }
    if !exact.isEmpty { return Set(exact) }
    return Set(states.filter { $0.word.hasPrefix(value) || $0.rawValue.hasPrefix(value) })
  }

  /// Whether lists under this filter show the flow; nil when only its record tells.
  package func shows(_ flow: FlowSummary) -> Bool? {
    if !(states ?? SyncState.shown).contains(flow.state) { return false }
    let answers = conditions.map { $0.holds(for: flow) }
    if answers.contains(false) { return false }
    return answers.contains(nil) ? nil : true
  }
}

extension FlowQuery {
  /// The query with what `filter` says in place of its own filters.
  package mutating func apply(_ filter: FlowFilter) {
    states = filter.states
    conditions = filter.conditions
  }
}

extension SyncState {
  /// What lists show unasked.
  package static let shown = Set(allCases).subtracting([.goneOnServer, .discarded])

  /// One word for people, as filters say it (screen.md, C1).
  package var word: String {
    switch self {
    case .clean: "same"
    case .stub: "unread"
    case .dirty, .actionPending: "waiting"
    case .pendingCreate: "new"
    case .pendingDelete: "deleted"
    case .pushing: "sending"
    case .inDoubt, .missing: "unsure"
    case .conflict: "conflict"
    case .blocked: "blocked"
    case .failed: "refused"
    case .quarantined: "unreadable"
    case .goneOnServer: "gone"
    case .discarded: "dropped"
    }
  }
}
