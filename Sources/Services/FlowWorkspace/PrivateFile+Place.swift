package import FlowModel
import Glibc

extension PrivateFile {
  /// Puts a file of ours into a folder of anybody's: 0600, whole or not at all. The folder stays as
  /// it is.
  ///
  /// ```
  /// .name.123.new   written and synced, then
  ///   link          where nothing may be written over: fails when the name is taken
  ///   rename        in the place of a file that is there
  /// ```
  ///
  /// - Returns: false: something of this name is there, and it may not be replaced.
  package static func place(
    _ bytes: [UInt8], at path: String, replaces: Bool
  ) throws(Problem) -> Bool {
    if try isThere(path) {
      guard replaces else { return false }
      try requirePlainFile(path)
    }
    let temporary = temporaryName(beside: path)
    guard try create(bytes, at: temporary) else {
      throw Problem(.failed, "\(temporary) is in the way.", advice: "Remove it and try again.")
    }
    defer { unlink(temporary) }
    if replaces {
      guard rename(temporary, path) == 0 else { throw notWritten(path, errno) }
      return true
    }
    if link(temporary, path) == 0 { return true }
    switch errno {
    case EEXIST: return false
    // A file system without links: the name is taken first, then filled.
    case EPERM, ENOTSUP, ENOSYS: return try create(bytes, at: path)
    case let code: throw notWritten(path, code)
    }
  }

  /// Whether a name is taken, by a link to nowhere too.
  package static func isThere(_ path: String) throws(Problem) -> Bool {
    var facts = stat()
    if lstat(path, &facts) == 0 { return true }
    guard errno == ENOENT else { throw notWritten(path, errno) }
    return false
  }

  private static func requirePlainFile(_ path: String) throws(Problem) {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.failed, "\(path) is not a file.", detail: "It was not written over.")
    }
  }

  private static func temporaryName(beside path: String) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<start]).\(path[start...]).\(getpid()).new"
  }

  private static func notWritten(_ path: String, _ code: Int32) -> Problem {
    Problem(.failed, "\(path) could not be written.", detail: SystemError.sentence(code))
  }
}
