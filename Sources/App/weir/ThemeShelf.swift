import CellGrid
import FlowModel
import FlowWorkspace
import Glibc
import MainLoop
import Workbench

/// Finds themes: the user's folder, the installed one, a checkout. It never fails for want of one:
/// a theme is built in.
struct ThemeShelf: Sendable {
  private let folders: [String]
  private let colors: ScreenAbilities.Colors

  init(places: Places, colors: ScreenAbilities.Colors) {
    let program = OwnProgram.folder
    var folders = [places.config + "/themes", program + "/../share/weir/themes"]
    // A checkout: .build/<triple>/debug/weir stands three or four folders below the root.
    var folder = program
    for _ in 0..<5 {
      folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
      if !folder.isEmpty { folders.append(folder + "/themes") }
    }
    self.folders = folders
    self.colors = colors
  }

  /// The theme of that name.
  ///
  /// - Parameter notices: mistakes in its file, with their lines.
  /// - Throws: there is no such theme, or its file is not JSON5.
  func theme(_ name: String, notices: inout [String]) throws(Problem) -> Theme {
    Theme(try looks(name, notices: &notices), colors: colors)
  }

  /// The same for the running screen, with all else that the person may set.
  func source(readAll: @escaping ThemeSource.ReadAll) -> ThemeSource {
    ThemeSource(
      names: { known }, readAll: readAll,
      read: { (name) throws(Problem) in
        var problems: [String] = []
        return (try theme(name, notices: &problems), problems)
      })
  }

  /// The theme a setting means; the built-in one, with a notice, when it cannot be had.
  func theme(
    _ choice: Settings.ThemeChoice, environment: [String: String], notices: inout [String]
  ) -> Theme {
    let name = Self.name(of: choice, isDark: Self.hasDarkBackground(environment))
    do {
      return try theme(name, notices: &notices)
    } catch {
      if name != "terminal" { notices.append(error.sentence) }
      return .builtIn(colors: colors)
    }
  }

  private static func name(of choice: Settings.ThemeChoice, isDark: Bool?) -> String {
    switch choice {
    case .named("auto"): isDark.map { $0 ? "dusk" : "paper" } ?? "terminal"
    case .named(let name): name
    case .byBackground(let dark, let light): isDark.map { $0 ? dark : light } ?? dark
    }
  }

  /// What COLORFGBG says: `15;0` is a dark background. nil: unknown; the terminal is never asked.
  private static func hasDarkBackground(_ environment: [String: String]) -> Bool? {
    guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let color = Int(last)
    else { return nil }
    return color < 7 || color == 8
  }

  private func looks(_ name: String, notices: inout [String]) throws(Problem) -> ThemeLooks {
    guard let found = ThemeFile.load(name, read: bytes(of:)) else {
      if name == "terminal" { return .terminal }
      throw Problem(
        .usage, "There is no theme \"\(name)\".", advice: "Known: \(known.joined(separator: ", "))."
      )
    }
    let file = path(of: name) ?? name
    notices += found.problems.map { "\(file):\($0.line): \($0.sentence)" }
    return found.looks
  }

  /// The file of a theme, from the first folder that has it.
  private func bytes(of name: String) -> [UInt8]? {
    path(of: name).flatMap { try? PrivateFile.read($0) }
  }

  private func path(of name: String) -> String? {
    guard Profile.isName(name) else { return nil }
    return folders.lazy.map { "\($0)/\(name).json5" }.first { access($0, R_OK) == 0 }
  }

  private var known: [String] {
    let names = folders.flatMap { FolderTree.names(in: $0) }
      .filter { $0.hasSuffix(".json5") }.map { String($0.dropLast(6)) }
    return Set(names + ["terminal"]).sorted()
  }

  /// The folder of a person's own themes.
  var ownFolder: String { folders[0] }
}
