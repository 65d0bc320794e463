import FlowStore
import Glibc

/// The local copy as the files have it, past the program: read from a copy of them, so that
/// looking changes nothing.
struct LocalCopy {
  private let image: FolderImage
  private var documents: [[UInt8]] = []
  private var unpushed: [(localID: String, record: [UInt8])] = []
  private var damage: [String] = []
  /// Texts that were on the way when the program ended.
  private let interrupted: [String]
  /// Texts that the ledger says are saved.
  private let promised: [String]
  private let isInterrupted: Bool

  private static let data = "home/data/p/"

  init(_ stage: Stage, _ scenario: Scenario, _ ledger: Ledger) throws {
    interrupted = ledger.interrupted
    isInterrupted = ledger.entries.contains { !$0.isAcknowledged }
    promised = Promise.texts(scenario.standing + ledger.promises)
    image = FolderImage(reading: stage.root)
    guard image.files[Self.data + "weir.db"] != nil else { return }
    let folder = stage.place + "/look"
    mkdir(folder, 0o700)
    for suffix in ["", "-wal"] {
      if let file = image.files["\(Self.data)weir.db\(suffix)"] {
        FolderImage.write(file.bytes, to: "\(folder)/weir.db\(suffix)")
      } else {
        unlink("\(folder)/weir.db\(suffix)")
      }
    }
    unlink("\(folder)/weir.db-shm")
    let database = try Database(path: "\(folder)/weir.db", mode: .writing)
    defer { database.close() }
    for check in ["integrity_check", "foreign_key_check"] {
      let found = try database.all("PRAGMA \(check)") { $0.text(0) }
      if found != ["ok"], !found.isEmpty { damage.append("\(check): \(found)") }
    }
    documents = try database.all("SELECT bytes FROM doc") { $0.bytes(0) }
    unpushed = try database.all(
      """
      SELECT r.luid, w.bytes FROM resource AS r JOIN doc AS w ON w.id = r.work_doc
      WHERE r.work_doc IS NOT r.base_doc AND r.presence <> 'gone'
      """
    ) { ($0.text(0), $0.bytes(1)) }
  }

  /// Whether the working copy, a conflict or history has it.
  func holds(_ text: String) -> Bool { documents.contains { Oracles.holds($0, text) } }

  /// Whether a file of an editor that is gone has it.
  func offers(_ text: String) -> Bool {
    image.files(below: Self.data + "edit/").values.contains { Oracles.holds($0, text) }
  }

  /// - Parameter isQuiet: everything was sent.
  func violations(isQuiet: Bool) -> [String] {
    damage + modes() + plainFiles(isQuiet: isQuiet)
  }

  private func modes() -> [String] {
    image.folders.filter { $0.value != 0o700 }.map { "folder \($0.key) has mode \($0.value)" }
      + image.files.filter { $0.value.mode != 0o600 }
      .map { "file \($0.key) has mode \($0.value.mode)" }
  }

  /// `unpushed/` agrees with what is unpushed. A file may be ahead by the step that was interrupted
  /// between the file and the commit (sync.md 2.7.8): it then still holds every text that was
  /// saved. It may be left of work that was settled: a file too many is offered again, a file too
  /// few would be a loss.
  private func plainFiles(isQuiet: Bool) -> [String] {
    var found: [String] = []
    let files = image.files(below: Self.data + "unpushed/")
    for (localID, record) in unpushed {
      guard let file = files["\(localID).json"] else {
        found.append("unpushed/ lacks \(localID)")
        continue
      }
      if Oracles.holds(file, "\"record\":" + String(decoding: record, as: UTF8.self)) { continue }
      let lost = promised.filter { Oracles.holds(record, $0) && !Oracles.holds(file, $0) }
      if !isInterrupted || !lost.isEmpty {
        found.append("unpushed/\(localID).json is not what is unpushed; lacks \(lost)")
      }
    }
    if isQuiet {
      let known = Set(unpushed.map { $0.localID + ".json" })
      for (name, bytes) in files where name.hasSuffix(".json") && !known.contains(name) {
        // What stands in it must be known elsewhere, or have been on the way.
        let isKnown =
          documents.contains { Oracles.holds(bytes, String(decoding: $0, as: UTF8.self)) }
          || interrupted.contains { Oracles.holds(bytes, $0) }
        if !isKnown { found.append("unpushed/\(name) holds what nobody knows") }
      }
    }
    return found
  }
}
