import Glibc

/// A temporary folder that is gone at the end.
struct WorkFolder {
  let path: String

  init() throws(BenchError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/weir-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .system("\(base) takes no folder", errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws(BenchError) -> String {
    let path = file(name)
    guard let stream = fopen(path, "w") else { throw .system(path, errno) }
    let isWritten = fputs(text, stream) >= 0
    guard fclose(stream) == 0, isWritten else { throw .system(path, errno) }
    return path
  }

  func remove() { Self.remove(path) }

  /// Removes a file or a folder with everything in it; links are not followed.
  static func remove(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { remove(path + "/" + name) }
    }
    closedir(folder)
    rmdir(path)
  }
}
