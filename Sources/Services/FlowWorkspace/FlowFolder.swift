import FlowModel
import Glibc
import JSONText

/// A folder that holds one flow, made for git (command-line.md, "Files and servers").
///
/// ```
/// support-triage-8c0e1f6a/
///   flow.json      nodes and edges, a member a line
///   texts/         prompts and other long texts (`LongTexts`)
///   record.json    the record, exactly as the server sent it or as it was edited here
/// ```
///
/// The names end with the beginning of the id, so that a flow that was renamed finds its folder.
enum FlowFolder {
  static let flowFile = "flow.json"
  static let recordFile = "record.json"
  private static let limit = 64 << 20

  /// Where a flow stands in `parent`, or would.
  static func path(of flow: FlowSummary, in parent: String) throws(Problem) -> String {
    let id = flow.remoteID ?? flow.localID
    let ending = "-" + slug(String(id.prefix(8)), limit: 8)
    for name in FolderTree.names(in: parent).sorted() where name.hasSuffix(ending) {
      if try self.id(of: "\(parent)/\(name)") == flow.remoteID { return "\(parent)/\(name)" }
    }
    return "\(parent)/\(slug(flow.name, limit: 60))\(ending)"
  }

  /// Makes a folder, 0700. One that is there keeps its rights: it may be anybody's.
  static func make(_ path: String) throws(Problem) {
    if mkdir(path, 0o700) == 0 { return }
    let code = errno
    if code == EEXIST, FolderTree.isFolder(path) { return }
    throw Problem(
      .failed, "The folder \(path) could not be made.",
      detail: code == EEXIST ? "Something of this name is there." : SystemError.sentence(code))
  }

  /// Writes a flow's files; what an earlier export wrote here and this one has not goes.
  ///
  /// - Parameters:
  ///   - flow: nodes and edges, a member a line.
  ///   - record: without what shall not be written.
  /// - Returns: bytes written.
  static func write(_ flow: [UInt8], _ record: [UInt8], to folder: String) throws(Problem) -> Int {
    try make(folder)
    let before = (try PrivateFile.read("\(folder)/\(flowFile)", limit: limit))
      .map(LongTexts.names(in:))
    let parted = (try? LongTexts.part(flow)) ?? LongTexts.Parted(flow: flow, files: [])
    if !parted.files.isEmpty { try make("\(folder)/\(LongTexts.folder)") }
    // The texts first: a flow never names one that is not there.
    let files = parted.files + [(flowFile, parted.flow), (recordFile, record)]
    for (name, bytes) in files {
      guard try PrivateFile.place(bytes, at: "\(folder)/\(name)", replaces: true) else {
        throw Workspace.exists("\(folder)/\(name)")
      }
    }
    for name in Set(before ?? []).subtracting(files.map(\.name)) {
      PrivateFile.remove("\(folder)/\(name)")
    }
    return files.reduce(0) { $0 + $1.bytes.count }
  }

  /// The folders of flows in a folder, or itself.
  static func folders(in path: String) -> [String] {
    if FolderTree.names(in: path).contains(recordFile) { return [path] }
    return FolderTree.names(in: path).sorted().map { "\(path)/\($0)" }
      .filter { FolderTree.names(in: $0).contains(recordFile) }
  }

  /// Reads a folder. What was changed in `flow.json` and the texts alone counts: they are the files that
  /// people edit.
  static func read(_ path: String) throws(Problem) -> FlowFile {
    let name = "\(path)/\(recordFile)"
    guard let bytes = try PrivateFile.read(name, limit: limit) else {
      throw Problem(.usage, "There is no file \(name).")
    }
    var file = try FlowFile(reading: bytes, fileName: name, wanted: .chatflow)
    var record = bytes
    if let flow = try PrivateFile.read("\(path)/\(flowFile)", limit: limit) {
      let flow = try LongTexts.join(flow, in: path)
      record = try merging(flow, "\(path)/\(flowFile)", into: bytes, kind: file.kind)
      file = try FlowFile(reading: record, fileName: name, wanted: .chatflow)
    }
    let id = try? JSONDocument(parsing: record).root["id"]?.string
    file.origin = FlowFile.Origin(id: id, record: record)
    return file
  }

  /// A record with what a person may change taken from another one, field by field. Secrets that
  /// were left out there stay as they are.
  static func merged(
    _ other: [UInt8], into record: [UInt8], kind: FlowKind
  ) throws(Problem) -> [UInt8] {
    do {
      let filled = try SecretBlanks(hiding: record).filled(other)
      let before = try JSONDocument(parsing: record).root
      var result = record
      for member in try JSONDocument(parsing: filled).root.members
      where FlowFields.isClientOwned(member.key, of: kind.service) {
        let value = Array(member.value.bytes)
        if before[member.key].map({ Array($0.bytes) }) == value { continue }
        result = try JSONEdit.set(
          JSONPath([.key(member.key)]), to: value, in: result, embedded: [])
      }
      return result
    } catch {
      throw Problem(.failed, "NOT saved: the record cannot be read as JSON.")
    }
  }

  // MARK: Parts

  private static func merging(
    _ flow: [UInt8], _ name: String, into record: [UInt8], kind: FlowKind
  ) throws(Problem) -> [UInt8] {
    let root: JSONNode
    do {
      root = try JSONDocument(parsing: flow).root
    } catch {
      throw Problem(
        .failed, "\(name) is not JSON: \(error.sentence).", advice: "Nothing was made.")
    }
    do {
      guard var body = FlowBody.text(in: try JSONDocument(parsing: record).root, kind: kind) else {
        return record
      }
      for key in ["nodes", "edges"] {
        guard let value = root[key] else { continue }
        body = try JSONEdit.set(
          JSONPath([.key(key)]), to: Array(value.bytes), in: body, embedded: [])
      }
      return try RecordEdit.saving(body, as: kind.bodyField, in: record)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.failed, "\(name) does not fit the record beside it.")
    }
  }

  private static func id(of folder: String) throws(Problem) -> String? {
    guard let bytes = try PrivateFile.read("\(folder)/\(recordFile)", limit: limit) else {
      return nil
    }
    return (try? JSONDocument(parsing: bytes).root)?["id"]?.string
  }

  /// Lower-case letters, digits and hyphens: a name that no file system and no shell minds.
  private static func slug(_ text: String, limit: Int) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars where result.utf8.count < limit {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, !result.hasSuffix("-") {
        result += "-"
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result.isEmpty ? "flow" : result
  }
}
