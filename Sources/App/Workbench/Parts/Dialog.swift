package import CellGrid
package import FlowModel
package import JSONText

/// A question in a box. Esc always means no; no key confirms the question that it opened.
package struct Dialog: Hashable, Sendable {
  package struct Choice: Hashable, Sendable {
    package let key: Key
    package let label: String
    package let answer: Answer
    package let isDangerous: Bool

    package init(_ key: Key, _ label: String, _ answer: Answer, isDangerous: Bool = false) {
      self.key = key
      self.label = label
      self.answer = answer
      self.isDangerous = isDangerous
    }
  }

  /// What happens when a choice is made.
  package enum Answer: Hashable, Sendable {
    case delete([FlowID])
    case push([FlowID]?, confirmed: Bool)
    case discard([ChangeID])
    case resolve(FlowID, Resolution)
    case choose([JSONPath: JSONMergeChoice], FlowID)
    case restore(FlowID, VersionID?)
    case sort(FlowOrder)
    case usePublished(FlowID, String)
    case addServer(Service)
    case askForAddress(Service)
    case editServer(NewServer)
    case run(Command)
    case quit
  }

  package struct Line: Hashable, Sendable {
    package var text: String
    package var right: String
    package var role: StyleRole
    /// Who calls this flow is told below the line when it is known.
    package var flow: FlowID?

    package init(
      _ text: String, right: String = "", role: StyleRole = .popupText, flow: FlowID? = nil
    ) {
      self.text = text
      self.right = right
      self.role = role
      self.flow = flow
    }
  }

  package let title: String
  package private(set) var lines: [Line]
  package let choices: [Choice]
  /// What Esc means: "keep", "cancel".
  package let refusal: String
  /// On a protected profile: the word to type; Enter then takes the first choice.
  package let requiredWord: String?
  /// The lines name the choices' keys themselves, as in a menu.
  package var listsChoices = false
  /// Ctrl-y copies the lines: they name what is about to be changed.
  package var isCopied = false
  package var typed = LineText()
  /// The first visible line when there are more than fit.
  var top = 0

  package init(
    title: String, lines: [Line], choices: [Choice], refusal: String = "cancel",
    requiredWord: String? = nil
  ) {
    self.title = title
    self.lines = lines
    self.choices = choices
    self.refusal = refusal
    self.requiredWord = requiredWord
  }

  enum Outcome: Hashable {
    case open
    /// The key is no answer.
    case unknown
    case refused
    case answered(Answer)
    case copied(String)
  }

  /// Tells below a flow's line who calls it.
  mutating func note(_ names: [String], calling flow: FlowID) {
    guard !names.isEmpty, let place = lines.firstIndex(where: { $0.flow == flow }) else { return }
    let shown = names.prefix(3).joined(separator: ", ")
    let rest = names.count - 3
    let more = rest <= 0 ? "" : names.count < 10 ? " and \(rest) more" : " and others"
    lines[place].flow = nil
    lines.insert(.init("  called by \(shown)\(more)", role: .messageWarning), at: place + 1)
  }

  mutating func press(_ key: Key) -> Outcome {
    if key == .escape { return .refused }
    if key == .control("y"), isCopied {
      let texts = lines.map { [$0.text, $0.right].filter { !$0.isEmpty }.joined(separator: "  ") }
      return .copied(texts.joined(separator: "\n"))
    }
    if let requiredWord {
      if key == .enter, let first = choices.first, typed.text == requiredWord {
        return .answered(first.answer)
      }
      if typed.press(key) { return .open }
    } else if let choice = choices.first(where: { $0.key == key }) {
      return .answered(choice.answer)
    }
    switch key {
    case Key("j"), Key(.down): top = min(top + 1, max(lines.count - 1, 0))
    case Key("k"), Key(.up): top = max(top - 1, 0)
    case Key(.pageDown), .control("f"), .control("d"): top = min(top + 8, max(lines.count - 1, 0))
    case Key(.pageUp), .control("b"), .control("u"): top = max(top - 8, 0)
    case Key("q") where requiredWord == nil: return .refused
    case .enter where choices.isEmpty: return .refused
    default: return choices.isEmpty || requiredWord != nil ? .open : .unknown
    }
    return .open
  }

  /// The keys that are answers: "x deletes it, Esc keeps it" in the words of the last row.
  var answers: String {
    if listsChoices { return "One of the keys of the list, or Esc." }
    let keys = choices.map { "\(KeyLabel.text($0.key)) \($0.label)" } + ["Esc \(refusal)"]
    return keys.joined(separator: ", ") + "."
  }
}
