import CellGrid
import FlowWorkspace

/// What was used last in the palette, kept over runs: command lines and titles of answers, one a line,
/// the newest first. 0600.
///
/// The file is a convenience: one that is missing, damaged, too large or unreadable counts as empty,
/// and one that cannot be written stays as it is. Several programs may share it; each keeps what the
/// others wrote behind its own.
package struct RecentCommands: Sendable {
  /// Lines that are kept.
  package static let mostLines = 50
  /// Bytes of a line; longer ones are not kept.
  package static let longestLine = 300
  /// Bytes of a file that is read at all.
  package static let largestFile = 1 << 16

  private let path: String

  package init(path: String) { self.path = path }

  /// The lines that are fit to be shown: text without control characters and other hidden signs.
  package func load() -> [String] {
    let bytes = (try? PrivateFile.readBack(path, limit: Self.largestFile)).flatMap { $0 } ?? []
    let lines = bytes.split(separator: UInt8(ascii: "\n")).lazy.compactMap {
      String(validating: $0, as: UTF8.self)
    }
    return Self.merged(Array(lines), [])
  }

  /// Puts lines before those of the file.
  package func keep(_ lines: [String]) {
    let merged = Self.merged(lines, load())
    let text = merged.map { $0 + "\n" }.joined()
    try? PrivateFile.write(Array(text.utf8), to: path)
  }

  private static func merged(_ first: [String], _ second: [String]) -> [String] {
    var seen: Set<String> = []
    let fit = (first + second).filter { line in
      !line.isEmpty && line.utf8.count <= longestLine && VisibleText.line(line) == line
        && seen.insert(line).inserted
    }
    return Array(fit.prefix(mostLines))
  }
}
