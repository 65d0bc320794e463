import FoundationEssentials
import Testing

/// The project's own files, read as text.
struct SourceTree {
  let root: String

  init(file: String = #filePath) {
    // …/Tests/ArchitectureTests/SourceTree.swift
    root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
  }

  struct File {
    /// Below the root: `Sources/Core/JSONText/JSONPath.swift`.
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The module's folder name.
    var module: String {
      let parts = path.split(separator: "/")
      return String(parts[0] == "Sources" ? parts[2] : parts[1])
    }
  }

  func files(in folder: String, endingWith suffix: String = ".swift") throws -> [File] {
    let manager = FileManager.default
    return try manager.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(suffix) }.sorted()
      .map { File(path: "\(folder)/\($0)", text: try text(of: "\(folder)/\($0)")) }
  }

  /// Names of the folders right below.
  func folders(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").sorted().filter {
      var isFolder: Bool = false
      let isThere = FileManager.default.fileExists(
        atPath: "\(root)/\(folder)/\($0)", isDirectory: &isFolder)
      return isThere && isFolder
    }
  }

  func text(of path: String) throws -> String {
    let data = FileManager.default.contents(atPath: "\(root)/\(path)")
    return String(decoding: try #require(data, "\(path) is missing"), as: UTF8.self)
  }
}

/// A line without its strings and its comment, so that a word in a sentence is no code.
func code(of line: some StringProtocol) -> String {
  var result = ""
  var isInString = false
  var previous: Character = " "
  for character in line {
    if character == "\"", previous != "\\" { isInString.toggle() }
    if !isInString, character == "/", previous == "/" { return String(result.dropLast()) }
    if !isInString { result.append(character) }
    previous = character
  }
  return result
}
