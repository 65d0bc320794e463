package import FlowModel
import JSONText

/// Flows as folders that git can keep, and back; see `FlowFolder`. All of it works offline.
extension Workspace {
  /// Writes a flow's folder into `parent`; what an earlier export of this flow wrote there is
  /// written over.
  ///
  /// - Parameter parent: `~/` is the home folder; made when it is not there.
  package func exportFolder(
    _ id: FlowID, into parent: String, keepsSecrets: Bool = false
  ) async throws(Problem) -> Exported {
    let flow = try await flow(id)
    let parent = atHome(parent)
    var record = flow.record
    var secretCount = 0
    if !keepsSecrets {
      guard let blanks = try? SecretBlanks(hiding: record) else {
        throw Problem(
          .failed, "\(flow.summary.name) was not written: it cannot be read as JSON.",
          advice: "With --secrets keep its bytes are not looked at.")
      }
      (record, secretCount) = (blanks.shown, blanks.count)
    }
    // The secrets are out already: what is left is written as it is.
    let (body, _) = try Self.fileBytes(of: record, flow.summary, keepsSecrets: true)
    try FlowFolder.make(parent)
    let folder = try FlowFolder.path(of: flow.summary, in: parent)
    let byteCount = try FlowFolder.write(body, record, to: folder)
    return Exported(path: folder, byteCount: byteCount, secretCount: secretCount)
  }

  /// What became of a file, or would.
  package enum Imported: Hashable, Sendable {
    /// A new flow; nil: it would be made.
    case made(FlowSummary?)
    /// The flow of this id was there.
    case edited(FlowSummary)
    case unchanged(FlowSummary)
  }

  /// Everything that a path holds: a folder of `weir export` or a folder of such, one flow in a
  /// file, an export of a whole workspace.
  package func flowFiles(at path: String, wanted: FlowKind) throws(Problem) -> [FlowFile] {
    let target = atHome(path)
    if FolderTree.isFolder(target) {
      let folders = FlowFolder.folders(in: target)
      guard !folders.isEmpty else {
        throw Problem(
          .failed, "\(target) holds no folder of `weir export`.", advice: "Nothing was made.")
      }
      var files: [FlowFile] = []
      for folder in folders { files.append(try FlowFolder.read(folder)) }
      return files
    }
    guard let bytes = try PrivateFile.read(target, limit: 64 << 20) else {
      throw Problem(.usage, "There is no file \(target).")
    }
    if !LongTexts.names(in: bytes).isEmpty {
      throw Problem(
        .usage, "\(target) is a part of a folder that `weir export` wrote.",
        detail: "Its long texts stand in files beside it.",
        advice: "Give the folder instead. Nothing was made.")
    }
    return try FlowFile.all(reading: bytes, fileName: target, wanted: wanted)
  }

  /// Takes a flow of a file in: in place where this profile has the flow that the folder was
  /// written from, else as a new one.
  package func take(_ file: FlowFile, isDryRun: Bool = false) async throws(Problem) -> Imported {
    guard let origin = file.origin, let present = await present(origin, file.kind) else {
      return .made(isDryRun ? nil : try await importFlow(file))
    }
    let record = origin.record
    if isDryRun {
      let flow = try await flow(present.id)
      let merged = try FlowFolder.merged(record, into: flow.record, kind: file.kind)
      return merged == flow.record ? .unchanged(present) : .edited(present)
    }
    let outcome = try await edit(present.id) { (current, kind) throws(Problem) in
      try FlowFolder.merged(record, into: current, kind: kind)
    }
    return outcome == .unchanged ? .unchanged(present) : .edited(present)
  }

  private func present(_ origin: FlowFile.Origin, _ kind: FlowKind) async -> FlowSummary? {
    guard let id = origin.id, let flow = try? await find(id) else { return nil }
    return flow.remoteID == id && flow.kind == kind ? flow : nil
  }
}
