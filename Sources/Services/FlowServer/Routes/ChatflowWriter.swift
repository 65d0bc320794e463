import JSONText

/// Writes chatflows as the API shows them.
struct ChatflowWriter: Sendable {
  let rules: DialectRules
  /// Leaves `flowData` out, for the fault that does so.
  var isStub = false

  func object(of row: ChatflowRow) -> [UInt8] {
    var bytes: [UInt8] = []
    row.content.withUnsafeBytes {
      append(id: row.id, created: row.created, updated: row.updated, content: $0, to: &bytes)
    }
    return bytes
  }

  /// Appends the object of a stored row; in the default dialect a plain copy of what is stored.
  func append(
    id: String, created: Int64, updated: Int64, content: UnsafeRawBufferPointer,
    to bytes: inout [UInt8]
  ) {
    bytes.append(contentsOf: "{\"id\":".utf8)
    bytes += JSONString.literal(id)
    if isStub || !rules.unknownFields.isEmpty {
      for field in ChatflowRow.fields(of: Array(content))
      where !rules.unknownFields.contains(field.name) && !(isStub && field.name == "flowData") {
        bytes.append(UInt8(ascii: ","))
        bytes += JSONString.literal(field.name)
        bytes.append(UInt8(ascii: ":"))
        bytes += field.value
      }
    } else {
      bytes.append(UInt8(ascii: ","))
      bytes.append(contentsOf: content)
    }
    bytes.append(contentsOf: tail(created: created, updated: updated).utf8)
  }

  func date(_ milliseconds: Int64) -> String {
    ServerDate.text(milliseconds, fraction: rules.datesHaveFraction)
  }

  private func tail(created: Int64, updated: Int64) -> String {
    let dates = ",\"createdDate\":\"\(date(created))\",\"updatedDate\":\"\(date(updated))\""
    return rules.hasWorkspace
      ? "\(dates),\"workspaceId\":\"\(ChatflowRow.workspace)\"}" : "\(dates)}"
  }
}
