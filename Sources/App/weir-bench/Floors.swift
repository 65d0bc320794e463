import Glibc

/// The C programs that weir is measured against, compiled when they are first asked for.
final class Floors {
  enum Program: String {
    /// The list, painted by ncurses straight from SQLite.
    case list
    /// Stores the rows of a list in SQLite.
    case store
    /// Makes a copy of weir hold more flows.
    case fill
    /// An editor: a gap buffer, painted by ncurses.
    case edit
    /// Checks JSON and writes it pretty, with simdjson.
    case json
    /// Stores a flow again and again in SQLite.
    case save
  }

  private let folder: WorkFolder
  private var built: [Program: String] = [:]

  init(folder: WorkFolder) { self.folder = folder }

  /// The path of the compiled program.
  func path(_ program: Program) throws(BenchError) -> String {
    if let path = built[program] { return path }
    let (ending, compiler, libraries) = Self.build(program)
    let source = try folder.write(Self.source(of: program), to: "\(program.rawValue).\(ending)")
    let path = folder.file(program.rawValue)
    var environment = Home.plainEnvironment
    environment["TMPDIR"] = folder.path
    _ = try Run.checked(
      [compiler, "-O2", "-o", path, source] + libraries, environment: environment, folder: folder)
    built[program] = path
    return path
  }

  func run(_ program: Program, _ arguments: [String]) throws(BenchError) -> Run {
    try Run.checked(
      [try path(program)] + arguments, environment: Home.plainEnvironment, folder: folder)
  }

  private static func source(of program: Program) -> String {
    let bytes =
      switch program {
      case .list: PackageResources.list_c
      case .store: PackageResources.store_c
      case .fill: PackageResources.fill_c
      case .edit: PackageResources.edit_c
      case .json: PackageResources.json_cpp
      case .save: PackageResources.save_c
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func build(
    _ program: Program
  ) -> (ending: String, compiler: String, libraries: [String]) {
    switch program {
    case .list: ("c", "cc", ["-lncursesw", "-ltinfo", "-lsqlite3"])
    case .store, .fill, .save: ("c", "cc", ["-lsqlite3"])
    case .edit: ("c", "cc", ["-lncursesw", "-ltinfo"])
    case .json: ("cpp", "c++", ["-lsimdjson"])
    }
  }
}
