package import FlowModel
import FlowWorkspace
import JSONText

package struct NoticesCommand: Subcommand {
  package static let name = "notices"
  package static let summary = "List what happened to flows by itself, apply undone changes again"
  package static let usage = "[REF [--again|--close]] [--json]"
  package static let arguments = 0...1
  package static let options = [
    Option("--again", nil, "make the change again that a later save has undone"),
    Option("--close", nil, "take the notices of this flow off the list"),
    Option("--json", nil, "one JSON array"),
  ]
  package static let details = """
    Something changed that needs no decision: a merge, a change of yours that somebody saved over, a
    flow that may be a second copy, another form that the server keeps. --again makes an undone
    change once more, as an edit that waits for the next push.
    """

  private let reference: String?
  private let isJSON: Bool
  private let action: Action?

  private enum Action { case again, close }

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments.first
    isJSON = words.has("--json")
    switch (words.has("--again"), words.has("--close")) {
    case (true, true): throw words.problem("--again closes the notice too; give one of the two.")
    case (true, false): action = .again
    case (false, true): action = .close
    case (false, false): action = nil
    }
    if action != nil, reference == nil {
      throw words.problem("REF is missing: --again and --close are about one flow.")
    }
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, action, isJSON) = (reference, action, isJSON)
    return try await context.withWorkspace { (workspace) throws(Problem) in
      var notices = try await workspace.flowNotices()
      if let reference {
        let flow = try await workspace.find(reference).id
        notices = notices.filter { $0.flow == flow }
      }
      switch action {
      case nil:
        if isJSON {
          context.console.write(JSONOutput.document(NoticeText.json(notices)))
        } else {
          for notice in notices {
            context.console.write(Array((TerminalText.line(NoticeText.line(notice)) + "\n").utf8))
          }
          if notices.isEmpty { context.console.say("There are no notices.") }
        }
      case .close: for notice in notices { try await workspace.closeNotice(notice) }
      case .again: try await Self.again(notices, workspace, context)
      }
      return .done
    }
  }

  private static func again(
    _ notices: [FlowNotice], _ workspace: Workspace, _ context: CommandContext
  ) async throws(Problem) {
    let undone = notices.filter { $0.code == .undoneByLaterSave }
    guard !undone.isEmpty else {
      throw Problem(.failed, "No change of this flow was undone by a later save.")
    }
    for notice in undone {
      _ = try await workspace.applyAgain(notice)
      context.console.say("\(notice.name): made again. `weir push` sends it.")
    }
  }
}

enum NoticeText {
  static func line(_ notice: FlowNotice) -> String {
    let advice =
      notice.code == .undoneByLaterSave
      ? " `weir notices REF --again` makes it again." : ""
    return "\(notice.name): \(notice.sentence)\(advice)"
  }

  static func json(_ notices: [FlowNotice]) -> JSONValue {
    .array(
      notices.map { notice in
        .object([
          ("name", .string(notice.name)), ("code", .string(notice.code.rawValue)),
          ("places", .array(notice.places.map { .string($0) })),
          ("at", .string(CalendarTime(notice.at).timestamp)),
          ("message", .string(notice.sentence)),
        ])
      })
  }
}

extension CommandContext {
  /// Tells what a pull or push did by itself since `former` was read.
  func tellNotices(since former: [FlowNotice], in workspace: Workspace) async throws(Problem) {
    for notice in try await workspace.flowNotices(since: former).reversed() {
      console.say(NoticeText.line(notice))
    }
  }
}
