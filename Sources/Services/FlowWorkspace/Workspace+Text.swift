package import FlowModel
import JSONText

// A field is named by its name or by a path to a value; see RecordPlace.

extension Workspace {
  /// A field's text for an editor. nil: the body, `flowData` or `draft`; empty: the whole record.
  ///
  /// - Parameter hidesSecrets: marks stand in their places. ``saveText(_:of:field:fromVersion:)``
  ///   puts back what stands behind them.
  package func editableText(
    of id: FlowID, field: String?, hidesSecrets: Bool = false
  ) async throws(Problem) -> EditableText {
    try EditableText(of: field, in: try await flow(id), hidesSecrets: hidesSecrets)
  }

  /// A field's own text for a reader, byte for byte: what a string says, other values as they are
  /// written.
  package func fieldText(_ field: String, of id: FlowID) async throws(Problem) -> [UInt8] {
    try RecordEdit.printedText(of: field, in: try await flow(id).record)
  }

  /// Saves what an editor shows now; see ``RecordEdit/saving(_:as:in:)``.
  ///
  /// - Parameter version: of the text when it was opened. A newer one throws: nothing is lost, the
  ///   caller still has the text.
  package func saveText(
    _ text: [UInt8], of id: FlowID, field: String?, fromVersion version: Int64?
  ) async throws(Problem) -> SaveOutcome {
    try await edit(id, expecting: version) { (record, kind) throws(Problem) in
      try RecordEdit.keepingSecrets(of: record, in: text) { (record) throws(Problem) in
        try RecordEdit.saving(text, as: field ?? kind.bodyField, in: record)
      }
    }
  }

  /// - Parameter addsAnyKey: also a key that looks like a slip of one that is there.
  package func setValue(
    at path: String, to value: [UInt8], of id: FlowID, addsAnyKey: Bool = true
  ) async throws(Problem) -> SaveOutcome {
    try await edit(id) { (record, kind) throws(Problem) in
      if !addsAnyKey, let place = try? JSONPath(parsing: path),
        let problem = Problem(slipAt: place, in: record)
      {
        throw problem
      }
      return try RecordEdit.keepingSecrets(of: record, in: value) { (record) throws(Problem) in
        try RecordEdit.setting(path, to: value, in: record, kind: kind)
      }
    }
  }

  /// Replaces one field's text, byte for byte; see ``RecordEdit/putting(_:in:of:)``.
  package func putField(
    _ name: String, _ text: [UInt8], of id: FlowID
  ) async throws(Problem) -> SaveOutcome {
    try await edit(id) { (record, kind) throws(Problem) in
      try RecordEdit.requireClientOwned(name, in: record, kind: kind)
      return try RecordEdit.keepingSecrets(of: record, in: text) { (record) throws(Problem) in
        try RecordEdit.putting(text, in: name, of: record)
      }
    }
  }
}

extension EditableText {
  /// A field's text of a flow that was read already; nil: the body, `flowData` or `draft`.
  package init(
    of field: String?, in flow: Flow, hidesSecrets: Bool = false
  ) throws(Problem) {
    let field = field ?? flow.summary.kind.bodyField
    // A record that is not JSON is refused where it is looked into.
    let record =
      hidesSecrets ? (try? SecretMarks(hiding: flow.record))?.shown ?? flow.record : flow.record
    let shown = try RecordEdit.shownText(of: field, in: record)
    self.init(
      flow: flow.summary.id, name: flow.summary.name, kind: flow.summary.kind, field: field,
      text: shown.text, version: flow.version, isJSON: shown.isJSON, suffix: shown.suffix)
  }
}
