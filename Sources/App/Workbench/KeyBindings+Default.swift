extension KeyBindings {
  /// The keys of weir as it comes (screen.md, section 1).
  package static let `default`: KeyBindings = {
    var bindings = KeyBindings()
    for (context, command, keys) in defaultBindings {
      bindings.bind(keys, to: command, in: context)
    }
    return bindings
  }()

  /// The lines of the tables below, one for each key, in the order in which they are bound.
  package static var defaultBindings: [(context: KeyContext, command: Command, keys: String)] {
    let scrolling = [KeyContext].scrolling.map { ($0, scrollingLines) }
    return (defaultLines + scrolling).flatMap { context, lines in
      lines.flatMap { command, keys in keys.map { (context, command, $0) } }
    }
  }

  /// The same in every pane with rows.
  private static let scrollingLines: [(Command, [String])] = [
    (.moveDown, ["j", "Down"]),
    (.moveUp, ["k", "Up"]),
    (.halfPageDown, ["C-d"]),
    (.halfPageUp, ["C-u"]),
    (.pageDown, ["C-f", "PgDn"]),
    (.pageUp, ["C-b", "PgUp"]),
    (.moveToTop, ["g g", "Home"]),
    (.moveToBottom, ["G", "End"]),
  ]

  private static let flowLines: [(Command, [String])] =
    copyLines + [
      (.edit, ["e"]),
      (.editOutside, ["E"]),
      (.undo, ["u", "z u"]),
      (.redo, ["C-r"]),
      (.showHistory, ["g h"]),
      (.applyAgain, ["g a"]),
      (.closeNotices, ["g n"]),
    ]

  /// In the graph g e opens the edge.
  private static let recordLine: (Command, [String]) = (.editRecord, ["g e"])

  private static let tabLines: [(Command, [String])] = [
    (.nextTab, ["]", "g t"]),
    (.previousTab, ["[", "g T"]),
  ]

  private static let graphLine: (Command, [String]) = (.showGraph, ["g G"])

  private static let wholeFlowLines: [(Command, [String])] = [
    (.duplicate, ["c"]),
    (.rename, ["r"]),
    (.delete, ["d"]),
    (.publish, ["b p"]),
    (.activate, ["b a"]),
    (.pause, ["b s"]),
    (.showVersions, ["b v"]),
    (.compareWithServer, ["D"]),
    (.showInOutbox, ["g o"]),
    (.goToPath, ["@"]),
  ]

  private static let defaultLines: [(KeyContext, [(Command, [String])])] = [
    (
      .everywhere,
      placeLines + [
        (.commandLine, [":"]),
        (.palette, ["C-p"]),
        (.explain, ["K"]),
        (.help, ["?", "F1"]),
        (.back, ["Esc"]),
        (.closeView, ["q"]),
        (.stop, ["C-c"]),
        (.showChatflows, ["1"]),
        (.showChatbots, ["2"]),
        (.showOutbox, ["3"]),
        (.showActivity, ["4"]),
        (.lastView, ["-"]),
        (.nextPane, ["Tab"]),
        (.previousPane, ["BackTab"]),
        (.refresh, ["R", "g R"]),
        (.push, ["P"]),
        (.actions, ["x"]),
        (.toggleMouse, ["g m"]),
        (.redraw, ["C-l"]),
        (.suspend, ["C-z"]),
      ]
    ),
    (
      .list,
      flowLines + wholeFlowLines + tabLines + listLines + [
        recordLine, graphLine,
        (.showGone, ["g d"]),
        (.open, ["Enter", "l", "Right"]),
        (.create, ["a"]),
        (.filter, ["/"]),
        (.sort, ["s"]),
        (.reverseSort, ["S"]),
        (.mark, ["Space"]),
        (.unmarkAll, ["U"]),
        (.scrollToMiddle, ["z z"]),
        (.scrollToTop, ["z t"]),
        (.scrollToBottom, ["z b"]),
      ]
    ),
    (
      .detail,
      flowLines + wholeFlowLines + tabLines + [recordLine, graphLine, (.back, ["h", "Left"])]
    ),
    (.graph, flowLines + tabLines + graphLines),
    (
      .history,
      flowLines + tabLines + [
        recordLine, graphLine, jumpLine,
        (.open, ["Enter", "l", "Right"]),
        (.restore, ["r"]),
        (.compareVersions, ["D"]),
        (.showInOutbox, ["g o"]),
        (.back, ["h", "Left"]),
      ]
    ),
    (.config, flowLines + [recordLine, graphLine] + tabLines + configLines + copySettingLines),
    (.versions, flowLines + [recordLine, graphLine] + tabLines + versionLines),
    (
      .outbox,
      flowLines + [
        recordLine, jumpLine,
        (.open, ["Enter", "l", "Right"]),
        (.retry, ["r"]),
        (.mark, ["Space"]),
        (.unmarkAll, ["U"]),
        (.discard, ["d"]),
        (.copyRequest, ["y c"]),
        (.resolve, ["c"]),
      ]
    ),
    (.activity, [(.open, ["Enter", "l", "Right"]), (.filter, ["/"]), jumpLine]),
    (
      .conflict,
      [
        jumpLine,
        (.chooseMine, ["1", "h"]),
        (.chooseTheirs, ["2", "l"]),
        (.chooseBase, ["3", "b"]),
        (.chooseBoth, ["c"]),
        (.writeOwn, ["e"]),
        (.nextOpen, ["n"]),
        (.previousOpen, ["N"]),
        (.chooseAllMine, ["A"]),
        (.chooseAllTheirs, ["B"]),
        (.undoChoice, ["u", "z u"]),
        (.saveMerge, ["C-s"]),
      ]
    ),
    (.outline, textLines + outlineLines),
    (.editor, textLines),
  ]
}
