import JSONText

extension FlowiseRoutes {
  private static let types = ["CHATFLOW", "AGENTFLOW", "MULTIAGENT", "ASSISTANT"]

  /// Stores a new row. - Parameter isHalf: breaks off after Flowise's first save of a row with
  /// files.
  func create(_ document: JSONDocument?, isHalf: Bool) throws(Refusal) -> Response {
    guard document != nil else {
      throw Refusal(412, "Error: chatflowsController.saveChatflow - body not provided!")
    }
    var body = try ChatflowBody(document, rules: rules)
    try checkType(body, isRequired: rules.needsType)
    try checkRequired(body)
    try prepareFlowData(&body)
    let echoedID = rules.honoursClientID ? body.id : nil
    if let echoedID { try checkID(echoedID) }
    let (row, needsSchedule) = (body, lacksSchedule(body))
    let stored = try use { (store) throws(ServerError) -> ChatflowRow? in
      if let echoedID, try store.chatflow(echoedID) != nil { return nil }
      let now = store.now()
      var new = ChatflowRow(
        id: echoedID ?? store.newUUID(), created: now, updated: now,
        fields: newFields(row))
      if isHalf { new["flowData"] = JSONString.literal("{}") }
      return try store.change { () throws(ServerError) in
        try store.insert(new)
        return new
      }
    }
    guard var stored else { throw Refusal(422, "A chatflow with this id exists") }
    if needsSchedule { throw Self.scheduleRefusal }
    for value in body.values { stored[value.name] = value.echoed }
    return .json(writer.object(of: stored))
  }

  /// Merges what was sent into the row. What stays the same moves no date.
  func update(_ id: String?, _ document: JSONDocument?) throws(Refusal) -> Response {
    guard let id else {
      throw Refusal(
        rules.errorShape == .fourFields ? 412 : 400,
        "Error: chatflowsController.updateChatflow - id not provided!")
    }
    try checkID(id)
    if document == nil, rules.errorShape == .message { throw Refusal(400, "Body is missing") }
    guard try use({ (store) throws(ServerError) in try store.chatflow(id) != nil }) else {
      throw notFound(id)
    }
    var body = try ChatflowBody(document, rules: rules)
    try checkType(body, isRequired: false)
    for name in ["name", "flowData"] where body[name] == ChatflowRow.null {
      throw Refusal(
        rules.checksFlowData ? 500 : rules.invalidStatus,
        "SQLITE_CONSTRAINT: NOT NULL constraint failed: chat_flow.\(name)")
    }
    if body["flowData"] != nil { try prepareFlowData(&body) }
    try prepareConfigs(&body)
    let merged = body
    let stored = try use { (store) throws(ServerError) -> ChatflowRow? in
      guard let old = try store.chatflow(id) else { return nil }
      var new = old
      for value in merged.values { new[value.name] = value.stored }
      guard new != old else { return old }
      new.updated = store.now()
      return try store.change { () throws(ServerError) in
        try store.update(new)
        return new
      }
    }
    guard var stored else { throw notFound(id) }
    if stored.text("type") == "AGENTFLOW", lacksSchedule(body) { throw Self.scheduleRefusal }
    for value in body.values { stored[value.name] = value.echoed }
    return .json(writer.object(of: stored))
  }

  func delete(_ id: String?) throws(Refusal) -> Response {
    let prefix = "Error: chatflowsService.deleteChatflow - "
    do throws(Refusal) {
      guard let id else { throw Refusal(412, "id not provided!") }
      try checkID(id)
      let count = try use { (store) throws(ServerError) -> Int in
        guard try store.chatflow(id) != nil else { return 0 }
        return try store.change { () throws(ServerError) in try store.deleteChatflow(id) }
      }
      if count == 0 { throw notFound(id) }
    } catch {
      guard rules.deleteFailsWith500 else { throw error }
      throw Refusal(500, prefix + error.message)
    }
    switch rules.deleteAnswer {
    case .deleteResult: return .json(Array(#"{"raw":[],"affected":1}"#.utf8))
    case .message: return .json(Array(#"{"message":"Chatflow deleted successfully"}"#.utf8))
    case .empty: return Response(status: 200)
    }
  }

  // MARK: checks

  private func checkType(_ body: ChatflowBody, isRequired: Bool) throws(Refusal) {
    let sent = body["type"].flatMap { $0 == ChatflowRow.null ? nil : $0 }
    if sent == nil, !isRequired { return }
    let text = body.text("type").map { String(decoding: $0, as: UTF8.self) }
    guard let text, Self.types.contains(text) else { throw Refusal(400, "Invalid Chatflow Type") }
  }

  private func checkRequired(_ body: ChatflowBody) throws(Refusal) {
    for name in ["flowData", "name"] where body[name] ?? ChatflowRow.null == ChatflowRow.null {
      let message =
        name == "flowData" && rules.checksFlowData
        ? "Error: chatflowsService.saveChatflow - \"undefined\" is not valid JSON"
        : rules.checksFlowData
          ? "SQLITE_CONSTRAINT: NOT NULL constraint failed: chat_flow.\(name)"
          : "\(name) is required"
      throw Refusal(rules.invalidStatus, message)
    }
  }

  private func prepareFlowData(_ body: inout ChatflowBody) throws(Refusal) {
    guard rules.checksFlowData, let text = body.text("flowData") else { return }
    if let fault = FlowDataCheck.fault(in: text) {
      throw Refusal(500, "Error: chatflowsService - \(fault)")
    }
    if let rewritten = FlowDataCheck.withoutFiles(text) {
      body.replace("flowData", with: JSONString.literal(bytes: rewritten))
    }
  }

  private func prepareConfigs(_ body: inout ChatflowBody) throws(Refusal) {
    guard rules.checksFlowData else { return }
    if let text = body.text("chatbotConfig"), !text.isEmpty {
      guard Self.isJSON(text) else { throw Refusal(400, "Invalid chatbotConfig JSON") }
      let sanitized = FlowDataCheck.sanitizedConfig(text)
      body.replace("chatbotConfig", with: JSONString.literal(bytes: sanitized))
    }
    if let text = body.text("apiConfig"), !text.isEmpty {
      guard Self.isJSON(text), text != ChatflowRow.null else {
        throw Refusal(500, "Error: chatflowsController.updateChatflow - apiConfig is not valid")
      }
    }
  }

  private static func isJSON(_ text: [UInt8]) -> Bool {
    do {
      _ = try JSONDocument(parsing: text)
      return true
    } catch {
      return false
    }
  }

  private func lacksSchedule(_ body: ChatflowBody) -> Bool {
    guard rules.checksFlowData, let text = body.text("flowData") else { return false }
    let type = body.text("type").map { String(decoding: $0, as: UTF8.self) }
    return type ?? "AGENTFLOW" == "AGENTFLOW" && FlowDataCheck.lacksScheduleMode(text)
  }

  private static let scheduleRefusal = Refusal(400, "Schedule input mode is required")

  /// Every column this server knows, with what was sent or else with the default.
  private func newFields(_ body: ChatflowBody) -> [ChatflowRow.Field] {
    var fields = ChatflowRow.clientFields.map { name in
      let missing =
        ChatflowRow.booleanFields.contains(name)
        ? Array(rules.missingBoolean.utf8)
        : name == "type" ? JSONString.literal("CHATFLOW") : ChatflowRow.null
      return ChatflowRow.Field(name: name, value: body[name] ?? missing)
    }
    fields.append(.init(name: "webhookSecretConfigured", value: Array("false".utf8)))
    return fields
  }
}
