import FlowModel
import JSONText

/// What a write sends (sync.md 2.15, "Bodies"): raw bytes of the local record, never re-printed.
package struct RequestBody: Hashable, Sendable {
  package let bytes: [UInt8]
  /// Names of the fields in it, in its order.
  package let fields: [String]

  /// Flowise refuses request bodies above this many bytes (F15).
  package static let byteLimit = 50 << 20

  /// The changed fields of an update, in the record's order. A field that was removed is sent as
  /// null. Nil when nothing differs.
  package static func update(from base: RecordContent, to local: RecordContent) -> RequestBody? {
    let fields = base.changedFields(to: local).filter { field in
      // Absent here and null there mean the same to both servers.
      !(local.value(of: field) == nil && base.value(of: field)?.isNull == true)
    }
    return fields.isEmpty ? nil : RequestBody(fields, of: local)
  }

  /// Everything a new flow is made of: fields that are present and not null, never an id.
  package static func create(_ local: RecordContent) -> RequestBody {
    RequestBody(local.fields.filter { local.value(of: $0)?.isNull == false }, of: local)
  }

  private init(_ fields: [String], of record: RecordContent) {
    self.fields = fields
    var bytes: [UInt8] = []
    bytes.reserveCapacity(record.bytes.count)
    for field in fields {
      bytes.append(UInt8(ascii: bytes.isEmpty ? "{" : ","))
      bytes += JSONString.literal(field)
      bytes.append(UInt8(ascii: ":"))
      if let value = record.value(of: field) {
        bytes += value.bytes
      } else {
        bytes += Array("null".utf8)
      }
    }
    if bytes.isEmpty { bytes.append(UInt8(ascii: "{")) }
    bytes.append(UInt8(ascii: "}"))
    self.bytes = bytes
  }
}
