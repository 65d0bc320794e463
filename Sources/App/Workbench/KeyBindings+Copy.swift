extension KeyBindings {
  /// The copy menu, the web link and the explanation.
  static let copyLines: [(Command, [String])] = [
    (.copyName, ["y n"]),
    (.copyID, ["y i"]),
    (.copyLink, ["y u"]),
    (.copyBody, ["y j"]),
    (.showLink, ["o"]),
  ]

  static let copySettingLines: [(Command, [String])] = [
    (.copySettingPath, ["y p"]),
    (.copySettingValue, ["y v"]),
  ]
}
