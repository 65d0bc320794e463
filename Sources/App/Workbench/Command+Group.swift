/// What the commands of a pane are about: the headings of the help.
enum CommandGroup: CaseIterable {
  case flow, copying, rows, conflict, values, places, motions

  var heading: String {
    switch self {
    case .flow: "FLOW"
    case .copying: "COPY"
    case .rows: "LIST"
    case .conflict: "CONFLICT"
    case .values: "CHANGE"
    case .places: "LOOK"
    case .motions: "MOVE"
    }
  }
}

extension Command {
  /// By the table that the command stands in; outside of the editor, going to a value opens a flow.
  func group(in context: KeyContext) -> CommandGroup {
    if isMotion { return .motions }
    if oneFlow != nil || Self.aboutFlows.contains(self) { return .flow }
    if self == .goToPath, context != .outline { return .flow }
    if copying != nil || [.exportFlow, .importFlow].contains(self) { return .copying }
    if [.showSettings, .showKeys, .editProfile].contains(self) { return .places }
    if listAndOutbox != nil || listWork != nil { return .rows }
    if conflicts != nil { return .conflict }
    return entries != nil ? .values : .places
  }

  /// They stand in the table of the list and are about the flow under the cursor.
  private static let aboutFlows: Set<Command> = [.showVersions, .compareWithServer]
}
