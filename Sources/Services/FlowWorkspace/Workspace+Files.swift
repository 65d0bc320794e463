package import FlowModel

/// Files of a person's own, outside of the local copy.
extension Workspace {
  /// Writes a text into a new file, 0600, on disk when this returns. For what cannot be saved here.
  ///
  /// - Parameter path: `~/` is the home folder; a relative path begins where weir was started.
  /// - Returns: the path as it was meant.
  package func writeFile(_ text: [UInt8], to path: String) throws(Problem) -> String {
    var target = path
    if path.hasPrefix("~/"), let home = environment["HOME"], !home.isEmpty {
      target = home + path.dropFirst()
    }
    guard try PrivateFile.create(text, at: target) else {
      throw Problem(
        .failed, "\(target) exists already.", detail: "It was not written over.",
        advice: "Give another name.")
    }
    return target
  }
}
