extension KeyBindings {
  /// The keys of the graph (screen.md, section 1). They win over global ones: `-` makes smaller, so
  /// the last view is `g -`.
  static let graphLines: [(Command, [String])] = [
    (.moveLeft, ["h", "Left"]),
    (.moveRight, ["l", "Right"]),
    (.panLeft, ["H", "S-Left"]),
    (.panDown, ["J", "S-Down"]),
    (.panUp, ["K", "S-Up"]),
    (.panRight, ["L", "S-Right"]),
    (.nextEdge, ["Tab"]),
    (.previousEdge, ["BackTab"]),
    (.followEdge, ["Enter"]),
    (.comeBack, ["Backspace"]),
    (.jump, ["f"]),
    (.zoomIn, ["+", "="]),
    (.zoomOut, ["-"]),
    (.fitAll, ["0"]),
    (.scrollToMiddle, ["z z"]),
    (.otherLayout, ["T"]),
    (.toggleMinimap, ["M"]),
    (.toggleInputs, ["i"]),
    (.upstream, ["<"]),
    (.downstream, [">"]),
    (.editEdge, ["g e"]),
    (.textTwin, ["t"]),
    (.find, ["/"]),
    (.findNext, ["n"]),
    (.findPrevious, ["N"]),
    (.toggleFull, ["_"]),
    (.lastView, ["g -"]),
    (.showInOutbox, ["g o"]),
  ]
}
