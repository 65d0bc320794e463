import FlowModel
import JSONText

/// The tab Config.
extension AppState {
  mutating func followConfig(of flow: FlowID) -> [Effect] {
    if config?.flow != flow { config = ConfigPane(flow: flow) }
    layOut()
    return [.loadSettings(flow)]
  }

  /// Changes the setting under the cursor: a truth turns round, a short value is asked for in a
  /// line, anything longer gets the editor.
  mutating func changeSetting() -> [Effect] {
    guard let setting = config?.selected, let flow = config?.flow else { return [] }
    let value = setting.value
    switch setting.kind {
    case .truth:
      return [.changeSetting(flow, setting, Array((value == "yes" ? "false" : "true").utf8))]
    case .json where value != nil: return edit(field: setting.path.dotted)
    case .text where value.map { $0.utf8.count > 200 || $0.contains(where: \.isNewline) } == true:
      return edit(field: setting.path.dotted)
    case .number, .text, .list, .json:
      guard value?.contains(SecretMask.mark) == true else {
        return ask(.setting(setting, of: flow), text: value ?? "")
      }
      let effects = ask(.setting(setting, of: flow))
      notice = Notice(.info, "A secret: what you type takes its place.")
      return effects
    }
  }

  mutating func acceptSetting(
    _ setting: FlowSetting, of flow: FlowID, _ typed: String, _ prompt: Prompt
  ) -> [Effect] {
    switch setting.bytes(of: typed) {
    case .success(let bytes): return [.changeSetting(flow, setting, bytes)]
    case .failure(let mistake):
      self.prompt = prompt
      notice = Notice(.warning, mistake.sentence)
      return []
    }
  }

  /// Why the setting under the cursor cannot be changed; nil when it can.
  var refusalOfSetting: String? {
    guard focus == .config, config?.selected != nil else { return "No setting is selected." }
    guard let state = target?.state, !state.allowsEdits else { return nil }
    return state.sentence
  }
}
