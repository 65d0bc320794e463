import CellGrid
import Glibc
import Testing
import Workbench

/// Every pane and dialog at every size of screen.md, as text; at 80x24 also by its roles, without
/// colour, and with ASCII signs. The pictures stand in `Pictures/`.
@Suite("Pictures of every pane and dialog") struct ScenePictureTests {
  @Test("look as they are kept", arguments: Scene.all)
  func kept(scene: Scene) throws {
    let got = Sheet.all.map { $0.text(of: scene) }.joined(separator: "\n") + "\n"
    if Self.isDrawing { return try Self.write(got, scene.name) }
    let want = try #require(Self.read(scene.name), "WEIR_PICTURES=draw draws it the first time")
    #expect(Self.difference(want, got) == nil)
  }

  @Test("are of scenes that there are")
  func leftovers() {
    let kept = Self.names()
    #expect(Set(kept) == Set(Scene.all.map(\.name)))
  }

  @Test("fill nothing beyond the screen and have no cell of nobody's role", arguments: Scene.all)
  func roles(scene: Scene) {
    for size in Sheet.sizes {
      let frame = scene.frame(size, theme: RoleTheme.theme, glyphs: .unicode)
      #expect(frame.size == size)
      let cells = (0..<size.rows).flatMap { frame.grid.row($0) }
      #expect(cells.allSatisfy { $0.style == .plain || RoleTheme.role(of: $0.style) != nil })
    }
  }

  // MARK: Files

  private static let isDrawing = getenv("WEIR_PICTURES").map { String(cString: $0) } == "draw"
  private static let folder =
    #filePath.split(separator: "/").dropLast().reduce("") {
      $0 + "/" + $1
    } + "/Pictures"

  private static func path(_ name: String) -> String { "\(folder)/\(name).txt" }

  private static func read(_ name: String) -> String? {
    guard let file = fopen(path(name), "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&part, 1, part.count, file), count > 0 {
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, _ name: String) throws {
    let file = try #require(fopen(path(name), "w"))
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  private static func names() -> [String] {
    guard let folder = opendir(folder) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".txt") { names.append(String(name.dropLast(4))) }
    }
    return names
  }

  /// The rows that differ, with the title of their picture.
  private static func difference(_ want: String, _ got: String) -> String? {
    guard want != got else { return nil }
    let want = want.split(separator: "\n", omittingEmptySubsequences: false)
    let got = got.split(separator: "\n", omittingEmptySubsequences: false)
    var report: [String] = []
    var title: Substring = ""
    for row in 0..<max(want.count, got.count) {
      let (old, new) = (row < want.count ? want[row] : "", row < got.count ? got[row] : "")
      if new.hasPrefix("== ") { title = new }
      guard old != new else { continue }
      report += ["\(title) row \(row)", "- \(old)", "+ \(new)"]
    }
    return report.prefix(60).joined(separator: "\n")
  }
}
