package import FlowModel

extension FlowReader {
  /// Bytes of the records that open creates and updates are about.
  package func outboxSizes() throws(StoreError) -> [ChangeID: Int] {
    let sizes = try database.all(
      """
      SELECT o.seq, r.bytes FROM op AS o JOIN resource AS r USING (rid)
      WHERE o.done_ms IS NULL AND o.verb IN ('create', 'update')
      """, []
    ) { (ChangeID(sequence: $0.integer(0)), Int($0.integer(1))) }
    return Dictionary(sizes) { first, _ in first }
  }

  /// What became of an order so far, oldest first: the last twenty steps.
  package func delivery(of change: ChangeID) throws(StoreError) -> [DeliveryStep] {
    var steps = try database.all(
      "SELECT created_ms FROM op WHERE seq = ?", [change.sequence]
    ) { DeliveryStep(at: $0.integer(0), kind: .ordered) }
    let attempts = try database.all(
      """
      SELECT method, t_intent_ms, t_quiet_ms, http_status, verdict, t_settled_ms
      FROM attempt WHERE seq = ? ORDER BY id DESC LIMIT 8
      """, [change.sequence]
    ) { row in
      Self.steps(
        method: row.text(0), begun: row.integer(1), quiet: row.optionalInteger(2),
        status: row.optionalInteger(3).map(Int.init), verdict: row.optionalText(4),
        settled: row.optionalInteger(5))
    }
    for attempt in attempts.reversed() { steps += attempt }
    return steps.suffix(20)
  }

  private static func steps(
    method: String, begun: Milliseconds, quiet: Milliseconds?, status: Int?, verdict: String?,
    settled: Milliseconds?
  ) -> [DeliveryStep] {
    var steps = [DeliveryStep(at: begun, kind: .begun(method))]
    if let quiet {
      steps.append(
        DeliveryStep(at: quiet, kind: status.map { .answered($0) } ?? .unanswered))
    }
    guard let settled else { return steps }
    switch verdict {
    case "applied": steps.append(DeliveryStep(at: settled, kind: .applied))
    case "not-applied": steps.append(DeliveryStep(at: settled, kind: .notApplied))
    case "superseded": steps.append(DeliveryStep(at: settled, kind: .superseded))
    default: break
    }
    return steps
  }
}
