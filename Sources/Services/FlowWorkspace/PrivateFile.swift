package import FlowModel
import Glibc

/// Files and folders that only their owner may read (promise 50): 0600 and 0700, never a link.
package enum PrivateFile {
  /// Makes the folder and those above it that are missing, each 0700.
  package static func makeFolder(_ path: String) throws(Problem) {
    var made = ""
    for part in path.split(separator: "/") {
      let parent = made.isEmpty ? "/" : made
      made += "/" + part
      if mkdir(made, 0o700) == 0 {
        try syncFolder(parent)
      } else if errno != EEXIST, errno != EROFS, errno != EACCES {
        throw problem("The folder \(made) could not be made.", errno)
      }
    }
    var information = stat()
    guard stat(path, &information) == 0 else {
      throw problem("The folder \(path) could not be made.", errno)
    }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(.failed, "\(path) is not a folder.", advice: "Move it away and try again.")
    }
    guard information.st_uid == geteuid() else {
      throw Problem(
        .failed, "The folder \(path) belongs to another user.",
        advice: "weir keeps secrets there; use a folder of your own (WEIR_HOME).")
    }
    if information.st_mode & 0o077 != 0 { chmod(path, 0o700) }
  }

  /// Reads a file of at most `limit` bytes. nil: there is none.
  ///
  /// - Parameter isSecret: refuses a file that others may read, that is a link, or that another
  ///   user owns.
  package static func read(
    _ path: String, limit: Int = 4 << 20, isSecret: Bool = false
  ) throws(Problem) -> [UInt8]? {
    guard let descriptor = try openToRead(path, followsLinks: !isSecret) else { return nil }
    defer { close(descriptor) }
    let facts = try facts(of: descriptor, path: path, limit: limit)
    if isSecret, facts.st_uid != geteuid() || facts.st_mode & 0o077 != 0 {
      throw Problem(
        .failed, "\(path) holds a secret and others may read it.",
        advice: "Run: chmod 600 \(path)")
    }
    return try readAll(descriptor, limit: limit, path: path)
  }

  /// Reads a file of ours after another program wrote to it: the file itself, ours, under one name.
  /// It is private again afterwards, whatever that program made of it. nil: there is none.
  package static func readBack(_ path: String, limit: Int) throws(Problem) -> [UInt8]? {
    guard let descriptor = try openToRead(path, followsLinks: false) else { return nil }
    defer { close(descriptor) }
    let facts = try facts(of: descriptor, path: path, limit: limit)
    guard facts.st_uid == geteuid() else {
      throw Problem(.failed, "\(path) belongs to another user now.")
    }
    guard facts.st_nlink == 1 else { throw Problem(.failed, "\(path) has a second name now.") }
    fchmod(descriptor, 0o600)
    return try readAll(descriptor, limit: limit, path: path)
  }

  private static func openToRead(
    _ path: String, followsLinks: Bool
  ) throws(Problem) -> Int32? {
    // A pipe without a writer would block; what is no file is told by its kind.
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = open(path, flags)
    if descriptor >= 0 { return descriptor }
    if errno == ENOENT { return nil }
    if errno == ELOOP {
      throw Problem(
        .failed, "\(path) is a link.", advice: "A file with secrets must be the file itself.")
    }
    throw problem("\(path) could not be read.", errno)
  }

  private static func facts(
    of descriptor: Int32, path: String, limit: Int
  ) throws(Problem) -> stat {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.failed, "\(path) is not a file.")
    }
    guard facts.st_size <= limit else { throw tooLarge(path, limit: limit) }
    return facts
  }

  /// Makes a file that was not there. False: there is one of this name.
  static func create(_ bytes: [UInt8], at path: String) throws(Problem) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor < 0, errno == EEXIST { return false }
    guard descriptor >= 0 else { throw problem("\(path) could not be written.", errno) }
    defer { close(descriptor) }
    guard writeAll(bytes, to: descriptor), fsync(descriptor) == 0 else {
      let failure = errno
      unlink(path)
      throw problem("\(path) could not be written.", failure)
    }
    return true
  }

  /// Replaces the file as a whole: a temporary file beside it, synced, renamed, folder synced.
  package static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    try makeFolder(folder)
    let temporary = "\(path).\(getpid()).new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw problem("\(path) could not be written.", errno) }
    var failure: Int32 = 0
    if !writeAll(bytes, to: descriptor) || fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(temporary)
      throw problem("\(path) could not be written; the old one stands.", failure)
    }
    try syncFolder(folder)
  }

  /// Makes new names in a folder survive a power cut.
  private static func syncFolder(_ path: String) throws(Problem) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that may be entered but not read cannot be synced.
    if descriptor < 0, errno == EACCES { return }
    guard descriptor >= 0 else { throw problem("The folder \(path) could not be read.", errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw problem("NOT saved: the disk did not confirm what is new in \(path).", errno)
    }
  }

  package static func remove(_ path: String) { unlink(path) }

  private static func readAll(
    _ descriptor: Int32, limit: Int, path: String
  ) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw problem("\(path) could not be read.", errno)
      }
      bytes += chunk[..<count]
      if bytes.count > limit { throw tooLarge(path, limit: limit) }
    }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      done += count
    }
    return true
  }

  private static func tooLarge(_ path: String, limit: Int) -> Problem {
    Problem(.failed, "\(path) is larger than \(ByteLimit.words(limit)).")
  }

  private static func problem(_ title: String, _ code: Int32) -> Problem {
    Problem(.failed, title, detail: SystemError.sentence(code))
  }
}

/// A number of bytes as people read it: `64 MiB`.
package enum ByteLimit {
  package static func words(_ limit: Int) -> String {
    limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
  }
}

/// An `errno` as people read it.
package enum SystemError {
  package static func sentence(_ code: Int32) -> String {
    switch code {
    case ENOSPC: "The disk is full."
    case EDQUOT: "Your quota on this disk is used up."
    case EROFS: "The disk is read-only."
    case EACCES, EPERM: "Permission denied."
    default: String(cString: strerror(code)) + "."
    }
  }
}
