package import FlowModel
import JSONText

/// A conflict of three real records, read as the workspace reads it.
package struct SampleConflict {
  package var kind = Conflict.Kind.editEdit
  package var remoteVersion: Int64 = 1
  /// How many lines the prompt has that both sides changed.
  package var promptLines = 6
  /// The line of it, by its language.
  package var answer: @Sendable (String) -> String = { "Answer in \($0)." }
  /// What a key begins with that both changed.
  package var secret: String?

  package init() {}

  package func review(of flow: FlowSummary, _ choices: ConflictChoices) -> ConflictReview {
    let conflict = Conflict(
      id: 1, flow: flow.id, name: flow.name, kind: kind, base: record(.base),
      local: kind == .deleteEdit ? nil : record(.mine),
      remote: kind == .editGone ? nil : record(.server), paths: [], openedAt: SampleFlows.now,
      choices: choices, remoteVersion: remoteVersion)
    return ConflictReview(conflict, of: .chatflow)
  }

  private enum Side { case base, mine, server }

  private func record(_ side: Side) -> [UInt8] {
    func pick(_ base: String, _ mine: String, _ server: String) -> String {
      switch side {
      case .base: base
      case .mine: mine
      case .server: server
      }
    }
    let model = pick("gpt-4o", "gpt-4o-mini", "claude-haiku")
    let label = pick("Loader", "Invoice loader", "Loader")
    let x = pick("612", "612", "640")
    var prompt = (1...promptLines).map { "Rule \($0): be kind." }
    prompt[promptLines / 2] = answer(pick("English", "French", "German"))
    let text = prompt.joined(separator: "\\n")
    let hidden = secret.map { ",\"apiKey\":\"\($0)-\(pick("a", "b", "c"))\"" } ?? ""
    let edges = pick("", "", "{\"id\":\"e1\",\"source\":\"loader_0\",\"target\":\"agent_0\"}")
    let body = """
      {"nodes":[{"id":"loader_0","position":{"x":10,"y":20},"data":{"label":"\(label)"}},\
      {"id":"agent_0","position":{"x":\(x),"y":148},"data":{"label":"Agent",\
      "inputs":{"memory":true,"model":"\(model)","systemMessage":"\(text)"\(hidden)}}}],\
      "edges":[\(edges)]}
      """
    let stored = String(decoding: JSONString.literal(body), as: UTF8.self)
    let stamp = pick("13T08:20", "13T08:20", "14T11:30")
    return Array(
      """
      {"id":"8c0e1f6a","name":"Customer support team","flowData":\(stored),\
      "updatedDate":"2026-09-\(stamp):00.000Z"}
      """.utf8)
  }
}
