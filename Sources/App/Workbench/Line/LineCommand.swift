/// A word of the command line that takes something behind it (screen.md, "Command line grammar").
/// Every name of a ``Command`` is a word, too; these say what may follow.
///
/// The command line, its completion, the help and the man page read this list.
package enum LineCommand: String, CaseIterable, Sendable {
  case flows, bots, open, filter, find, diff, graph, push, pull, export
  case importFile = "import"
  case set, theme
  case profile = "ctx"
  case pane, copy
  case edit = "e"

  /// What is typed behind it.
  package var usage: String { facts.usage }

  /// What it does, for help.
  package var help: String { facts.help }

  /// What each word behind it may be, for completion; the last one may be repeated.
  var arguments: [LineArgument] { facts.arguments }

  private struct Facts {
    let usage: String
    let help: String
    let arguments: [LineArgument]

    init(_ usage: String, _ help: String, _ arguments: [LineArgument]) {
      self.usage = usage
      self.help = help
      self.arguments = arguments
    }
  }

  private var facts: Facts {
    switch self {
    case .flows: .init("[FILTER]", "Shows the chatflows that are as the filter says.", [.filter])
    case .bots: .init("[FILTER]", "Shows the chatbots that are as the filter says.", [.filter])
    case .open:
      .init("[REF [TAB]]", "Opens a flow by its name or the beginning of its id.", [.flow, .tab])
    case .filter: .init("[FILTER]", "Filters the list in front.", [.filter])
    case .find: .init("[WORDS]", "Goes to the next place that holds the words.", [])
    case .diff: .init("[REF]", "Compares a flow with the server's copy.", [.flow])
    case .graph: .init("[REF] [--text]", "Draws a flow, or tells it as text.", [.flow])
    case .push:
      .init(
        "[marked|all|REF] [--dry-run]",
        "Shows the plan of a push: of the marked flows, of all that waits, or of one flow.",
        [.pushed])
    case .pull: .init("[--dry-run]", "Reads what changed on the servers.", [])
    case .export:
      .init(
        "[REF] FILE [--secrets keep] [--dry-run]",
        "Writes a flow as the file that Flowise imports, without its secrets. A file that is there "
          + "is written over with :export! only.", [.flow, .file])
    case .importFile:
      .init(
        "FILE [--dry-run]", "Makes a new flow of such a file. It waits in the outbox.", [.file])
    case .set:
      .init(
        "[SETTING [VALUE]] [--dry-run]",
        "Changes a setting until the program ends: :set mouse!, :set theme paper.",
        [.setting, .settingValue])
    case .theme: .init("[NAME]", "Takes a theme.", [.theme])
    case .profile: .init("[PROFILE]", "Opens another profile.", [.profile])
    case .pane: .init("normal|half|full", "Shares the screen between list and detail.", [.paneSize])
    case .copy: .init("WHAT", "Copies the name, the id, the url or the json of a flow.", [.copied])
    case .edit: .init("[FIELD]", "Opens the flow, or one field of it, in the editor.", [])
    }
  }
}

/// What a word of the command line may be.
enum LineArgument: Hashable, Sendable {
  case flow, tab, filter, pushed, file, setting, settingValue, theme, profile, paneSize, copied
}
