import FlowModel
import JSONText

/// Copying what is under the cursor, and the web link of a flow.
extension AppState {
  /// Runs a command of `Command+CopyFacts.swift`.
  mutating func copy(by command: Command) -> [Effect] {
    switch command {
    case .copyName: return copied(targetName, "the name")
    case .copyID: return copied(target.map { $0.remoteID ?? $0.localID } ?? outboxID, "the id")
    case .copyLink: return copied(webLink, "the web link")
    case .copyBody: return targetID.map { [.copyBody($0)] } ?? []
    case .copySettingPath: return copied(config?.selected?.path.dotted, "the path")
    case .copySettingValue: return copied(config?.selected?.value, "the value")
    case .showLink:
      guard let webLink else { return [] }
      notice = Notice(.info, webLink)
      return [.openLink(webLink)]
    default: return []
    }
  }

  private func copied(_ text: String?, _ what: String) -> [Effect] {
    text.map { [.copy(Array($0.utf8), what: what)] } ?? []
  }

  private var targetName: String? {
    focus == .outbox ? outbox.selected?.change.name : target?.name
  }

  private var outboxID: String? {
    guard focus == .outbox else { return nil }
    return outbox.selected.map { $0.change.remoteID ?? $0.change.localID }
  }

  /// Where Flowise shows the flow; nil where it is not known: never sent, or another product.
  var webLink: String? {
    guard let flow = target,
      let server = servers.first(where: { $0.id == flow.server })
        ?? servers.first(where: { $0.service == .flowise })
    else { return nil }
    return WebLink.address(of: flow, on: server)
  }

  /// Neither a program nor the terminal takes what was to be copied: it can go into a file.
  mutating func offerFile(for bytes: [UInt8], _ what: String) {
    let size = Wording.count(bytes.count, "byte")
    say(.warning, "NOT copied: \(what) is too long for the terminal (\(size)).")
    // A person is busy with another question: the notice has to do.
    guard prompt == nil, dialog == nil, palette == nil, picker == nil, help == nil else { return }
    prompt = Prompt(.writeCopy(bytes), text: "weir-copy.txt")
  }

  /// Why there is nothing to copy; nil when there is.
  func refusalOfCopy(by command: Command) -> String? {
    switch command {
    case .copySettingPath, .copySettingValue:
      guard focus == .config, let setting = config?.selected else {
        return "No setting is selected."
      }
      return command == .copySettingValue && setting.value == nil ? "It is not set." : nil
    case _ where targetID == nil:
      return focus == .outbox ? "No change is selected." : "No flow is selected."
    case .copyLink, .showLink:
      if target?.kind == .chatbot { return "FlowNally names no web address for a chatbot." }
      if focus != .outbox, target?.remoteID == nil { return "It was never sent: no page shows it." }
      return webLink == nil ? "Its web address is not known here: open the flow first." : nil
    default: return nil
    }
  }
}
