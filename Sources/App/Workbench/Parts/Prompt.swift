import CellGrid
package import FlowModel

/// A one-line question in the status row.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    /// Shows as you type; Esc brings the old filter back.
    case filter(old: String)
    /// The same over what happened.
    case filterActivity(old: String)
    case create(FlowKind)
    case rename(FlowID)
    case duplicate(FlowID)
    case command
    /// The file that a flow is written to.
    case export(FlowID)
    case importFlow
    /// The file for what no clipboard takes.
    case writeCopy([UInt8])
    /// In the graph, by its name.
    case findNode
    case editor(EditorQuestion)
    case ownValue(OwnValue)
    case setting(FlowSetting, of: FlowID)
    case serverAddress(Service)
    case profileName(NewServer)
    /// What is typed is not shown.
    case token(NewServer)
    /// Of a server of the open profile.
    case newAddress(Service)
    /// `old`: where the token comes from now.
    case newToken(NewServer, old: String?)

    /// Whether what is typed shows at once.
    var isFilter: Bool {
      switch self {
      case .filter, .filterActivity: true
      default: false
      }
    }
  }

  package let purpose: Purpose
  package var line: LineText
  /// What the word that is typed may become, after Tab.
  var candidates: [String] = []
  /// Why what was typed is not taken, or what is to be known of it; until the next key.
  var remark: Notice?

  package init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    line = LineText(text)
  }

  var label: String {
    switch purpose {
    case .filter, .filterActivity: "filter: "
    case .create(.chatflow): "name of the new chatflow: "
    case .create(.chatbot): "name of the new chatbot: "
    case .rename: "new name: "
    case .duplicate: "name of the copy: "
    case .command: ":"
    case .export: "write to the file: "
    case .importFlow: "file to import: "
    case .writeCopy: "too long to copy; write to the file: "
    case .findNode: "find node: "
    case .editor(let question): question.label
    case .ownValue(let question): question.label
    case .serverAddress(let service): "address of \(service.title): "
    case .profileName: "name of the profile: "
    case .token(let server), .newToken(let server, _): "token for \(server.address.origin): "
    case .newAddress(let service): "address of \(service.title): "
    case .setting(let setting, _): "\(setting.group), \(setting.name): "
    }
  }

  /// What is drawn of what is typed.
  var shownLine: LineText {
    switch purpose {
    case .token, .newToken: break
    default: return line
    }
    // The name of a variable is no secret.
    if line.text.hasPrefix("$") { return line }
    return LineText(String(repeating: "*", count: line.text.count))
  }

  /// The keys that work in it, and what may be typed.
  ///
  /// - Parameter columns: cells of the row; of the examples of a filter it shows what fits.
  func hints(columns: Int) -> [(key: String, text: String)] {
    switch purpose {
    case .filter:
      Self.filterHints(columns: columns)
    case .filterActivity:
      [("Enter", "keep"), ("Esc", "show all as before"), ("Up", "to the lines")]
    case .command where !candidates.isEmpty:
      candidates.map { ("", $0) }
    case .export:
      [("Enter", "write it"), ("Esc", "cancel"), ("", "a new file, without its secrets")]
    case .importFlow:
      [("Enter", "make a flow of it here"), ("Esc", "cancel"), ("", "a file that Flowise wrote")]
    case .writeCopy:
      [("Enter", "write it"), ("Esc", "leave it"), ("", "a new file that only you may read")]
    case .command: [("Enter", "run"), ("Tab", "complete"), ("Esc", "cancel")]
    case .findNode: [("Enter", "go there"), ("Esc", "cancel"), ("", "n and N go on")]
    case .create: [("Enter", "make it here"), ("Esc", "cancel")]
    case .rename: [("Enter", "rename here"), ("Esc", "cancel")]
    case .duplicate: [("Enter", "copy here"), ("Esc", "cancel")]
    case .editor(let question): [("Enter", "take"), ("Esc", "leave as it is"), ("", question.hint)]
    case .serverAddress:
      [("Enter", "go on"), ("Esc", "cancel"), ("", "https://flow.example.com, localhost:3000")]
    case .profileName: [("Enter", "go on"), ("Esc", "cancel"), ("", "letters, digits, . - _")]
    case .token:
      [
        ("Enter", "make the profile"), ("Esc", "cancel"),
        ("", "kept in a file only you may read; or $VARIABLE"),
      ]
    case .newAddress:
      [("Enter", "go on"), ("Esc", "leave as it is"), ("", "https://flow.example.com")]
    case .newToken(_, let old):
      [
        ("Enter", "take"), ("Esc", "leave as it is"), ("", "the token, or $VARIABLE"),
        ("", old.map { "empty: \($0)" } ?? "empty: none"),
      ]
    case .setting(let setting, _):
      [
        ("Enter", "change it here"), ("Esc", "leave as it is"),
        ("", FlowSetting.wanted(setting.kind)),
      ]
    case .ownValue(let question):
      [
        ("Enter", "choose it"), ("Esc", "leave as it is"),
        ("", question.isText ? "text, without quotes" : "JSON"),
      ]
    }
  }

  private static func filterHints(columns: Int) -> [(key: String, text: String)] {
    let keys = [("Enter", "keep"), ("Esc", "show all as before"), ("Down", "to the list")]
    // As wide as `Hints` draws them.
    let room = columns - 4 - keys.reduce(0) { $0 + $1.0.count + $1.1.count + 3 }
    var examples = FlowFilter.examples
    while examples.joined(separator: " ").count > room, !examples.isEmpty { examples.removeLast() }
    return keys + (examples.isEmpty ? [] : [("", examples.joined(separator: " "))])
  }
}
