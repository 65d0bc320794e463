package import FlowModel

/// The outbox, as the engine that sends it sees it.
extension FlowReader {
  /// Open orders of a server, in the order in which they were given.
  package func orders(of server: ServerID) throws(StoreError) -> [Order] {
    try database.all(
      Self.orderColumns + " WHERE o.done_ms IS NULL AND r.server_no = ? ORDER BY o.seq",
      [server.number], Self.order)
  }

  package func openOrders(of flow: FlowID) throws(StoreError) -> [Order] {
    try database.all(
      Self.orderColumns + " WHERE o.done_ms IS NULL AND o.rid = ? ORDER BY o.seq", [flow.row],
      Self.order)
  }

  package func order(_ change: ChangeID) throws(StoreError) -> Order? {
    try database.first(Self.orderColumns + " WHERE o.seq = ?", [change.sequence], Self.order)
  }

  package func openOrder(
    _ verb: Change.Verb, of flow: FlowID
  ) throws(StoreError) -> Order? {
    try database.first(
      Self.orderColumns + " WHERE o.done_ms IS NULL AND o.rid = ? AND o.verb = ?",
      [flow.row, verb.rawValue], Self.order)
  }

  /// The newest journalled request of an order.
  package func lastAttempt(of change: ChangeID) throws(StoreError) -> Attempt? {
    try database.first(
      """
      SELECT id, pre_doc, pre_rev, sent_doc, sent_fields, fence_run, fence, http_status, t_quiet_ms
      FROM attempt WHERE seq = ? ORDER BY id DESC LIMIT 1
      """, [change.sequence]
    ) { row in
      Attempt(
        id: AttemptID(row: row.integer(0)),
        before: row.optionalInteger(1).map(DocumentID.init(row:)),
        beforeStamp: row.optionalText(2),
        sent: row.optionalInteger(3).map(DocumentID.init(row:)),
        fields: JSONList.texts(in: row.bytes(4)),
        fenceRun: row.optionalInteger(5).map(RunID.init(row:)),
        fence: JSONList.texts(in: row.bytes(6)), httpStatus: row.optionalInteger(7).map(Int.init),
        quietSince: row.optionalInteger(8))
    }
  }

  private static let orderColumns = """
    SELECT o.seq, o.rid, o.verb, o.status, o.after_seq, o.pin_doc, o.pin_rev, o.pin_version,
      o.made_id, o.confirmed_ms, o.attempts, o.not_before_ms, o.error_code, o.error_text,
      o.created_ms
    FROM op AS o JOIN resource AS r ON r.rid = o.rid
    """

  private static func order(_ row: Row) -> Order {
    Order(
      id: ChangeID(sequence: row.integer(0)), flow: FlowID(row: row.integer(1)),
      verb: Change.Verb(rawValue: row.text(2)) ?? .update,
      status: Change.Status(rawValue: row.text(3)) ?? .queued,
      after: row.optionalInteger(4).map(ChangeID.init(sequence:)),
      pin: row.optionalInteger(5).map(DocumentID.init(row:)), pinStamp: row.optionalText(6),
      pinVersion: row.optionalText(7), madeID: row.optionalText(8),
      confirmedAt: row.optionalInteger(9), attempts: Int(row.integer(10)),
      notBefore: row.integer(11), errorCode: row.optionalText(12),
      errorText: row.optionalText(13), createdAt: row.integer(14))
  }
}

extension FlowReader {
  /// Which product the server of a flow speaks.
  package func service(of flow: FlowID) throws(StoreError) -> Service? {
    let word = try database.first(
      "SELECT server_kind FROM server JOIN resource USING (server_no) WHERE rid = ?", [flow.row]
    ) { $0.text(0) }
    return word.flatMap(Service.init(rawValue:))
  }

  package func serverID(of flow: FlowID) throws(StoreError) -> ServerID {
    let found = try database.first("SELECT server_no FROM resource WHERE rid = ?", [flow.row]) {
      ServerID(number: $0.integer(0))
    }
    guard let found else { throw .notFound }
    return found
  }

  /// The open conflict of a flow, by its documents.
  package func heldConflict(of flow: FlowID) throws(StoreError) -> HeldConflict? {
    try database.first(
      """
      SELECT kind, base_doc, local_doc, remote_doc, remote_rev FROM conflict
      WHERE rid = ? AND closed_ms IS NULL
      """, [flow.row]
    ) { row in
      HeldConflict(
        kind: FlowRow.word(row, 0, else: .editEdit),
        base: row.optionalInteger(1).map(DocumentID.init(row:)),
        local: row.optionalInteger(2).map(DocumentID.init(row:)),
        remote: row.optionalInteger(3).map(DocumentID.init(row:)),
        remoteStamp: row.optionalText(4))
    }
  }
}
