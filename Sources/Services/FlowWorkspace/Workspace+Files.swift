package import FlowModel

/// Files of a person's own, outside of the local copy.
extension Workspace {
  /// Writes a text into a new file, 0600, on disk when this returns. For what cannot be saved here.
  ///
  /// - Parameter path: `~/` is the home folder; a relative path begins where weir was started.
  /// - Returns: the path as it was meant.
  package func writeFile(_ text: [UInt8], to path: String) throws(Problem) -> String {
    let target = atHome(path)
    guard try PrivateFile.create(text, at: target) else {
      throw Problem(
        .failed, "\(target) exists already.", detail: "It was not written over.",
        advice: "Give another name.")
    }
    return target
  }

  /// The names of files and folders that a path may go on with, folders with their slash.
  package func fileNames(beginning path: String) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let start = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let place = atHome(folder.isEmpty ? "./" : folder)
    let names = FolderTree.names(in: place).filter {
      $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix("."))
    }
    return names.sorted().prefix(200).map { name in
      folder + name + (FolderTree.isFolder(place + name) ? "/" : "")
    }
  }
}
