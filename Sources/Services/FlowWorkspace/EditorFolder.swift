import FlowModel
import Glibc

/// The folder of the files that editors have open, below the profile's data. What stands there
/// after its program has ended is text that was not saved.
enum EditorFolder {
  static func path(in dataFolder: String) -> String { dataFolder + "/edit" }

  /// The beginning of a file's name: which flow it is of, and which program made it.
  static func stamp(of flow: FlowID) -> String { "\(flow.row)-\(getpid())" }

  /// The files of programs that have ended, by name.
  static func keptTexts(in dataFolder: String) -> [(flow: FlowID, path: String)] {
    let folder = path(in: dataFolder)
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.sorted().compactMap { name in
      guard let (flow, program) = owner(of: name), !isRunning(program) else { return nil }
      return (flow, "\(folder)/\(name)")
    }
  }

  /// Who made `weir-ROW-PROGRAM….suffix`; nil for other names, such as an editor's own files.
  private static func owner(of name: String) -> (FlowID, pid_t)? {
    guard TextSuffix.allCases.contains(where: { name.hasSuffix($0.rawValue) }) else { return nil }
    let parts = name.prefix { $0 != "." }.split(separator: "-")
    guard parts.count >= 3, parts[0] == "weir", let row = Int64(parts[1]),
      let program = pid_t(parts[2])
    else { return nil }
    return (FlowID(row: row), program)
  }

  /// Whether the program whose window had a text open is still there. Its name ends with its number.
  static func isRunning(ownerOfText owner: String) -> Bool {
    owner.split(separator: "-").last.flatMap { pid_t($0) }.map(isRunning) ?? false
  }

  private static func isRunning(_ program: pid_t) -> Bool {
    kill(program, 0) == 0 || errno == EPERM
  }
}
