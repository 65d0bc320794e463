package import FlowModel

/// The tab Versions of a chatbot: what the server published, newest first. It is asked only when the
/// pane has the focus.
package struct VersionsPane: Sendable {
  package let flow: FlowID
  package private(set) var versions: [PublishedLine] = []
  package private(set) var isLoaded = false
  private(set) var isAsking = false
  /// The server did not answer: it is asked again only when a person says so.
  private(set) var hasFailed = false
  var cursor = RowCursor()
  /// What is shown of one version, in place of the list.
  private(set) var shown: (version: String, content: PublishedContent)?
  /// The first visible line of it.
  private(set) var top = 0
  private var height = 1

  package init(flow: FlowID) { self.flow = flow }

  package var selected: PublishedLine? {
    versions.indices.contains(cursor.index) ? versions[cursor.index] : nil
  }

  /// Whether a version stands in place of the list.
  package var showsVersion: Bool { shown != nil }

  /// Asks the server, unless it is being asked.
  mutating func reload() -> [Effect] {
    if isAsking { return [] }
    (isAsking, hasFailed) = (true, false)
    return [.loadPublished(flow)]
  }

  mutating func failed() {
    if isAsking { (isAsking, hasFailed) = (false, true) }
  }

  /// Moves the cursor to the version on this line of the list, if there is one.
  mutating func select(line: Int) {
    guard shown == nil, line >= 0, line < cursor.visible.count else { return }
    cursor.move(to: cursor.visible.lowerBound + line)
  }

  mutating func show(_ versions: [PublishedLine]) {
    let old = selected?.id
    self.versions = versions
    (isLoaded, isAsking) = (true, false)
    cursor.setCount(versions.count)
    if let place = versions.firstIndex(where: { $0.id == old }) { cursor.move(to: place) }
  }

  mutating func show(_ content: PublishedContent, of version: String) {
    guard version == selected?.id else { return }
    shown = (version, content)
    top = 0
  }

  /// - Returns: whether a version was closed.
  mutating func closeVersion() -> Bool { shown.take() != nil }

  mutating func setHeight(_ rows: Int) {
    height = max(rows, 1)
    cursor.setHeight(rows)
  }

  mutating func scroll(_ step: ScrollStep) {
    guard let lineCount else { return cursor.move(step) }
    switch step {
    case .rows(let rows): top += rows
    case .pages(let pages): top += Int(pages * Double(max(height - 1, 1)))
    case .to(let row): top = min(row, lineCount)
    }
    top = max(0, min(top, lineCount - height))
  }

  /// Lines of what is shown; nil: the list is.
  private var lineCount: Int? {
    switch shown?.content {
    case .text(let lines): lines.count
    case .changes(let changes): changes.count
    case nil: nil
    }
  }

  /// ` 1 of 3 `, for the rule.
  var place: String? {
    if let shown, let lineCount {
      return " version \(shown.version)  line \(top + 1) of \(max(lineCount, 1)) "
    }
    return versions.isEmpty ? nil : " \(cursor.index + 1) of \(versions.count) "
  }
}
