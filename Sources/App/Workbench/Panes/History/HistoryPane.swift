package import FlowModel

/// The kept versions of one flow, and what the one under the cursor changed.
///
/// Versions come a page at a time, when the cursor is near the last one that is known.
package struct HistoryPane: Sendable {
  package let flow: FlowID
  package private(set) var versions: [FlowVersion] = []
  package private(set) var isLoaded = false
  var cursor = RowCursor()
  package private(set) var comparison = VersionComparison.before
  /// What the version under the cursor changed; nil while it is being read.
  private(set) var changes: VersionChanges?
  /// The version that is shown as a text, in place of the list.
  private(set) var shown: VersionText?
  /// The first visible line of it.
  private(set) var top = 0
  private var asked: (version: VersionID, comparison: VersionComparison)?
  /// The oldest version is known.
  private var isComplete = false
  private var isAsking = false
  private var height = 1

  /// Versions asked for at once.
  package static let pageRows = 100
  /// The next page is asked for when the cursor is this near to the end.
  private static let margin = 30

  package init(flow: FlowID) { self.flow = flow }

  package var selected: FlowVersion? {
    versions.indices.contains(cursor.index) ? versions[cursor.index] : nil
  }

  // MARK: What is read

  /// Reads the newest versions afresh; the cursor stays on its version.
  mutating func reload() -> [Effect] {
    isAsking = true
    return [.loadHistory(flow, before: nil)]
  }

  mutating func receive(_ page: [FlowVersion], before: VersionID?) -> [Effect] {
    isAsking = false
    isLoaded = true
    guard let before else { return receiveNewest(page) }
    guard before == versions.last?.id else { return [] }
    versions += page
    isComplete = page.count < Self.pageRows
    cursor.setCount(versions.count)
    return follow()
  }

  private mutating func receiveNewest(_ page: [FlowVersion]) -> [Effect] {
    let old = cursor.index == 0 ? nil : selected?.id
    // What is known of older pages is still right: versions never change.
    let older = page.last.map { last in versions.filter { $0.id < last.id } } ?? []
    versions = page + older
    if older.isEmpty { isComplete = page.count < Self.pageRows }
    cursor.setCount(versions.count)
    cursor.move(to: versions.firstIndex { $0.id == old } ?? 0)
    asked = nil
    return follow()
  }

  /// Asks what the version under the cursor changed, and for older ones before they are needed.
  mutating func follow() -> [Effect] {
    var effects: [Effect] = []
    if let last = versions.last, !isComplete, !isAsking,
      cursor.index + Self.margin >= versions.count
    {
      isAsking = true
      effects.append(.loadHistory(flow, before: last.id))
    }
    guard let selected else { return effects }
    if asked?.version == selected.id, asked?.comparison == comparison { return effects }
    asked = (selected.id, comparison)
    // What is shown stays until the answer is there: a held key does not flicker.
    return effects + [.loadVersionChanges(flow, selected.id, comparison)]
  }

  mutating func show(_ changes: VersionChanges) {
    if changes.version == selected?.id, changes.comparison == comparison { self.changes = changes }
  }

  mutating func compareWithOther() -> [Effect] {
    comparison = comparison == .before ? .present : .before
    return follow()
  }

  // MARK: The text of a version

  mutating func open() -> [Effect] {
    guard shown == nil, let selected else { return [] }
    return [.loadVersionText(flow, selected.id)]
  }

  mutating func show(_ text: VersionText) {
    guard text.version == selected?.id else { return }
    shown = text
    top = 0
  }

  /// - Returns: whether a text was closed.
  mutating func closeText() -> Bool { shown.take() != nil }

  // MARK: Moving

  mutating func setSize(rows: Int) {
    height = max(rows, 1)
    cursor.setHeight(Self.listRows(in: rows, count: versions.count))
    top = max(0, min(top, (shown?.lines.count ?? 0) - height))
  }

  /// The rows of the list, when there are `rows` below the rule: under it stand the changes.
  static func listRows(in rows: Int, count: Int) -> Int {
    max(min(max(rows * 2 / 5, 3), count), 1)
  }

  /// Moves the cursor to the version on this line of the list.
  mutating func select(line: Int) -> [Effect] {
    guard shown == nil, line >= 0, line < cursor.visible.count else { return [] }
    cursor.move(to: cursor.visible.lowerBound + line)
    return follow()
  }

  mutating func scroll(_ step: ScrollStep) -> [Effect] {
    guard let shown else {
      cursor.move(step)
      return follow()
    }
    switch step {
    case .rows(let rows): top += rows
    case .pages(let pages): top += Int(pages * Double(max(height - 1, 1)))
    case .to(let row): top = min(row, shown.lines.count)
    }
    top = max(0, min(top, shown.lines.count - height))
    return []
  }
}
