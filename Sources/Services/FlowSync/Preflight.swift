import FlowModel
import JSONText

/// What would be refused anyway is not sent (sync.md 2.7.2, U1).
enum Preflight {
  /// Why a request would be refused; nil when nothing speaks against it. Only what is sent is
  /// looked at: a flow with a broken body may still be renamed.
  static func problem(of body: RequestBody, _ record: RecordContent, kind: FlowKind) -> String? {
    if body.bytes.count > RequestBody.byteLimit {
      return "It is larger than the \(RequestBody.byteLimit >> 20) MiB a server takes."
    }
    guard body.fields.contains(kind.bodyField), let value = record.value(of: kind.bodyField)
    else { return nil }
    let text = value.stringBytes ?? Array(value.bytes)
    if value.isNull { return FlowCheck.refusal(ofBody: nil, kind: kind) }
    return FlowCheck.refusal(ofBody: text, kind: kind)
  }
}
