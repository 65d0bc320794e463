import Glibc

/// Which file stands at a path: a file that was renamed and one made anew are two.
struct FileIdentity {
  let path: String
  let device: dev_t
  let number: ino_t

  init?(path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    self.path = path
    device = facts.st_dev
    number = facts.st_ino
  }

  var isInPlace: Bool {
    guard let now = FileIdentity(path: path) else { return false }
    return now.device == device && now.number == number
  }
}
