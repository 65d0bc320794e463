package import FlowModel
import Glibc

/// A text handed to `$EDITOR` in a file of our own, after the loop of `kubectl edit`: what does not
/// parse opens again with the mistake on top, and the text is never lost.
package struct EditorSession: Sendable {
  /// The editor and its arguments; the file is the last one.
  package let arguments: [String]
  package let path: String
  private let original: [UInt8]
  private let commentPrefix: String

  /// - Parameters:
  ///   - text: what to edit.
  ///   - suffix: `.json`, `.md` …, so that the editor knows what it is. The name of the file holds
  ///     nothing that a server said.
  ///   - folder: the profile's data folder; the file stands in `edit/` below it, 0600.
  ///   - stamp: makes the name unique.
  package init(
    text: [UInt8], suffix: String, folder: String, stamp: String, editor: [String]
  ) throws(Problem) {
    let place = folder + "/edit"
    try PrivateFile.makeFolder(place)
    path = "\(place)/weir-\(stamp)\(suffix)"
    original = text
    commentPrefix = "// weir: "
    arguments = editor + [path]
    try PrivateFile.write(text, to: path)
  }

  /// The editor's arguments: the setting, `WEIR_EDITOR`, `VISUAL`, `EDITOR`, `vi`.
  package static func editor(
    setting: [String]?, environment: [String: String]
  ) -> [String] {
    if let setting, !setting.isEmpty { return setting }
    for name in ["WEIR_EDITOR", "VISUAL", "EDITOR"] {
      if let line = environment[name], let arguments = ChildProcess.arguments(of: line),
        !arguments.isEmpty
      {
        return arguments
      }
    }
    return ["vi"]
  }

  /// A known editor that comes back at once unless told to wait.
  package static func warning(for editor: [String]) -> String? {
    let name = editor.first?.split(separator: "/").last.map(String.init) ?? ""
    guard ["code", "codium", "subl", "zed"].contains(name),
      !editor.contains("--wait"), !editor.contains("-w")
    else { return nil }
    return "\(name) returns at once without --wait: set the editor to \"\(name) --wait\"."
  }

  /// What stands in the file now, without our own comment lines on top.
  package func outcome(status: Int32) throws(Problem) -> Outcome {
    guard status == 0 else {
      let how =
        status < 0 ? "was ended by signal \(-status)" : "ended with status \(status)"
      return .failed("The editor \(how). Nothing was changed; the text is kept in \(path).")
    }
    guard let bytes = try PrivateFile.read(path, limit: 64 << 20) else {
      return .failed("The editor removed its file. Nothing was changed.")
    }
    let text = withoutComments(bytes)
    if text.allSatisfy({ $0 == 0x0A || $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      return .failed("The file came back empty. Nothing was changed.")
    }
    return sameText(text, original) ? .unchanged : .edited(text)
  }

  /// Puts `text` back with what is wrong above it, for the next round.
  package func reopen(_ text: [UInt8], saying problem: String) throws(Problem) {
    var bytes: [UInt8] = []
    for line in problem.split(separator: "\n") {
      bytes += Array((commentPrefix + line + "\n").utf8)
    }
    bytes += Array((commentPrefix + "Mend it and save, or empty the file to give up.\n").utf8)
    try PrivateFile.write(bytes + text, to: path)
  }

  /// Takes the file away, once its text is safe elsewhere.
  package func remove() { PrivateFile.remove(path) }

  package enum Outcome: Hashable, Sendable {
    case unchanged
    case edited([UInt8])
    case failed(String)
  }

  private func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    let prefix = Array(commentPrefix.utf8)
    var rest = bytes[...]
    while rest.starts(with: prefix) {
      guard let end = rest.firstIndex(of: 0x0A) else { return [] }
      rest = rest[(end + 1)...]
    }
    return Array(rest)
  }

  /// Editors add a line break at the end; that alone is no change.
  private func sameText(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left == right || left == right + [0x0A] || left + [0x0A] == right
  }
}
