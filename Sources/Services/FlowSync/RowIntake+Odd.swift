import FlowAPI
import FlowModel
import FlowStore
import JSONText

/// A row that names its flow and is not understood.
struct OddRow {
  var identity: RowIdentity
  var reason: QuarantineReason
}

/// Rows that say no more than whose they are (sync.md 2.15, "Unreadable content").
extension RowIntake {
  /// Runs inside the transaction of ``flush()``.
  func take(_ rows: [OddRow], stores: Bool) throws(StoreError) {
    guard !rows.isEmpty else { return }
    // It may be what our own lost request made: settling that will tell, when it can be read.
    let isDoubtful = try !OwnRequests(context).createsInDoubt().isEmpty
    for row in rows {
      let isNew = try context.writer.noteSeen(row.identity.id, stamp: nil, in: run)
      if isNew { newInRun += 1 }
      guard stores else { continue }
      let known = try context.reader.tracked(
        remoteID: row.identity.id, server: context.server.id)
      if let known {
        let (flow, isBack) = try noteListed(known)
        try context.writer.quarantine(flow.id, because: row.reason)
        if isBack { try RemoteTaking(context).forgetOrders(of: flow) }
      } else if isDoubtful {
        if isNew { left += 1 }
      } else if let shell = shell(of: row.identity) {
        _ = try context.writer.insertQuarantined(
          shell, server: context.server.id, because: row.reason)
        counts.new += 1
        newOddCount += 1
      }
    }
  }

  /// All that is known of a flow that was never understood.
  private func shell(of identity: RowIdentity) -> RemoteCopy? {
    var bytes = Array(#"{"id":"#.utf8) + JSONString.literal(identity.id)
    if let name = identity.name { bytes += Array(#","name":"#.utf8) + JSONString.literal(name) }
    bytes.append(UInt8(ascii: "}"))
    guard let projection = try? FlowProjection(reading: bytes, kind: context.kind) else {
      return nil
    }
    return RemoteCopy(
      bytes: bytes, cover: .partial, projection: projection, tag: nil, isRacy: false)
  }
}
