import Glibc

/// Folders 0700 and files 0600 that are ours: made without a moment in which others could look,
/// never through a link, never closed over into a child program.
package enum PrivateFiles {
  /// Makes `path` and missing parents, 0700, on disk when this returns; narrows the mode of one
  /// that exists.
  ///
  /// - Throws: `unsafePlace` when it is a link, no folder, or belongs to somebody else;
  ///   `readOnly` or `system` when it cannot be made.
  package static func makeFolder(_ path: String) throws(StoreError) {
    var facts = stat()
    if lstat(path, &facts) != 0 {
      guard errno == ENOENT else { throw failure("stat", path) }
      let parent = parentFolder(of: path)
      var parentFacts = stat()
      if stat(parent, &parentFacts) != 0 { try makeFolder(parent) }
      if mkdir(path, 0o700) == 0 {
        // What is synced in it later is worth nothing when the folder itself is gone.
        try syncFolder(parent)
      } else if errno != EEXIST {
        throw failure("mkdir", path)
      }
      guard lstat(path, &facts) == 0 else { throw failure("stat", path) }
    }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      throw .unsafePlace(path: path, reason: "it is not a folder")
    }
    guard facts.st_uid == geteuid() else {
      throw .unsafePlace(path: path, reason: "it belongs to another user")
    }
    // A folder on a read-only medium keeps its mode: it is then only read.
    if facts.st_mode & 0o077 != 0 { _ = chmod(path, facts.st_mode & 0o700) }
  }

  /// Makes a folder that does not exist yet, with `-2`, `-3` … behind its name when it does.
  static func makeNewFolder(_ path: String) throws(StoreError) -> String {
    for number in 1...1_000 {
      let candidate = number == 1 ? path : "\(path)-\(number)"
      if mkdir(candidate, 0o700) == 0 { return candidate }
      guard errno == EEXIST else { throw failure("mkdir", candidate) }
    }
    throw failure("mkdir", path)
  }

  /// Whether this process may write to a folder or file.
  package static func canWrite(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// 0 where there is none.
  static func size(of path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// Whether anything stands at `path`, be it a link that leads nowhere.
  static func isTaken(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Opens a regular file of ours, making it with mode 0600 when it is missing.
  ///
  /// - Returns: a descriptor that the caller closes.
  package static func openFile(_ path: String) throws(StoreError) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else {
      if errno == ELOOP { throw .unsafePlace(path: path, reason: "it is a link") }
      if errno == EISDIR { throw .unsafePlace(path: path, reason: "it is not a plain file") }
      throw failure("open", path)
    }
    do throws(StoreError) {
      try check(descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Whether a file stands at `path` that we may use; its mode is narrowed to 0600.
  ///
  /// The file is looked at and not opened: to close any descriptor of a database file drops the
  /// locks that SQLite holds on it for this whole process.
  package static func isUsableFile(_ path: String) throws(StoreError) -> Bool {
    var facts = stat()
    guard lstat(path, &facts) == 0 else {
      if errno == ENOENT { return false }
      throw failure("stat", path)
    }
    if facts.st_mode & S_IFMT == S_IFLNK {
      throw .unsafePlace(path: path, reason: "it is a link")
    }
    try check(facts, path)
    // Our folder is ours alone: nobody puts another file there between the two calls.
    if facts.st_mode & 0o077 != 0 { _ = chmod(path, 0o600) }
    return true
  }

  /// Replaces the file at `path` so that a reader, also after a power cut, sees the old bytes or
  /// the new ones. The caller syncs the folder (``syncFolder(_:)``), once for several files.
  package static func replaceFile(
    _ path: String, with parts: [[UInt8]]
  ) throws(StoreError) {
    let temporary = path + ".new"
    if unlink(temporary) != 0 && errno != ENOENT { throw failure("unlink", temporary) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(temporary, flags, 0o600)
    guard descriptor >= 0 else { throw failure("open", temporary) }
    do throws(StoreError) {
      defer { close(descriptor) }
      for part in parts { try write(part, to: descriptor, temporary) }
      guard fsync(descriptor) == 0 else { throw failure("fsync", temporary) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let error = failure("rename", path)
      unlink(temporary)
      throw error
    }
  }

  /// Makes renames and removals in a folder durable.
  package static func syncFolder(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
  }

  /// The bytes of a file of ours, at most `limit` of them; nil when there is none.
  package static func readFile(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
    guard try isUsableFile(path) else { return nil }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    // What is read is what was looked at.
    try check(descriptor, path)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// Names of the files in a folder, sorted; empty when there is none.
  package static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// What `errno` says about an operation that just failed.
  static func failure(_ operation: String, _ path: String) -> StoreError {
    switch errno {
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    case let number: .system(operation: operation, path: path, number: number)
    }
  }

  /// The path with every link in its folders followed; the last step itself may be missing.
  static func resolved(_ path: String) throws(StoreError) -> String {
    let folder = parentFolder(of: path)
    guard let resolved = realpath(folder, nil) else { throw failure("realpath", folder) }
    defer { free(resolved) }
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    return "\(String(cString: resolved))/\(name)"
  }

  static func parentFolder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func check(_ descriptor: Int32, _ path: String) throws(StoreError) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw failure("stat", path) }
    try check(facts, path)
    if facts.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o600) }
  }

  private static func check(_ facts: stat, _ path: String) throws(StoreError) {
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw .unsafePlace(path: path, reason: "it is not a plain file")
    }
    guard facts.st_uid == geteuid() else {
      throw .unsafePlace(path: path, reason: "it belongs to another user")
    }
    guard facts.st_nlink <= 1 else {
      throw .unsafePlace(path: path, reason: "it has a second name (a hard link)")
    }
  }

  static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(StoreError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("write", path) }
      offset += count
    }
  }
}
