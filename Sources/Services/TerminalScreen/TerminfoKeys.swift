import CellGrid

/// The key sequences of a terminal, by their names in terminfo(5).
enum TerminfoKeys {
  /// - Parameter sequence: the value of a capability, nil when the terminal has none.
  static func table(_ sequence: (String) -> [UInt8]?) -> [[UInt8]: Key] {
    var table: [[UInt8]: Key] = [:]
    func add(_ name: String, _ key: Key) {
      guard let bytes = sequence(name), bytes.count > 1, table[bytes] == nil else { return }
      table[bytes] = key
    }
    for (name, code) in plain { add(name, Key(code)) }
    for (name, code) in shifted { add(name, Key(code, .shift)) }
    add("kcbt", .backTab)
    for number in 1...12 { add("kf\(number)", Key(.function(number))) }
    // Where F13 is Shift with F1, its sequence says so, and the rules of xterm read it better.
    for number in 13...24 {
      if let bytes = sequence("kf\(number)"), !bytes.contains(UInt8(ascii: ";")) {
        add("kf\(number)", Key(.function(number)))
      }
    }
    for (name, code) in modified {
      for parameter in 3...8 {
        add("\(name)\(parameter)", Key(code, Key.Modifiers(parameter: parameter)))
      }
    }
    return table
  }

  private static let plain: [(String, Key.Code)] = [
    ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
    ("khome", .home), ("kend", .end), ("kich1", .insert), ("kdch1", .delete),
    ("kpp", .pageUp), ("knp", .pageDown), ("kent", .enter), ("kbs", .backspace),
    ("ka1", .home), ("ka3", .pageUp), ("kc1", .end), ("kc3", .pageDown),
  ]

  private static let shifted: [(String, Key.Code)] = [
    ("kri", .up), ("kind", .down), ("kUP", .up), ("kDN", .down), ("kLFT", .left),
    ("kRIT", .right), ("kHOM", .home), ("kEND", .end), ("kIC", .insert), ("kDC", .delete),
    ("kPRV", .pageUp), ("kNXT", .pageDown),
  ]

  /// Names that a digit follows, xterm's number for the modifiers.
  private static let modified: [(String, Key.Code)] = [
    ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
    ("kEND", .end), ("kIC", .insert), ("kDC", .delete), ("kPRV", .pageUp), ("kNXT", .pageDown),
  ]
}
