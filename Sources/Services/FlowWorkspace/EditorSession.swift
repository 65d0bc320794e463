package import FlowModel
import Glibc

/// A text handed to `$EDITOR` in a file of our own: 0600, in the profile's folder, made anew, and
/// gone once its text is safe.
package struct EditorSession: Sendable {
  /// The editor and its arguments; the file is the last one.
  package let arguments: [String]
  package let path: String
  private let original: [UInt8]
  /// Whether our own comment lines stand on top.
  private var hasComments = false

  private static let commentPrefix = "// weir: "

  /// - Parameters:
  ///   - text: what to edit.
  ///   - suffix: tells the editor what it is. The name of the file holds nothing that a server
  ///     said.
  ///   - folder: where the file is made; see ``EditorFolder``.
  ///   - stamp: begins the name; a number follows where it is taken.
  package init(
    text: [UInt8], suffix: TextSuffix, folder: String, stamp: String, editor: [String]
  ) throws(Problem) {
    try PrivateFile.makeFolder(folder)
    var path = "\(folder)/weir-\(stamp)\(suffix.rawValue)"
    var number = 1
    while try !PrivateFile.create(text, at: path) {
      number += 1
      path = "\(folder)/weir-\(stamp)-\(number)\(suffix.rawValue)"
    }
    self.path = path
    original = text
    arguments = editor + [path]
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

  /// What the editor left behind.
  ///
  /// - Parameter status: its exit status; a signal's number, negative, when one ended it.
  /// - Throws: a file that cannot be taken back. It stays where it is.
  package func outcome(status: Int32) throws(Problem) -> Outcome {
    guard status == 0 else { throw failure(status) }
    guard let bytes = try PrivateFile.readBack(path, limit: Self.limit) else {
      throw Problem(.failed, "The editor removed its file.", detail: "Nothing was changed.")
    }
    let text = withoutComments(bytes)
    if text.allSatisfy({ $0 == 0x0A || $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      if text == original { return .unchanged }
      remove()
      throw Problem(.failed, "The file came back empty.", detail: "Nothing was changed.")
    }
    // Editors add a line break at the end; that alone is no change.
    let isAdded = original.last != 0x0A && text.last == 0x0A
    let written = isAdded ? text.dropLast() : text[...]
    return written == original[...] || text + [0x0A] == original
      ? .unchanged : .edited(Array(written))
  }

  package enum Outcome: Hashable, Sendable {
    case unchanged
    /// Without our comment lines, and without a line break that the editor added.
    case edited([UInt8])
  }

  /// Puts `text` back with what is wrong above it, for the next round.
  package mutating func reopen(_ text: [UInt8], saying problem: String) throws(Problem) {
    let lines =
      problem.split(separator: "\n").map(String.init) + [
        "Mend it and save, or empty the file to give up."
      ]
    let comments = lines.map { Self.commentPrefix + $0 + "\n" }.joined()
    try PrivateFile.write(Array(comments.utf8) + text, to: path)
    hasComments = true
  }

  /// The problem, and where the text is that could not be saved. The file holds that text alone.
  package func keeping(_ text: [UInt8], after problem: Problem) -> Problem {
    var problem = problem
    do {
      if hasComments { try PrivateFile.write(text, to: path) }
    } catch {
      // It stands there with our comment on top: that is enough.
    }
    problem.advice = "The text is kept in \(path)."
    return problem
  }

  /// Takes the file away, once its text is safe elsewhere.
  package func remove() { PrivateFile.remove(path) }

  /// Takes the file away if it holds nothing but what was opened.
  package func removeIfUntouched() -> Bool {
    guard let bytes = try? PrivateFile.readBack(path, limit: Self.limit), bytes == original else {
      return false
    }
    remove()
    return true
  }

  private static let limit = 64 << 20

  private func failure(_ status: Int32) -> Problem {
    let how = status < 0 ? "was ended by signal \(-status)" : "ended with status \(status)"
    return Problem(
      .failed, "The editor \(how).", detail: "Nothing was changed.",
      advice: removeIfUntouched() ? nil : "The text is kept in \(path).")
  }

  private func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    guard hasComments else { return bytes }
    let prefix = Array(Self.commentPrefix.utf8)
    var rest = bytes[...]
    while rest.starts(with: prefix) {
      guard let end = rest.firstIndex(of: 0x0A) else { return [] }
      rest = rest[(end + 1)...]
    }
    return Array(rest)
  }
}
