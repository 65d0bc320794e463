package import FlowModel
import FlowStore
import Glibc

extension Workspace {
  /// How many flows of a profile hold edits that no server has seen: each has a plain file.
  package static func unpushedCount(
    of profile: Profile, places: Places
  ) async throws(Problem) -> Int {
    FolderTree.names(in: places.data(of: profile.name) + "/unpushed")
      .count { $0.hasSuffix(".json") }
  }

  /// Removes a profile's local copy and the token files we made for it.
  package static func removeData(of profile: Profile, places: Places) throws(Problem) {
    guard Profile.isName(profile.name) else { return }
    FolderTree.remove(places.data(of: profile.name))
    FolderTree.remove(places.cache + "/" + profile.name)
    for service in Service.allCases {
      PrivateFile.remove(places.tokenFile(profile: profile.name, service: service))
    }
  }
}

/// Whole folders of our own.
package enum FolderTree {
  /// The names in a folder; none when it is not there.
  package static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether a folder stands there, or a link to one.
  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a folder and all in it. Links are removed, never followed.
  package static func remove(_ path: String) {
    var information = stat()
    guard lstat(path, &information) == 0 else { return }
    if information.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
