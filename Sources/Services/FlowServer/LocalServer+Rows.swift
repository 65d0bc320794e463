import JSONText

/// The rows, past HTTP: what another editor does, and what a test wants to see with its own eyes.
extension LocalServer {
  /// Ids of all chatflows, the newest change first.
  package func flowIDs() throws(ServerError) -> [String] {
    try core.store.use { (store) throws(ServerError) in
      try store.database.rows("SELECT id FROM chatflow ORDER BY updated DESC, seq DESC") {
        $0.text(0) ?? ""
      }
    }
  }

  package func flowCount() throws(ServerError) -> Int {
    try core.store.use { (store) throws(ServerError) in try store.chatflowCount(type: nil) }
  }

  /// The JSON text of a field as the list shows it; nil when the row has no such field.
  package func storedField(_ field: String, of id: String) throws(ServerError) -> [UInt8]? {
    try row(id)[field]
  }

  /// The text inside a field that is a JSON string, such as `flowData`, byte for byte; nil when it
  /// is none.
  package func storedText(_ field: String, of id: String) throws(ServerError) -> [UInt8]? {
    guard let value = try row(id)[field], value.first == UInt8(ascii: "\"") else { return nil }
    return JSONString.decoded(value[...])
  }

  /// The `updatedDate` of a flow in milliseconds since 1970.
  package func updated(_ id: String) throws(ServerError) -> Int64 { try row(id).updated }

  /// Stores any JSON text as a field, known or not, checked or not. Nothing is validated beyond
  /// being JSON.
  ///
  /// - Parameter movingDate: false keeps `updatedDate`, as two edits in one second do.
  package func setField(
    _ field: String, of id: String, to json: [UInt8], movingDate: Bool = true
  ) throws(ServerError) {
    do {
      _ = try JSONDocument(parsing: json)
    } catch {
      throw .notJSON(field)
    }
    try core.store.use { (store) throws(ServerError) in
      guard var row = try store.chatflow(id) else { throw .noSuchFlow(id) }
      row[field] = json
      if movingDate { row.updated = max(store.now(), row.updated + 1000) }
      let changed = row
      try store.change { () throws(ServerError) in try store.update(changed) }
    }
  }

  /// Stores a text as a field that is a JSON string, such as `flowData`.
  package func setText(
    _ field: String, of id: String, to text: [UInt8], movingDate: Bool = true
  ) throws(ServerError) {
    try setField(field, of: id, to: JSONString.literal(bytes: text), movingDate: movingDate)
  }

  /// Adds a chatflow and gives its id. `flowData` is not checked.
  package func addFlow(
    name: String, flowData: [UInt8], type: String = "CHATFLOW"
  ) throws(ServerError) -> String {
    try core.store.use { (store) throws(ServerError) in
      let now = store.now()
      let row = ChatflowRow.new(
        id: store.newUUID(), at: now,
        [
          "name": JSONString.literal(name), "flowData": JSONString.literal(bytes: flowData),
          "type": JSONString.literal(type),
        ])
      try store.change { () throws(ServerError) in try store.insert(row) }
      return row.id
    }
  }

  package func deleteFlow(_ id: String) throws(ServerError) {
    let count = try core.store.use { (store) throws(ServerError) in
      try store.change { () throws(ServerError) in try store.deleteChatflow(id) }
    }
    if count == 0 { throw .noSuchFlow(id) }
  }

  private func row(_ id: String) throws(ServerError) -> ChatflowRow {
    let row = try core.store.use { (store) throws(ServerError) in try store.chatflow(id) }
    guard let row else { throw .noSuchFlow(id) }
    return row
  }
}

extension LocalServer {
  /// Ids of all chatbots, the newest first.
  package func chatbotIDs() throws(ServerError) -> [String] {
    try core.store.use { (store) throws(ServerError) in
      try store.chatbots(before: nil, limit: .max).map(\.id)
    }
  }

  /// The draft as stored; nil when the chatbot has none.
  package func storedDraft(of id: String) throws(ServerError) -> [UInt8]? {
    try chatbot(id).draft
  }

  /// The name of a chatbot as JSON text.
  package func storedName(of id: String) throws(ServerError) -> [UInt8] { try chatbot(id).name }

  /// `draft`, `active` or `paused`.
  package func chatbotStatus(_ id: String) throws(ServerError) -> String {
    try chatbot(id).status.rawValue
  }

  package func versionCount(of id: String) throws(ServerError) -> Int {
    try core.store.use { (store) throws(ServerError) in try store.versionCount(of: id) }
  }

  /// Stores a draft as another editor would. It is not checked.
  package func setDraft(of id: String, to json: [UInt8]) throws(ServerError) {
    try core.store.use { (store) throws(ServerError) in
      guard var row = try store.chatbot(id) else { throw .noSuchFlow(id) }
      row.draft = json
      row.updated = max(store.now(), row.updated + 1000)
      let changed = row
      try store.change { () throws(ServerError) in try store.update(changed) }
    }
  }

  /// Deletes a chatbot, active or not.
  package func deleteChatbot(_ id: String) throws(ServerError) {
    let count = try core.store.use { (store) throws(ServerError) in
      try store.change { () throws(ServerError) in try store.deleteChatbot(id) }
    }
    if count == 0 { throw .noSuchFlow(id) }
  }

  private func chatbot(_ id: String) throws(ServerError) -> ChatbotRow {
    let row = try core.store.use { (store) throws(ServerError) in try store.chatbot(id) }
    guard let row else { throw .noSuchFlow(id) }
    return row
  }
}
