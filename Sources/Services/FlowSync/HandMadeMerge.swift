import FlowModel
import FlowStore
import JSONText

/// A record that a person made of the three versions of a conflict.
struct HandMadeMerge {
  private let made: RecordContent
  private let conflict: Conflict
  private let service: Service

  init(_ record: [UInt8], of conflict: Conflict, service: Service) {
    made = RecordContent(record, service: service)
    self.conflict = conflict
    self.service = service
  }

  /// Why it cannot be saved, as a sentence; nil when it can.
  var refusal: String? {
    guard conflict.kind.isAboutValues, let local = conflict.local, let remote = conflict.remote
    else { return "There are no three versions to merge. Take mine, theirs or both." }
    guard made.isObject else { return notAnObject }
    if hasMasks(over: local, remote) {
      return "Secrets in it are masked. Begin with the record as `weir show REF --raw` prints it."
    }
    let (mine, theirs) = (
      RecordContent(local, service: service), RecordContent(remote, service: service)
    )
    if let id = made.remoteID, id != theirs.remoteID { return "It is the record of another flow." }
    guard made.isSame("name", in: theirs) || made.value(of: "name")?.string?.isEmpty == false else {
      return "name must be a text that is not empty."
    }
    // Left out by mistake it would be taken away on the server.
    let lost = theirs.fields.first { mine.value(of: $0) != nil && made.value(of: $0) == nil }
    if let lost { return "\(lost) is missing, which stands on both sides. To empty it, say null." }
    return bodyRefusal(over: theirs)
      ?? FlowMerge.problems(
        in: made.bytes, base: conflict.base ?? Array("{}".utf8), local: local, remote: remote,
        kind: service.kind
      ).first?.sentence
  }

  /// The server's record with the fields of this one. A field that was added only there and is left
  /// out here stays: who began with our copy never saw it.
  func onRemote() throws(StoreError) -> [UInt8] {
    let theirs = RecordContent(conflict.remote ?? [], service: service)
    let base = RecordContent(conflict.base ?? [], service: service)
    let fields = theirs.changedFields(to: made).filter {
      made.value(of: $0) != nil || base.value(of: $0) != nil
    }
    guard let bytes = RecordRebase.carrying(fields, from: made, onto: theirs) else {
      throw .damaged("a stored record is not JSON")
    }
    return bytes
  }

  private var notAnObject: String {
    do throws(JSONDiagnostic) {
      _ = try JSONDocument(parsing: made.bytes)
      return "The merged record must be a JSON object."
    } catch {
      return "The merged record is not JSON: \(error.sentence)"
    }
  }

  /// Dots in the place of a secret would replace it on the server.
  private func hasMasks(over sides: [UInt8]...) -> Bool {
    let mark = Array(SecretMask.mark.utf8)
    return made.bytes.firstRange(of: mark) != nil
      && sides.allSatisfy { $0.firstRange(of: mark) == nil }
  }

  private func bodyRefusal(over theirs: RecordContent) -> String? {
    guard let root = made.root, !made.isSame(service.kind.bodyField, in: theirs) else { return nil }
    return FlowCheck.refusal(
      ofBody: FlowBody.text(in: root, kind: service.kind), kind: service.kind
    )
    .map { "The server would refuse it: \($0)." }
  }
}
