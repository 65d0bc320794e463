import CellGrid
import FlowModel

extension AppState {
  /// Whether the versions are on the screen.
  var showsHistory: Bool { shownTab == .history }

  /// Opens the flow at its versions.
  mutating func showHistory() -> [Effect] {
    detailTab = .history
    return (isDetailFocused ? [] : focusDetail()) + followTab()
  }

  /// Reads the versions of the flow that the right pane shows.
  mutating func followHistory() -> [Effect] {
    guard showsHistory, let flow = detail.detail?.summary.id else { return [] }
    if history?.flow != flow { history = HistoryPane(flow: flow) }
    return history?.reload() ?? []
  }

  /// Lists what is gone from the servers, or everything again.
  mutating func showGone() -> [Effect] {
    setFilter(list.filterText == Self.goneFilter ? "" : Self.goneFilter)
  }

  private static let goneFilter = "state:gone"

  mutating func askToRestore() -> [Effect] {
    if focus == .versions { return askToUseVersion() }
    guard let flow = target else { return [] }
    let version = focus == .history ? history?.selected : nil
    let isGone = flow.state == .goneOnServer
    var lines: [Dialog.Line] = []
    if let version {
      lines.append(
        .init(
          "Version \(version.id.number): \(version.cause)",
          right: Wording.ago(version.at, now: now)))
    }
    if isGone {
      lines.append(.init("It is gone from the server, so it becomes a new flow there."))
      lines.append(
        .init("It gets a new id; its chats on the server are gone.", role: .messageWarning))
    } else {
      lines.append(.init("It takes the place of what stands here, which stays a version."))
      lines.append(
        .init(
          flow.kind == .chatbot
            ? "Its teams stay as they are today."
            : "Public, deployed, API key and MCP settings stay as today."))
    }
    let waits =
      isGone
      ? "It waits in the outbox until you push."
      : "What differs from the server waits until you push."
    lines += [.init(""), .init(waits, role: .muted)]
    dialog = Dialog(
      title: "Restore \(flow.name)?", lines: lines,
      choices: [.init(Key("y"), "restore", .restore(flow.id, version?.id), isDangerous: isGone)],
      refusal: "leave it")
    return []
  }

  /// Why no version of the flow in front can be restored now; nil when one can.
  var refusalOfRestore: String? {
    guard let flow = target else { return "No flow is selected." }
    if flow.state == .goneOnServer { return nil }
    if focus == .versions { return refusalOfVersion(changing: true) }
    guard focus == .history else {
      return "]  shows the versions of this flow; r there restores one."
    }
    if history?.selected == nil { return "No version is selected." }
    return flow.state.allowsEdits ? nil : flow.state.sentence
  }
}
