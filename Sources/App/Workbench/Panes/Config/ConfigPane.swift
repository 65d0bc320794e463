package import FlowModel

/// The tab Config: the settings of a chatflow by name, each to be changed by its value.
package struct ConfigPane: Sendable {
  package let flow: FlowID
  package private(set) var settings: [FlowSetting] = []
  package private(set) var isLoaded = false
  var cursor = RowCursor()

  package init(flow: FlowID) { self.flow = flow }

  package var selected: FlowSetting? {
    settings.indices.contains(cursor.index) ? settings[cursor.index] : nil
  }

  /// Takes the settings of a newer reading; the cursor stays on its setting.
  mutating func show(_ settings: [FlowSetting]) {
    let path = selected?.path
    self.settings = settings
    isLoaded = true
    cursor.setCount(settings.count)
    if let path, let place = settings.firstIndex(where: { $0.path == path }) {
      cursor.move(to: place)
    }
  }

  /// Moves the cursor to the setting on this line, if there is one.
  mutating func select(line: Int) {
    guard line >= 0, line < cursor.visible.count else { return }
    cursor.move(to: cursor.visible.lowerBound + line)
  }

  /// ` 3 of 40 `, for the rule.
  var place: String { " \(cursor.index + 1) of \(settings.count) " }
}
