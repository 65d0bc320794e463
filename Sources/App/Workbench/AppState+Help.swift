import CellGrid
import FlowModel

/// Help: the keys of a place, of all places, and articles.
extension AppState {
  mutating func showHelp() -> [Effect] {
    let context = focus.context
    let here = Command.allCases.filter { $0.contexts.contains(context) }
    var sections = CommandGroup.allCases.map { group in
      HelpSheet.Section(
        title: group.heading,
        entries: helpEntries(here.filter { $0.group(in: context) == group }, context))
    }
    if context == .editor {
      sections.insert(contentsOf: EditorKeyHelp.sections(isModal: settings.isEditorModal), at: 0)
    }
    sections.append(
      HelpSheet.Section(
        title: "EVERYWHERE",
        entries: helpEntries(Command.allCases.filter { $0.contexts == [.everywhere] }, context)))
    help = HelpSheet(
      place: focus.title, sections: sections.filter { !$0.entries.isEmpty },
      keysFile: settings.path(of: "keys.json5"))
    return []
  }

  /// `:keys`: what is bound to keys, place by place.
  mutating func showAllKeys() -> [Effect] {
    let sections = KeyContext.allCases.map { context in
      let bound = Command.allCases.filter {
        !settings.bindings.keys(boundTo: $0, in: context).isEmpty
      }
      let entries = bound.map { command in
        let keys = settings.bindings.keys(boundTo: command, in: context)
        return entry(for: command, in: context, keys)
      }
      return HelpSheet.Section(title: context.rawValue.uppercased(), entries: entries)
    }
    help = HelpSheet(
      place: "all keys", sections: sections.filter { !$0.entries.isEmpty },
      keysFile: settings.path(of: "keys.json5"))
    return []
  }

  private func helpEntries(_ commands: [Command], _ context: KeyContext) -> [HelpSheet.Entry] {
    commands.map { command in
      let isGlobal = settings.bindings.keys(boundTo: command, in: context).isEmpty
      let place = isGlobal && command.contexts.contains(.everywhere) ? .everywhere : context
      // A pane's own key may hide a global one.
      return entry(for: command, in: place, settings.bindings.keys(for: command, in: context))
    }
  }

  /// - Parameter keys: those that are told.
  private func entry(
    for command: Command, in place: KeyContext, _ keys: [[Key]]
  ) -> HelpSheet.Entry {
    let shown = keys.prefix(2).map { KeyLabel.text($0) }.joined(separator: " ")
    return HelpSheet.Entry(
      command: command, title: command.title, help: command.help,
      keys: keys.isEmpty ? ":\(command.rawValue)" : shown,
      bindings: settings.bindings.keys(boundTo: command, in: place).map { sequence in
        sequence.map(\.name).joined(separator: " ")
      }, place: place, refusal: futility(of: command))
  }
}
