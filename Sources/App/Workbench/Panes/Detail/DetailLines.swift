import CellGrid
import FlowModel
import JSONText

/// The lines of the detail, before they are fitted to a width.
enum DetailLine {
  /// Name on the left, kind on the right.
  case title(String, String)
  /// `id       8c0e…`
  case fact(String, [(String, StyleRole)])
  /// A rule with a name.
  case section(String)
  /// A sign, a text, and a text at the right edge.
  case entry(sign: String, role: StyleRole, text: String, right: String)
  case paragraph(String, StyleRole)
  /// A row of the flow's picture.
  case picture(row: Int)
  case blank
}

enum DetailLines {
  /// Everything about a flow, most urgent first.
  ///
  /// - Parameter pictureRows: rows of the flow's picture; 0 lists its nodes instead.
  static func lines(
    of detail: FlowDetail, pictureRows: Int, now: Milliseconds, glyphs: Glyphs
  ) -> [DetailLine] {
    facts(of: detail, now: now, glyphs: glyphs) + unsaved(of: detail) + conflict(of: detail)
      + notices(of: detail)
      + waiting(of: detail, glyphs) + problems(of: detail) + nodes(of: detail, pictureRows, glyphs)
      + history(of: detail, now: now)
  }

  private static func facts(
    of detail: FlowDetail, now: Milliseconds, glyphs: Glyphs
  ) -> [DetailLine] {
    let flow = detail.summary
    var lines: [DetailLine] = [
      .title(flow.name, flow.longType + (flow.isLive && flow.kind == .chatflow ? "  live" : "")),
      .fact("id", [(flow.remoteID ?? "none yet: never sent", .muted)]),
      .fact(
        "state",
        [(flow.state.glyph(in: glyphs), flow.state.role), (" " + flow.state.sentence, .text)]),
      .fact("changed", [(Wording.ago(flow.changedAt, now: now), .text)]),
    ]
    if let updated = flow.updated {
      lines.append(.fact("server", [("copy of \(Wording.serverDate(updated))", .text)]))
    }
    lines.append(.fact("size", [(size(of: flow), .text)]))
    for fact in detail.facts {
      lines.append(.fact(fact.name, [(Wording.serverDate(fact.value), .text)]))
    }
    return lines + [.blank]
  }

  static func size(of flow: FlowSummary) -> String {
    var parts: [String] = []
    if let nodes = flow.nodeCount { parts.append(Wording.count(nodes, "node")) }
    if let edges = flow.edgeCount { parts.append(Wording.count(edges, "edge")) }
    if let teams = flow.teamCount, flow.kind == .chatbot {
      parts.append(teams == 0 ? "for the whole tenant" : Wording.count(teams, "team"))
    }
    parts.append(Wording.size(flow.byteCount))
    return parts.joined(separator: "  ")
  }

  private static func unsaved(of detail: FlowDetail) -> [DetailLine] {
    guard detail.hasUnsavedText else { return [] }
    return [
      .section("Not saved"),
      .paragraph("Unsaved text is kept: e continues.", .messageWarning), .blank,
    ]
  }

  private static func conflict(of detail: FlowDetail) -> [DetailLine] {
    guard detail.hasConflict else { return [] }
    return [
      .section("Conflict"),
      .paragraph("Nothing is sent and nothing is lost until you choose.", .text),
      .blank,
    ]
  }

  private static func notices(of detail: FlowDetail) -> [DetailLine] {
    guard !detail.notices.isEmpty else { return [] }
    let codes = Set(detail.notices.map(\.code))
    let keys =
      (codes.contains(.undoneByLaterSave) ? "g a makes your change again, " : "")
      + (codes.contains(.possibleDuplicate) ? "d deletes this one, " : "") + "g n closes this."
    return [.section("To know")] + detail.notices.map { .paragraph($0.sentence, .text) }
      + [.paragraph(keys, .muted), .blank]
  }

  private static func waiting(of detail: FlowDetail, _ glyphs: Glyphs) -> [DetailLine] {
    guard !detail.changes.isEmpty || !detail.differences.isEmpty else { return [] }
    var lines: [DetailLine] = [.section("Waiting to push")]
    for change in detail.changes where change.verb != .update {
      lines.append(
        .entry(sign: glyphs.waiting, role: .stateWaiting, text: change.verb.word, right: ""))
    }
    lines += detail.differences.prefix(most).map { entry(of: $0, glyphs) }
    lines += rest(of: detail.differences.count)
    if detail.differences.isEmpty, detail.changes.contains(where: { $0.verb == .update }) {
      lines.append(
        .entry(sign: glyphs.changed, role: .diffChanged, text: "places of nodes only", right: ""))
    }
    for change in detail.changes {
      if let text = change.errorText { lines.append(.paragraph(text, .messageError)) }
    }
    return lines + [.blank]
  }

  static func entry(of difference: FlowDifference, _ glyphs: Glyphs) -> DetailLine {
    let before = difference.before ?? ""
    let after = difference.after ?? ""
    let path = shortPath(difference.path)
    switch difference.kind {
    case .added:
      return .entry(
        sign: glyphs.added, role: .diffAdded, text: path, right: after)
    case .removed:
      return .entry(
        sign: glyphs.removed, role: .diffRemoved, text: path, right: before)
    case .changed:
      return .entry(
        sign: glyphs.changed, role: .diffChanged, text: path,
        right: "\(before) -> \(after)")
    case .moved:
      return .entry(
        sign: glyphs.changed, role: .diffChanged, text: path, right: "moved")
    }
  }

  /// Most of what differs is in the body, so its name is left out.
  static func shortPath(_ path: String) -> String {
    for kind in FlowKind.allCases where path.hasPrefix(kind.bodyField + ".") {
      return String(path.dropFirst(kind.bodyField.count + 1))
    }
    return path
  }

  private static func problems(of detail: FlowDetail) -> [DetailLine] {
    guard !detail.problems.isEmpty else { return [] }
    return [.section("Problems \(detail.problems.count)")]
      + detail.problems.map { problem in
        .entry(
          sign: "!", role: problem.level == .link ? .problemWarning : .problemError,
          text: problem.message, right: problem.path.dotted)
      } + [.blank]
  }

  private static func nodes(
    of detail: FlowDetail, _ pictureRows: Int, _ glyphs: Glyphs
  ) -> [DetailLine] {
    guard !detail.nodes.isEmpty else { return [] }
    if pictureRows > 0 {
      return [.section("Flow")] + (0..<pictureRows).map { .picture(row: $0) } + [.blank]
    }
    return [.section("Flow")]
      + detail.nodes.prefix(most).map { node in
        let targets = node.targets.isEmpty ? "" : " -> " + node.targets.joined(separator: ", ")
        return .entry(
          sign: glyphs.bullet, role: .muted, text: node.label + targets, right: node.name)
      } + rest(of: detail.nodes.count) + [.blank]
  }

  /// Lines of one kind; a frame must not take longer for a flow of a thousand nodes.
  private static let most = 100

  private static func rest(of count: Int) -> [DetailLine] {
    count > most
      ? [
        .entry(
          sign: " ", role: .muted, text: "and \(Wording.number(count - most)) more: e shows them",
          right: "")
      ] : []
  }

  private static func history(of detail: FlowDetail, now: Milliseconds) -> [DetailLine] {
    guard !detail.history.isEmpty else { return [] }
    return [.section("Local history")]
      + detail.history.prefix(20).map { version in
        .entry(
          sign: " ", role: .muted,
          text: pad(Wording.age(of: version.at, now: now), to: 5) + pad(version.cause, to: 22)
            + (version.remark ?? ""), right: Wording.size(version.byteCount))
      }
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 1))
  }
}

extension Change.Verb {
  /// What a push will do, in words.
  var word: String {
    switch self {
    case .create: "create it on the server"
    case .update: "update it on the server"
    case .delete: "delete it on the server"
    case .publish: "publish the draft as a new version"
    case .activate: "activate: it answers people from then on"
    case .pause: "pause: it answers nobody from then on"
    }
  }
}
