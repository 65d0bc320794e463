/// Where a key works. A key of the pane in front wins over the same key of `.everywhere`.
package enum KeyContext: String, CaseIterable, Sendable {
  case everywhere = "global"
  case list, detail, outbox, activity, conflict, editor
}

extension [KeyContext] {
  /// Panes with a cursor or a scroll position.
  static var scrolling: [KeyContext] { [.list, .detail, .outbox, .activity, .conflict] }
  /// Panes that stand on one flow.
  static var flows: [KeyContext] { [.list, .detail, .outbox] }
}
