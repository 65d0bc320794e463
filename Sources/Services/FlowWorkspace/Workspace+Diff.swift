import FlowAPI
package import FlowModel
import FlowStore
import JSONText

/// What a flow is compared with (command-line.md, `weir diff`).
package enum DiffSide: Hashable, Sendable {
  /// The last copy known to be on the server.
  case base
  /// What the server has now: it is asked.
  case server
  case version(VersionID)
  /// A version that the server published of a chatbot: it is asked.
  case published(String)
  case flow(FlowID)
}

extension Workspace {
  /// What `--against WORD` means for a flow: `base`, `server`, a number from its history, another
  /// flow, or the id of a published version.
  package func diffSide(_ word: String, for flow: FlowSummary) async throws(Problem) -> DiffSide {
    switch word {
    case "base": return .base
    case "server": return .server
    default: break
    }
    if let number = Int64(word) {
      let version = VersionID(number: number)
      let isKept = try await read { (reader) throws(StoreError) in
        try reader.version(version, of: flow.id) != nil
      }
      if isKept { return .version(version) }
    }
    do throws(Problem) {
      return .flow(try await find(word, includesGone: true).id)
    } catch {
      if Int64(word) != nil {
        throw Problem(noVersion: VersionID(number: Int64(word) ?? 0), of: flow)
      }
      guard flow.kind == .chatbot, error.kind == .failed else { throw error }
      return .published(word)
    }
  }

  /// What changed from `side` to what stands here. Secrets are masked.
  ///
  /// - Parameter limit: values are shortened to so many characters; nil: they are whole.
  package func differences(
    of id: FlowID, from side: DiffSide, includesLayout: Bool = false, limit: Int? = nil
  ) async throws(Problem) -> [FlowDifference] {
    let flow = try await flow(id)
    let before = try await record(of: side, for: flow)
    return FlowDiff.differences(
      from: before, to: flow.record, kind: flow.summary.kind, includesLayout: includesLayout,
      limit: limit)
  }

  /// What a kept version changed, from the version before it, layout included.
  ///
  /// - Returns: nil for the oldest version: there is nothing to compare it with.
  package func differences(
    of id: FlowID, in version: VersionID
  ) async throws(Problem) -> [FlowDifference]? {
    let before = try await read { (reader) throws(StoreError) in
      try reader.history(of: id, before: version, limit: 1).first
    }
    guard let before else { return nil }
    let old = try await versionBytes(before.id, of: id)
    let new = try await versionBytes(version, of: id)
    return FlowDiff.differences(from: old, to: new, kind: try await summary(id).kind)
  }

  func record(of side: DiffSide, for flow: Flow) async throws(Problem) -> [UInt8] {
    switch side {
    case .base:
      guard let base = flow.base else { throw Problem(neverSent: flow.summary.name) }
      return base
    case .version(let version): return try await versionBytes(version, of: flow.summary.id)
    case .flow(let other):
      let other = try await self.flow(other)
      guard other.summary.kind == flow.summary.kind else {
        throw Problem(.usage, "A chatflow and a chatbot have nothing to compare.")
      }
      return other.record
    case .server: return try await serverRecord(of: flow)
    case .published(let version): return try await publishedRecord(version, of: flow)
    }
  }

  private func serverRecord(of flow: Flow) async throws(Problem) -> [UInt8] {
    guard let remoteID = flow.summary.remoteID else {
      throw Problem(neverSent: flow.summary.name)
    }
    let service = flow.summary.kind.service
    let bytes = try await engines.thread(of: service).withClient {
      (client, _) throws(Problem) -> [UInt8] in
      do throws(APIError) {
        _ = try client.connect()
        guard case .record(let record) = try client.fetch(remoteID, tag: nil) else { return [] }
        return record.bytes
      } catch {
        throw Problem(error, service: service)
      }
    }
    guard !bytes.isEmpty else {
      throw Problem(.failed, "\(flow.summary.name) is not on the server any more.")
    }
    return try withDraft(of: flow, bytes)
  }

  /// A FlowNally server may leave the draft out: that says nothing about it.
  private func withDraft(of flow: Flow, _ record: [UInt8]) throws(Problem) -> [UInt8] {
    let field = flow.summary.kind.bodyField
    guard flow.summary.kind == .chatbot, let root = try? JSONDocument(parsing: record).root,
      root[field] == nil, let base = flow.base,
      let draft = (try? JSONDocument(parsing: base))?.root[field]
    else { return record }
    do {
      return try JSONEdit.set(
        JSONPath([.key(field)]), to: Array(draft.bytes), in: record, embedded: [])
    } catch {
      throw Problem(error, doing: "It could not be compared", in: record)
    }
  }

  /// The published draft in place of the one that stands here.
  private func publishedRecord(
    _ version: String, of flow: Flow
  ) async throws(Problem) -> [UInt8] {
    guard let remoteID = flow.summary.remoteID else {
      throw Problem(neverSent: flow.summary.name)
    }
    let bytes = try await engines.thread(of: .flownally).withClient {
      (client, _) throws(Problem) -> [UInt8] in
      do throws(APIError) {
        _ = try client.connect()
        return try client.version(remoteID, version).bytes
      } catch {
        throw Problem(error, service: .flownally)
      }
    }
    guard let definition = (try? JSONDocument(parsing: bytes).root)?["definition"] else {
      throw Problem(.failed, "The published version \(version) could not be understood.")
    }
    do {
      return try JSONEdit.set(
        JSONPath([.key("draft")]), to: Array(definition.bytes), in: flow.record, embedded: [])
    } catch {
      throw Problem(error, doing: "It could not be compared", in: flow.record)
    }
  }
}

extension Problem {
  fileprivate init(neverSent name: String) {
    self.init(
      .usage, "\(name) was never sent: there is no server copy to compare it with.",
      advice: "--against takes a version from `weir history`, or another flow.")
  }
}
