import FlowWorkspace
import Glibc

/// A folder and all in it, as values: what a point starts from, and what a disk would hold.
struct FolderImage: Sendable {
  /// Paths relative to the folder, and their permission bits.
  var folders: [String: UInt32] = [:]
  var files: [String: File] = [:]

  struct File: Sendable {
    var mode: UInt32 = 0o600
    var bytes: [UInt8]
  }

  init() {}

  init(reading path: String) { add(path, "") }

  private mutating func add(_ root: String, _ name: String) {
    let path = name.isEmpty ? root : "\(root)/\(name)"
    for entry in FolderTree.names(in: path) {
      let inner = name.isEmpty ? entry : "\(name)/\(entry)"
      var facts = stat()
      guard lstat("\(root)/\(inner)", &facts) == 0 else { continue }
      if facts.st_mode & S_IFMT == S_IFDIR {
        folders[inner] = facts.st_mode & 0o777
        add(root, inner)
      } else {
        files[inner] = File(
          mode: facts.st_mode & 0o777, bytes: Self.bytes(of: "\(root)/\(inner)") ?? [])
      }
    }
  }

  /// Makes the folder anew with exactly this in it.
  func write(to root: String) {
    FolderTree.remove(root)
    mkdir(root, 0o700)
    for (name, mode) in folders.sorted(by: { $0.key < $1.key }) {
      mkdir("\(root)/\(name)", 0o700)
      chmod("\(root)/\(name)", mode)
    }
    for (name, file) in files { Self.write(file.bytes, to: "\(root)/\(name)", mode: file.mode) }
  }

  /// The files whose paths begin so, by the rest of their names.
  func files(below prefix: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for (name, file) in files where name.hasPrefix(prefix) {
      found[String(name.dropFirst(prefix.count))] = file.bytes
    }
    return found
  }

  static func bytes(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    precondition(descriptor >= 0, "\(path) cannot be written: \(errno)")
    defer { close(descriptor) }
    fchmod(descriptor, mode)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      precondition(count > 0, "\(path) cannot be written: \(errno)")
      done += count
    }
  }
}
