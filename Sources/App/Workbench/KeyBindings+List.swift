extension KeyBindings {
  /// Marks, jumps, matches and columns of the list.
  static let listLines: [(Command, [String])] = [
    (.markRange, ["V"]),
    (.extendDown, ["S-Down"]),
    (.extendUp, ["S-Up"]),
    (.invertMarks, ["*"]),
    jumpLine,
    (.nextMatch, ["n"]),
    (.previousMatch, ["N"]),
    (.sortNextColumn, ["S-Right"]),
    (.sortPreviousColumn, ["S-Left"]),
  ]

  static let jumpLine: (Command, [String]) = (.jump, ["f"])

  static let configLines: [(Command, [String])] = [
    jumpLine,
    (.changeSetting, ["Enter", "l", "i", "Right"]),
    (.back, ["h", "Left"]),
  ]

  static let versionLines: [(Command, [String])] = [
    jumpLine,
    (.open, ["Enter", "l", "Right"]),
    (.compareVersions, ["D"]),
    (.restore, ["r"]),
    (.showVersions, ["b v"]),
    (.back, ["h", "Left"]),
  ]

  /// Places that were left, and how the panes share the screen.
  static let placeLines: [(Command, [String])] = [
    (.goBack, ["H", "C-o"]),
    (.goForward, ["L"]),
    (.switchProfile, ["g c"]),
    (.chooseTheme, ["g y"]),
    (.growPane, ["+"]),
    (.shrinkPane, ["_"]),
  ]
}
