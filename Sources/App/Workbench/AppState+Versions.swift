import CellGrid
import FlowModel

/// The tab Versions of a chatbot.
extension AppState {
  /// `b v`: opens the chatbot at its published versions and asks the server for them.
  mutating func showVersions() -> [Effect] {
    let isThere = focus == .versions
    detailTab = .versions
    let effects = isDetailFocused ? [] : focusDetail()
    return effects + (isThere ? versions?.reload() ?? [] : followTab())
  }

  /// Beside the list it would ask the server for every flow the cursor passes.
  mutating func followVersions(of flow: FlowID) -> [Effect] {
    if versions?.flow != flow { versions = VersionsPane(flow: flow) }
    layOut()
    guard isDetailFocused, let pane = versions, !pane.isLoaded, !pane.hasFailed else { return [] }
    return versions?.reload() ?? []
  }

  func openVersion(compared: Bool) -> [Effect] {
    guard let version = versions?.selected, let flow = versions?.flow else { return [] }
    return [.loadPublishedContent(flow, version.id, compared: compared)]
  }

  mutating func askToUseVersion() -> [Effect] {
    guard let flow = target, let version = versions?.selected else { return [] }
    let date = version.createdAt.map { Wording.serverDate($0) } ?? version.id
    dialog = Dialog(
      title: "Make the draft of \(flow.name) this version?",
      lines: [
        .init("Version of \(date)", right: Wording.size(version.byteCount)), .init(""),
        .init("It takes the place of the draft, which stays in the local history."),
        .init("What answers people does not change before you publish.", role: .muted),
      ],
      choices: [.init(Key("y"), "take it", .usePublished(flow.id, version.id))],
      refusal: "leave it")
    return []
  }

  /// What differs here from the server, in a box.
  mutating func show(_ differences: [FlowDifference], of flow: FlowSummary) {
    // Something else was opened while the server was asked.
    guard dialog == nil, editor == nil else { return }
    guard !differences.isEmpty else {
      say(.info, "\(flow.name): the server has the same.")
      return
    }
    dialog = Dialog(
      title: "\(flow.name): server -> here",
      lines: differences.map { difference in
        let line = DetailLines.entry(of: difference, settings.glyphs)
        guard case .entry(let sign, let role, let text, let right) = line else { return .init("") }
        return .init("\(sign) \(text)", right: right, role: role)
      }, choices: [], refusal: "close")
    dialog?.isCopied = true
  }

  /// Why nothing can be done with a published version now; nil when it can.
  func refusalOfVersion(changing: Bool) -> String? {
    guard versions?.selected != nil else { return "No version is selected." }
    guard changing, let state = target?.state, !state.allowsEdits else { return nil }
    return state.sentence
  }
}
