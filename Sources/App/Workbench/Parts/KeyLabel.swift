import CellGrid

/// Keys as the screen names them: `Ctrl-s`, `Enter`, `gg`, `bp`.
enum KeyLabel {
  static func text(_ key: Key) -> String {
    let name = key.name
    if name.hasPrefix("C-") { return "Ctrl-" + name.dropFirst(2) }
    if name.hasPrefix("A-") { return "Alt-" + name.dropFirst(2) }
    if name == "BackTab" { return "Shift-Tab" }
    if name.hasPrefix("S-") { return "Shift-" + name.dropFirst(2) }
    return name
  }

  /// Letters stand together, names apart: `gg`, `g Enter`.
  static func text(_ keys: [Key]) -> String {
    let names = keys.map { text($0) }
    return names.joined(separator: names.allSatisfy { $0.count == 1 } ? "" : " ")
  }
}
