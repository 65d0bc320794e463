import CellGrid
import FlowModel

extension AppState {
  mutating func pressPrompt(_ key: Key) -> [Effect] {
    switch key {
    case .escape, .control("g"): return cancelPrompt()
    case .enter: return acceptPrompt()
    case .tab where prompt?.purpose == .command:
      return completeLine()
    case Key(.down), Key(.up):
      // The list is seen under its filter: the arrows go there at once.
      guard prompt?.purpose.isFilter == true else { return [] }
      prompt = nil
      return scroll(.rows(key == Key(.down) ? 1 : -1))
    default:
      if key == .backspace, prompt?.line.isEmpty == true { return cancelPrompt() }
      guard prompt?.line.press(key) == true else { return [] }
      prompt?.candidates = []
      return promptEdited()
    }
  }

  /// The filter shows what it means while it is typed.
  mutating func promptEdited() -> [Effect] {
    guard prompt?.purpose.isFilter == true, let text = prompt?.line.text else { return [] }
    return setFilter(text)
  }

  mutating func setFilter(_ text: String) -> [Effect] {
    if focus == .activity { return activity.filter(text) }
    if !text.isEmpty { lastFilter = text }
    return text == list.filterText ? [] : list.filter(text)
  }

  private mutating func cancelPrompt() -> [Effect] {
    guard let purpose = prompt?.purpose else { return [] }
    prompt = nil
    switch purpose {
    case .filter(let old), .filterActivity(let old): return setFilter(old)
    default: return []
    }
  }

  private mutating func acceptPrompt() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt = nil
    let text = prompt.line.text
    switch prompt.purpose {
    case .filterActivity: return []
    case .filter:
      if let problem = FlowFilter(text).problem { say(.warning, problem) }
      return []
    case .command: return runLine(text)
    case .export(let flow):
      return named(text, prompt) { .exportFlow(flow, FlowExport(path: $0)) }
    case .importFlow:
      return text.isEmpty ? [] : importFlow(from: text)
    case .writeCopy(let bytes): return named(text, prompt) { .writeText(bytes, to: $0) }
    case .create(let kind): return named(text, prompt) { .create(name: $0, kind: kind) }
    case .rename(let flow): return named(text, prompt) { .rename(flow, to: $0) }
    case .duplicate(let flow): return named(text, prompt) { .duplicate(flow, name: $0) }
    case .findNode: return find(node: text)
    case .editor(let question): return inEditor { $0.answer(question, text) }
    case .ownValue(let question): return acceptOwnValue(question, text, prompt)
    case .serverAddress(let service): return acceptAddress(text, service, prompt)
    case .profileName(let server): return acceptProfileName(text, server, prompt)
    case .token(let server): return acceptToken(text, server, prompt)
    case .newAddress(let service): return acceptAddress(text, of: service, prompt)
    case .newToken(let server, _): return acceptNewToken(text, server, prompt)
    case .setting(let setting, let flow): return acceptSetting(setting, of: flow, text, prompt)
    }
  }

  private mutating func named(
    _ text: String, _ prompt: Prompt, _ effect: (String) -> Effect
  ) -> [Effect] {
    let name = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    guard !name.isEmpty else {
      self.prompt = prompt
      notice = Notice(.warning, "A name needs at least one letter. Esc cancels.")
      return []
    }
    return [effect(name)]
  }
}
