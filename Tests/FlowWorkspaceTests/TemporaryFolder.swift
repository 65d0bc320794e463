import Glibc

/// A fresh private folder that is gone afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/weir-test-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw TemporaryFolderError() }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { removeTree(path) }
  return try body(path)
}

struct TemporaryFolderError: Error {}

func removeTree(_ path: String) {
  if let directory = opendir(path) {
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      var information = stat()
      lstat(path + "/" + name, &information)
      if information.st_mode & S_IFMT == S_IFDIR {
        removeTree(path + "/" + name)
      } else {
        unlink(path + "/" + name)
      }
    }
    closedir(directory)
  }
  rmdir(path)
}
