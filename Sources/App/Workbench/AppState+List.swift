import CellGrid
import FlowModel

/// The keys of the list that do more than move.
extension AppState {
  /// Runs a command of `Command+ListFacts.swift`.
  mutating func runInList(_ command: Command, times: Int) -> [Effect] {
    switch command {
    case .markRange:
      if list.range != nil { return list.endRange() }
      list.beginRange()
      notice = Notice(.info, "Moving marks rows; V or Space ends it, Esc drops it.")
      return []
    case .extendDown: return extendRange(by: times)
    case .extendUp: return extendRange(by: -times)
    case .invertMarks: return invertMarks()
    case .jump: return startJump()
    case .nextMatch: return findMatch(forward: true)
    case .previousMatch: return findMatch(forward: false)
    case .sortNextColumn: return sortByColumn(step: 1)
    case .sortPreviousColumn: return sortByColumn(step: -1)
    default: return []
    }
  }

  // MARK: Marks

  mutating func markRow() -> [Effect] {
    if focus == .outbox { return outbox.mark() }
    if list.range != nil { return list.endRange() }
    guard let flow = list.selected else { return [] }
    if list.marks.removeValue(forKey: flow.id) == nil { list.marks[flow.id] = flow }
    return list.move(by: 1) + followCursor()
  }

  mutating func unmarkAll() -> [Effect] {
    if focus == .outbox { outbox.unmarkAll() }
    guard focus == .list else { return [] }
    list.dropRange()
    list.marks = [:]
    return []
  }

  private mutating func extendRange(by rows: Int) -> [Effect] {
    if list.range == nil { list.beginRange(isHeld: true) }
    return list.move(by: rows) + followCursor()
  }

  private mutating func invertMarks() -> [Effect] {
    guard list.count <= ListPane.mostMarks else {
      say(
        .warning,
        "\(Wording.number(list.count)) flows are too many to mark at once: / shows fewer.")
      return []
    }
    return list.invertMarks()
  }

  /// A range that was made with Shift held ends with the first other command; every other range
  /// ends before something is done to its rows.
  mutating func settleRange(before command: Command) -> [Effect] {
    guard let range = list.range, tab.kind != nil else { return [] }
    let extends: Set<Command> = [.extendDown, .extendUp, .markRange, .mark, .back, .unmarkAll]
    if extends.contains(command) { return [] }
    if !range.isHeld, command.isMotion || Self.looks.contains(command) { return [] }
    if let rows = list.rangeRows, rows.count > ListPane.mostMarks {
      list.dropRange()
      say(.warning, "More than \(Wording.number(ListPane.mostMarks)) flows are not marked at once.")
      return []
    }
    return list.endRange()
  }

  /// What neither moves nor touches a flow, so that a range may go on.
  private static let looks: Set<Command> = [
    .help, .redraw, .jump, .nextMatch, .previousMatch, .toggleMouse, .suspend, .stop,
  ]

  // MARK: Matches

  /// Under a filter every row is a match; without one, rows are found by what was filtered last.
  private mutating func findMatch(forward: Bool) -> [Effect] {
    if !list.filterText.isEmpty { return scroll(.rows(forward ? 1 : -1)) }
    guard !lastFilter.isEmpty else {
      notice = Notice(.info, "Nothing was looked for yet: / takes words and keys.")
      return []
    }
    guard let selected = list.selected else { return [] }
    var query = list.query
    query.apply(FlowFilter(lastFilter))
    return [.findMatch(query, forward ? .after(selected) : .before(selected))]
  }

  mutating func found(_ flow: FlowSummary?, isWrapped: Bool) -> [Effect] {
    guard let flow else {
      notice = Notice(.info, "Nothing is like \"\(lastFilter)\".")
      return []
    }
    if isWrapped { notice = Notice(.info, "The search went round the end.") }
    guard flow.kind == tab.kind else { return [] }
    return list.go(to: flow) + followCursor()
  }

  // MARK: Order

  mutating func askForOrder() -> [Effect] {
    let kind = list.kind
    let orders: [(FlowOrder, Key)] = [
      (.name, Key("n")), (.state, Key("y")), (.type, Key("t")), (.teams, Key("m")),
      (.nodes, Key("o")), (.updated, Key("c")), (.size, Key("z")),
    ].filter { kind == .chatbot || $0.0 != .teams }
    let now = list.query.order
    dialog = Dialog(
      title: "Sort by",
      lines: orders.map { order, key in
        .init(
          "\(KeyLabel.text(key))  \(order.word(for: kind))",
          right: [order == now ? "now" : nil, ListColumns.title(of: order, for: kind)]
            .compactMap(\.self).joined(separator: "  "))
      } + [
        .init(""),
        .init("S turns it round, Shift-Left and Shift-Right take the next column.", role: .muted),
      ],
      choices: orders.map { order, key in .init(key, order.word(for: kind), .sort(order)) })
    dialog?.listsChoices = true
    return []
  }

  mutating func reverseOrder() -> [Effect] {
    var query = list.query
    query.isReversed.toggle()
    return list.reorder(query)
  }

  private mutating func sortByColumn(step: Int) -> [Effect] {
    let orders = ListColumns.orders(of: list.kind)
    let place = orders.firstIndex(of: list.query.order) ?? 0
    var query = list.query
    query.order = orders[(place + step + orders.count) % orders.count]
    query.isReversed = false
    return list.reorder(query)
  }
}
