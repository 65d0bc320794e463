/// Where a key works. A key of the pane in front wins over the same key of `.everywhere`.
package enum KeyContext: String, CaseIterable, Sendable {
  case everywhere = "global"
  case list, detail, graph, history, config, versions, outbox, activity, conflict, outline, editor
}

extension [KeyContext] {
  /// Panes with a cursor or a scroll position.
  static var scrolling: [KeyContext] {
    [
      .list, .detail, .graph, .history, .config, .versions, .outbox, .activity, .conflict, .outline,
    ]
  }
  /// The two sides of the editor.
  static var texts: [KeyContext] { [.outline, .editor] }
  /// Panes that stand on one flow.
  static var flows: [KeyContext] {
    [.list, .detail, .graph, .history, .config, .versions, .outbox]
  }
  /// The list and the tabs of the right pane.
  static var tabs: [KeyContext] { [.list, .detail, .graph, .history, .config, .versions] }
}
