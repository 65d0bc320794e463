import FlowModel
import JSONText

/// The settings of a chatflow, read from its record (flowise-api.md 11).
///
/// First those that have a name in Flowise, also when they are not set; then whatever else stands in
/// the same fields, by its path, so that nothing is hidden.
package enum FlowSettings {
  private typealias Line = (group: String, name: String, path: String, kind: FlowSetting.Kind)

  private static let known: [Line] = [
    ("General", "category", "category", .text),
    ("General", "public", "isPublic", .truth),
    ("General", "deployed", "deployed", .truth),
    ("General", "API key id", "apikeyid", .text),
    ("Rate limit", "on", "apiConfig.rateLimit.status", .truth),
    ("Rate limit", "requests", "apiConfig.rateLimit.limitMax", .number),
    ("Rate limit", "in seconds", "apiConfig.rateLimit.limitDuration", .number),
    ("Rate limit", "message", "apiConfig.rateLimit.limitMsg", .text),
    ("Override", "on", "apiConfig.overrideConfig.status", .truth),
    ("Domains", "allowed", "chatbotConfig.allowedOrigins", .list),
    ("Domains", "message", "chatbotConfig.allowedOriginsError", .text),
    ("Starter prompts", "", "chatbotConfig.starterPrompts", .text),
    ("Follow-up", "on", "chatbotConfig.followUpPrompts.status", .truth),
    ("Follow-up", "generated", "followUpPrompts.status", .truth),
    ("Follow-up", "provider", "followUpPrompts.selectedProvider", .text),
    ("Feedback", "on", "chatbotConfig.chatFeedback.status", .truth),
    ("Leads", "on", "chatbotConfig.leads.status", .truth),
    ("Leads", "title", "chatbotConfig.leads.title", .text),
    ("Leads", "thanks", "chatbotConfig.leads.successMessage", .text),
    ("File upload", "on", "chatbotConfig.fullFileUpload.status", .truth),
    ("File upload", "types", "chatbotConfig.fullFileUpload.allowedUploadFileTypes", .text),
    ("Post-processing", "on", "chatbotConfig.postProcessing.enabled", .truth),
    ("Post-processing", "function", "chatbotConfig.postProcessing.customFunction", .text),
    ("Appearance", "title", "chatbotConfig.title", .text),
    ("Appearance", "welcome", "chatbotConfig.welcomeMessage", .text),
  ]

  /// Fields whose other values are listed by their paths, and under which name.
  private static let others: [(field: String, group: String)] = [
    ("chatbotConfig", "Appearance"), ("apiConfig", "API"), ("speechToText", "Speech to text"),
    ("textToSpeech", "Text to speech"), ("followUpPrompts", "Follow-up"),
    ("analytic", "Analytics"), ("mcpServerConfig", "MCP server"),
  ]

  /// More values than a person reads are not listed: `g e` shows the record.
  private static let most = 300

  /// - Parameter record: of a chatflow, its secrets masked.
  /// - Returns: none when it is not JSON.
  package static func all(of record: [UInt8]) -> [FlowSetting] {
    guard let root = try? JSONDocument(parsing: record).root, root.kind == .object else {
      return []
    }
    var documents: [String: JSONNode] = [:]
    for member in root.members {
      documents[member.key] = document(in: member.value, isText: isText(member.key))
    }
    var settings: [FlowSetting] = []
    for line in known {
      let path = JSONPath(line.path.split(separator: ".").map { .key(String($0)) })
      if line.name.isEmpty {
        settings += prompts(line.group, path, value(at: path, documents))
      } else {
        settings.append(setting(line, path, value(at: path, documents)))
      }
    }
    let named = known.map(\.path)
    for (field, group) in others {
      guard let holder = documents[field], holder.kind == .object else { continue }
      let rest = leaves(of: holder, JSONPath([.key(field)])).filter { path, _ in
        !named.contains { path.dotted == $0 || path.dotted.hasPrefix($0 + ".") }
      }
      settings += rest.map { path, node in
        setting(
          (group, JSONPath(Array(path.steps.dropFirst())).dotted, "", kind(of: node)), path, node)
      }
    }
    return Array(settings.prefix(most))
  }

  /// What a field holds: the JSON in its string, or the value itself.
  static func document(of field: JSONPath, in record: [UInt8]) -> JSONNode? {
    guard let step = field.steps.first, let root = try? JSONDocument(parsing: record).root else {
      return nil
    }
    let key = FlowSetting.key(step)
    return root[key].flatMap { document(in: $0, isText: isText(key)) }
  }

  private static func isText(_ field: String) -> Bool { FlowFields.embedded.contains(field) }

  private static func document(in node: JSONNode, isText: Bool) -> JSONNode? {
    guard isText, let text = node.stringBytes else { return node }
    return try? JSONDocument(parsing: text).root
  }

  private static func value(at path: JSONPath, _ documents: [String: JSONNode]) -> JSONNode? {
    guard let first = path.steps.first, let holder = documents[FlowSetting.key(first)] else {
      return nil
    }
    return holder.value(at: JSONPath(Array(path.steps.dropFirst())))
  }

  private static func setting(_ line: Line, _ path: JSONPath, _ node: JSONNode?) -> FlowSetting {
    FlowSetting(
      group: line.group, name: line.name, path: path,
      // Where something else stands than is expected, it is shown and edited as what it is.
      kind: node.map { $0.isNull || kind(of: $0) == line.kind ? line.kind : kind(of: $0) }
        ?? line.kind,
      value: node.flatMap { text(of: $0) })
  }

  /// The prompts by their numbers, and one more to fill in.
  private static func prompts(
    _ group: String, _ path: JSONPath, _ node: JSONNode?
  ) -> [FlowSetting] {
    let members = node?.kind == .object ? node.map { Array($0.members) } ?? [] : []
    let keys = members.map(\.key)
    let next = (0...keys.count).first { !keys.contains(String($0)) } ?? keys.count
    return (keys + [String(next)]).enumerated().map { place, key in
      let prompt = path.appending(.key(key)).appending(.key("prompt"))
      let value = place < members.count ? members[place].value["prompt"] : nil
      return setting((group, "\(place + 1)", "", .text), prompt, value)
    }
  }

  private static func leaves(
    of node: JSONNode, _ path: JSONPath
  ) -> [(path: JSONPath, node: JSONNode)] {
    guard node.kind == .object, node.count > 0, path.steps.count < 6 else { return [(path, node)] }
    return node.members.flatMap { leaves(of: $0.value, path.appending(.key($0.key))) }
  }

  private static func kind(of node: JSONNode) -> FlowSetting.Kind {
    if node.boolean != nil { return .truth }
    switch node.kind {
    case .number: return .number
    case .string: return .text
    case .array where node.elements.allSatisfy({ $0.kind == .string }): return .list
    default: return .json
    }
  }

  private static func text(of node: JSONNode) -> String? {
    if node.isNull { return nil }
    if let truth = node.boolean { return truth ? "yes" : "no" }
    switch kind(of: node) {
    case .text: return node.string
    case .list: return node.elements.compactMap(\.string).joined(separator: ", ")
    default: return String(decoding: JSONFormatter.compact(node), as: UTF8.self)
    }
  }
}
