package import FlowModel
import FlowWorkspace
import JSONText

package struct ResolveCommand: Subcommand {
  package static let name = "resolve"
  package static let summary = "Choose between what stands here and on the server"
  package static let usage =
    "REF --mine|--theirs|--both|--choose PLACE=mine|theirs|base …|--file FILE|-"
  package static let arguments = 1...1
  package static let details = """
    --mine keeps what stands here where both sides changed the same; what only the server changed
    stays changed. The next push sends it after one more check. --theirs takes the server's; what
    stood here stays in history. --both takes the server's and keeps what stood here as a new flow.
    --choose decides single places, those that `weir conflicts` names or any other that changed.
    Choices are kept: while some are missing the conflict stays open, and the exit status is 3.
    With all of them made the merge is saved. --file takes the whole record as you merged it, as
    JSON (begin with `weir show REF --raw`); it is checked first.

    A new flow that may stand on the server already waits for a word too: --theirs says that it is
    that one and drops the order, --mine and --both that it is another and let it be made.
    """
  package static let options = [
    Option("--mine", nil, "keep what stands here"),
    Option("--theirs", nil, "take the server's"),
    Option("--both", nil, "keep both, mine as a new flow"),
    Option(
      "--choose", "PLACE=mine|theirs|base", "for one place; base: as it was before; repeatable"),
    Option("--file", "FILE", "the merged record; - for standard input"),
  ]

  private enum Way {
    case whole(Resolution)
    case places([PlaceChoice])
    case file(String)
  }

  private struct PlaceChoice {
    let place: String
    let choice: JSONMergeChoice
  }

  private let reference: String
  private let way: Way

  package init(_ words: Words) throws(Problem) {
    reference = words.arguments[0]
    var ways = Resolution.allCases.filter { words.has("--\($0.rawValue)") }.map(Way.whole)
    let choices = words.all("--choose")
    if !choices.isEmpty {
      var places: [PlaceChoice] = []
      for text in choices { places.append(try Self.choice(text, words)) }
      ways.append(.places(places))
    }
    if let file = words["--file"] { ways.append(.file(file)) }
    guard let only = ways.first, ways.count == 1 else {
      throw words.problem("Say one of --mine, --theirs, --both, --choose and --file.")
    }
    way = only
  }

  /// A path may hold "=", the word behind the last one does not.
  private static func choice(_ text: String, _ words: Words) throws(Problem) -> PlaceChoice {
    let parts = text.lastIndex(of: "=").map { (text[..<$0], text[text.index(after: $0)...]) }
    let choices: [String: JSONMergeChoice] = ["mine": .mine, "theirs": .theirs, "base": .base]
    guard let (place, word) = parts, !place.isEmpty, let choice = choices[String(word)] else {
      throw words.problem("--choose takes PLACE=mine, =theirs or =base, not \"\(text)\".")
    }
    return PlaceChoice(place: String(place), choice: choice)
  }

  package func run(_ context: CommandContext) async throws(Problem) -> ExitStatus {
    let (reference, way) = (reference, way)
    var record: [UInt8] = []
    if case .file(let path) = way { record = try context.text(ofFile: path) }
    let merged = record
    return try await context.withWorkspace(saves: true) { (workspace) throws(Problem) in
      let flow = try await workspace.find(reference)
      guard try await workspace.conflict(of: flow.id) != nil else {
        guard case .whole(let resolution) = way,
          let order = try await workspace.status().outbox.first(where: {
            $0.flow == flow.id && $0.errorCode == "alike"
          })
        else { throw Problem(.failed, "\(flow.name) has no conflict.") }
        try await Self.decide(order, resolution, workspace, context)
        return .done
      }
      switch way {
      case .whole(let resolution):
        try await workspace.resolve(flow.id, resolution)
        context.console.say("\(flow.name): \(Self.sentence(resolution))")
      case .file:
        try await workspace.saveMerge(of: flow.id, as: merged)
        try await Self.tellMerged(flow, workspace, context)
      case .places(let places):
        return try await Self.choose(places, in: flow, workspace, context)
      }
      return .done
    }
  }

  /// A flow like the one that was ordered is new on the server: that one, or another?
  private static func decide(
    _ order: Change, _ resolution: Resolution, _ workspace: Workspace, _ context: CommandContext
  ) async throws(Problem) {
    if resolution == .theirs {
      try await workspace.discard(order.id)
      context.console.say(
        TerminalText.line("\(order.name): not made again. A pull brings the server's."))
    } else {
      try await workspace.retry(order.id)
      context.console.say(TerminalText.line("\(order.name): the next push makes it as well."))
    }
  }

  private static func choose(
    _ places: [PlaceChoice], in flow: FlowSummary, _ workspace: Workspace, _ context: CommandContext
  ) async throws(Problem) -> ExitStatus {
    let before = try await workspace.conflictReview(of: flow.id)
    var choices: [JSONPath: JSONMergeChoice] = [:]
    for place in places { choices[try before.path(of: place.place)] = place.choice }
    let review = try await workspace.choose(choices, in: flow.id)
    guard let refusal = review.refusal else {
      try await workspace.saveMerge(of: flow.id, seen: review.remoteVersion)
      try await tellMerged(flow, workspace, context)
      return .done
    }
    let open = review.rows.filter { $0.outcome == .open }.map(\.place)
    let left =
      open.isEmpty
      ? refusal
      : "Left to choose: " + open.prefix(10).joined(separator: ", ")
        + (open.count > 10 ? " and \(open.count - 10) more." : ".")
    context.console.say(
      TerminalText.line("\(flow.name): what you chose is kept; the conflict stays open. \(left)"))
    return .needsPerson
  }

  private static func tellMerged(
    _ flow: FlowSummary, _ workspace: Workspace, _ context: CommandContext
  ) async throws(Problem) {
    let isClean = try await workspace.summary(flow.id).state == .clean
    context.console.say(
      TerminalText.line(
        "\(flow.name): merged; "
          + (isClean ? "the server has the same." : "it waits to be pushed.")))
  }

  private static func sentence(_ resolution: Resolution) -> String {
    switch resolution {
    case .mine: "yours stands, and waits to be pushed."
    case .theirs: "the server's stands; yours is in history."
    case .both: "the server's stands, and yours waits as a new flow."
    }
  }
}

extension ConflictReview {
  /// The row that a person means.
  ///
  /// - Throws: a sentence that names the nearest place, or the first ones.
  fileprivate func path(of place: String) throws(Problem) -> JSONPath {
    if let row = row(at: place) { return row.path }
    let known = rows.filter(\.canBeChosen).map(\.place)
    let near = Suggestion.nearest(to: place, among: known)
    let first = known.prefix(5).joined(separator: ", ") + (known.count > 5 ? " …" : "")
    throw Problem(
      .usage, "\(place) is no place of this conflict.",
      detail: near.map { "The nearest is \($0)." }
        ?? (known.isEmpty ? "There are none to choose." : "Its places: \(first)."),
      advice: "`weir conflicts` names those that clash.")
  }
}
