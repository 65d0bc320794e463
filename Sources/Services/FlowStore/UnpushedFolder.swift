import FlowModel
import Glibc
import JSONText

/// `unpushed/`: a second copy of unpushed work, as plain files (sync.md 2.2).
///
/// Each flow with edits that no server has seen also stands as `<local id>.json`, on disk before
/// "saved" is shown. A person can read it, copy it, commit it; a lost database is mended from it.
package struct UnpushedFolder: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// What one file holds besides the two records.
  struct Entry {
    var localID: String
    var service: String
    var origin: String
    var remoteID: String?
    var name: String
    var baseStamp: String?
    /// A flow that was made here: the request for it may have left.
    var mayBeSent = false
  }

  /// The names of the files that stand there: first those of flows, then what was set aside. Of two
  /// files of one flow its own is the edit, and the other one a version.
  package func names() -> [String] {
    let names = PrivateFiles.names(in: path).filter { $0.hasSuffix(".json") }
    return names.filter { !$0.contains(Self.aside) } + names.filter { $0.contains(Self.aside) }
  }

  /// Files that were being written when a program ended; "saved" was not said of them.
  func halfNames() -> [String] {
    PrivateFiles.names(in: path).filter { $0.hasSuffix(".json.new") }
  }

  /// Stands in the names of files that made way.
  private static let aside = "-found-"

  /// The bytes of one of them, nil when it is gone.
  ///
  /// - Throws: `unsafePlace` for a link or a foreign file.
  package func bytes(_ name: String) throws(StoreError) -> [UInt8]? {
    guard !name.contains("/") else { return nil }
    return try PrivateFiles.readFile("\(path)/\(name)", limit: 256 << 20)
  }

  /// Makes the folder, or throws `unsafePlace` for what stands in its place.
  func prepare() throws(StoreError) { try PrivateFiles.makeFolder(path) }

  /// What the file of a flow says.
  func content(_ entry: Entry, base: [UInt8]?, record: [UInt8]) -> [UInt8] {
    var content = Array(#"{"weir":1"#.utf8)
    for (key, value) in [
      ("service", entry.service), ("origin", entry.origin), ("id", entry.remoteID),
      ("localId", entry.localID), ("name", entry.name), ("baseStamp", entry.baseStamp),
    ] {
      content += Array(#","\#(key)":"#.utf8)
      content += value.map { JSONString.literal($0) } ?? Array("null".utf8)
    }
    if entry.mayBeSent { content += Array(#","sent":true"#.utf8) }
    content += Array(#","base":"#.utf8) + (base ?? Array("null".utf8))
    content += Array(#","record":"#.utf8) + record
    return content + Array("}\n".utf8)
  }

  /// Replaces the file of a flow, after ``prepare()``. It survives a power cut once ``sync()``
  /// returned.
  func replace(_ localID: String, with content: [UInt8]) throws(StoreError) {
    try PrivateFiles.replaceFile(filePath(localID), with: [content])
  }

  /// Removes the file of a flow; a missing one is fine.
  func remove(_ localID: String) throws(StoreError) {
    let path = filePath(localID)
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw PrivateFiles.failure("unlink", path)
    }
  }

  /// Gives the file of a flow another name, under which no save replaces it.
  func setAside(_ localID: String, at now: Milliseconds) throws(StoreError) {
    let path = filePath(localID)
    for number in 1...1_000 {
      let name = "\(localID)\(Self.aside)\(TimeStamp.text(now))" + (number == 1 ? "" : "-\(number)")
      if PrivateFiles.exists(filePath(name)) { continue }
      guard rename(path, filePath(name)) == 0 else { throw PrivateFiles.failure("rename", path) }
      return
    }
    throw PrivateFiles.failure("rename", path)
  }

  func sync() throws(StoreError) { try PrivateFiles.syncFolder(path) }

  // Local ids are made here, of hexadecimal digits and hyphens: safe as names of files.
  private func filePath(_ localID: String) -> String { "\(path)/\(localID).json" }
}
