package import FlowModel
import FlowStore
import JSONText

/// One flow as one file: as Flowise exports it, and back. Both work offline.
extension Workspace {
  /// What was written, or would be.
  package struct Exported: Hashable, Sendable {
    package let path: String
    package let byteCount: Int
    /// Secrets that were left out.
    package let secretCount: Int
  }

  /// Writes the nodes and edges of a flow into a file, 0600, as a whole.
  ///
  /// - Parameters:
  ///   - path: `~/` is the home folder; a relative path begins where weir was started.
  ///   - replaces: a file that is there is written over; a folder or a link never is.
  ///   - isDryRun: only looks whether it could be written.
  package func exportFlow(
    _ id: FlowID, to path: String, keepsSecrets: Bool = false, replaces: Bool = false,
    isDryRun: Bool = false
  ) async throws(Problem) -> Exported {
    let flow = try await flow(id)
    let target = atHome(path)
    let (bytes, secretCount) = try Self.fileBytes(
      of: flow.record, flow.summary, keepsSecrets: keepsSecrets)
    if isDryRun {
      if !replaces, try PrivateFile.isThere(target) { throw Self.exists(target) }
    } else if try !PrivateFile.place(bytes, at: target, replaces: replaces) {
      throw Self.exists(target)
    }
    return Exported(path: target, byteCount: bytes.count, secretCount: secretCount)
  }

  /// Reads a file that holds one flow; see ``FlowFile``.
  package func flowFile(at path: String, wanted: FlowKind) throws(Problem) -> FlowFile {
    let target = atHome(path)
    guard let bytes = try PrivateFile.read(target, limit: 64 << 20) else {
      throw Problem(.usage, "There is no file \(target).")
    }
    return try FlowFile(reading: bytes, fileName: target, wanted: wanted)
  }

  /// Makes a new flow of a file; a push sends it.
  package func importFlow(_ file: FlowFile) async throws(Problem) -> FlowSummary {
    try await insert(file.record, kind: file.kind, note: "imported")
  }

  /// `~/` is the home folder.
  func atHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = environment["HOME"], !home.isEmpty else { return path }
    return home + path.dropFirst()
  }

  /// The body with one member a line, secrets empty, and how many there were.
  static func fileBytes(
    of record: [UInt8], _ flow: FlowSummary, keepsSecrets: Bool
  ) throws(Problem) -> (bytes: [UInt8], secretCount: Int) {
    let name = flow.name
    do {
      let record = try JSONDocument(parsing: record).root
      guard let body = FlowBody.text(in: record, kind: flow.kind) else {
        throw Problem(.failed, "\(name) has no nodes that were read yet.", advice: "Pull first.")
      }
      let root = try JSONDocument(parsing: body).root
      let secrets = keepsSecrets ? [] : SecretMask.ranges(in: root)
      let bytes = JSONSplice.apply(secrets.map { emptied($0, in: body) }, to: body)
      let bare = try JSONDocument(parsing: bytes).root
      let members = bare.members.filter { ["nodes", "edges"].contains($0.key) }
      let file = JSONValue.object(members.map { ($0.key, .raw(Array($0.value.bytes))) })
        .bytes(escapingControls: false)
      let whole = try JSONDocument(parsing: file).root
      return (JSONFormatter.pretty(whole) + [0x0A], secrets.count)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(
        .failed, "\(name) was not written: its nodes cannot be read as JSON.",
        advice: "`weir show REF --field \(flow.kind.bodyField)` prints them as they are.")
    }
  }

  /// A text keeps its quotes, a number becomes an empty text.
  private static func emptied(_ secret: Range<Int>, in body: [UInt8]) -> JSONSplice {
    let isText = secret.lowerBound > 0 && body[secret.lowerBound - 1] == UInt8(ascii: "\"")
    return JSONSplice(range: secret, bytes: isText ? [] : Array("\"\"".utf8))
  }

  static func exists(_ path: String) -> Problem {
    Problem(.failed, "\(path) exists already.", detail: "It was not written over.")
  }
}
