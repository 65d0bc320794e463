import CellGrid
package import FlowModel

/// What happened, the newest last: what the engine and the person did, also before this start, and
/// the messages of this run.
///
/// ```
///     2d  Read Flowise: 2 new.               events: the audit trail of the local copy, by pages
///     1h  Support triage: edited here.
/// >  now  There is no command "puhs".        a message of this run
/// ```
package struct ActivityPane: Sendable {
  /// One thing that happened.
  package struct Line: Hashable, Sendable {
    package var at: Milliseconds
    package var notice: Notice
    /// The flow it is about, where Enter goes.
    var flow: Place?
    /// Of the audit trail; nil: a message of this run.
    var event: Int64?
  }

  struct Place: Hashable, Sendable {
    var id: FlowID
    var kind: FlowKind
    /// What is gone is in no list that Enter could go to.
    var isListed: Bool
  }

  /// What fits the filter, the newest last.
  package private(set) var lines: [Line] = []
  /// The newest last.
  private var messages: [Line] = []
  private var events: [Line] = []
  /// Whether the oldest event was read.
  private var isWhole = false
  private var isReading = false
  private(set) var filterText = ""
  private(set) var cursor = RowCursor()
  private var height = 1
  /// How many messages are kept; the oldest are dropped.
  static let limit = 500
  /// How many events are read at once.
  package static let pageRows = 200

  package init() {}

  var selected: Line? {
    lines.indices.contains(cursor.index) ? lines[cursor.index] : nil
  }

  var flow: Place? { selected?.flow }

  /// How many lines are known, and whether there are older ones.
  var count: (known: Int, hasMore: Bool) {
    (messages.count + events.count, !isWhole && !events.isEmpty)
  }

  mutating func add(_ notice: Notice, at moment: Milliseconds) {
    messages.append(Line(at: moment, notice: notice))
    if messages.count > Self.limit { messages.removeFirst() }
    merge()
  }

  /// Takes a page of events, newest first; `before` nil: the newest, in place of those of the same
  /// age.
  package mutating func show(_ page: [PastEvent], before: Int64?) -> [Effect] {
    isReading = false
    let isLast = page.count < Self.pageRows
    let new = page.reversed().map(Self.line)
    if let before {
      guard before == events.first?.event else { return [] }
      events = new + events
      isWhole = isLast
    } else {
      // Older ones stay only where nothing lies between.
      let oldest = page.last?.id ?? 0
      let isJoined = !isLast && events.contains { $0.event ?? 0 >= oldest }
      if !isJoined { isWhole = isLast }
      events = (isJoined ? events.filter { $0.event ?? 0 < oldest } : []) + new
    }
    merge()
    return readOlder()
  }

  /// A page did not come: the next move asks again.
  mutating func readingFailed() { isReading = false }

  mutating func setHeight(_ rows: Int) {
    height = max(rows, 1)
    cursor.setHeight(rows)
  }

  mutating func scroll(_ step: ScrollStep) -> [Effect] {
    cursor.move(step)
    return readOlder()
  }

  /// Goes to a visible line, counted from the top.
  mutating func select(line: Int) -> [Effect] {
    cursor.move(to: cursor.visible.lowerBound + line)
    return readOlder()
  }

  /// Shows the lines that hold all words of a text.
  mutating func filter(_ text: String) -> [Effect] {
    guard text != filterText else { return [] }
    filterText = text
    merge()
    return readOlder()
  }

  /// Asks for older events when the cursor comes near the first line, or a filter leaves the pane
  /// half empty.
  private mutating func readOlder() -> [Effect] {
    guard !isWhole, !isReading, cursor.visible.lowerBound < 20, let oldest = events.first?.event
    else { return [] }
    // Without a filter the newest page fills the pane; older ones are for who goes there.
    if filterText.isEmpty, cursor.index >= lines.count - height { return [] }
    isReading = true
    return [.loadActivity(before: oldest)]
  }

  private static func line(of event: PastEvent) -> Line {
    let weight: Notice.Weight =
      switch event.weight {
      case .info: .info
      case .success: .success
      case .warning: .warning
      case .error: .error
      }
    let flow = event.flow.flatMap { id in
      event.kind.map { Place(id: id, kind: $0, isListed: event.isListed) }
    }
    return Line(
      at: event.at, notice: Notice(weight, event.sentence), flow: flow, event: event.id)
  }

  /// Puts both in one order. The cursor stays on its line; on the last one it follows the news.
  private mutating func merge() {
    let old = cursor.index < lines.count - 1 ? selected : nil
    lines.removeAll(keepingCapacity: true)
    let words = filterText.lowercased().split(separator: " ")
    var (message, event) = (messages[...], events[...])
    while !message.isEmpty || !event.isEmpty {
      let isEvent = (event.first?.at ?? .max) <= (message.first?.at ?? .max) && !event.isEmpty
      let line = isEvent ? event.removeFirst() : message.removeFirst()
      let text = words.isEmpty ? "" : line.notice.text.lowercased()
      if words.allSatisfy(text.contains) { lines.append(line) }
    }
    // Lines that came in above must not move what is seen.
    let isSeen = old.flatMap { line in lines.firstIndex(of: line) }
    cursor.setCount(lines.count)
    cursor.move(to: isSeen ?? lines.count - 1)
  }
}
