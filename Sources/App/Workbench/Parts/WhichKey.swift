import CellGrid

/// What may follow the keys pressed so far, shown when a person hesitates.
struct WhichKey {
  /// The keys pressed so far.
  let title: String
  let entries: [(key: String, text: String)]

  /// Milliseconds without a key, after which it is shown.
  static let pause: Int64 = 500

  func draw(on canvas: inout Canvas, _ context: DrawContext) {
    let keyWidth = entries.map { CharacterWidth.of($0.key) }.max() ?? 0
    let textWidth = min(entries.map { CharacterWidth.of($0.text) }.max() ?? 0, 30)
    let width = keyWidth + textWidth + 4
    let columns = max(1, min((canvas.columns - 2) / width, 4))
    let rows = (entries.count + columns - 1) / columns
    let height = min(rows + 2, canvas.rows)
    let box = canvas.bounds.inset(top: canvas.rows - height)
    canvas.fill(box, style: context[.popupText])
    canvas.rule(
      row: box.row, titles: [StyledText(title, context[.popupTitle])], isFocused: true,
      style: context[.popupBorder])
    for (index, entry) in entries.enumerated() {
      let row = box.row + 1 + index % rows
      let column = 1 + index / rows * width
      guard row < box.endRow else { continue }
      canvas.text(
        entry.key, row: row, column: column, columns: keyWidth, style: context[.hintKey])
      canvas.text(
        entry.text, row: row, column: column + keyWidth + 1, columns: textWidth,
        style: context[.popupText])
    }
  }
}

extension AppState {
  /// What the panel shows now; nil while nobody hesitates.
  var whichKey: WhichKey? {
    guard showsWhichKey, !keys.pending.isEmpty else { return nil }
    let next = settings.bindings.continuations(of: keys.pending, in: focus.context)
    return WhichKey(
      title: KeyLabel.text(keys.pending),
      entries: next.map { key, command in (KeyLabel.text(key), command.title) })
  }

  /// Notes that a sequence has begun, and asks to be woken when nothing follows.
  mutating func followSequence() -> [Effect] {
    guard !keys.pending.isEmpty else {
      (sequenceBegan, showsWhichKey) = (nil, false)
      return []
    }
    sequenceBegan = now
    return showsWhichKey ? [] : [.wakeForKeys(afterMilliseconds: WhichKey.pause)]
  }

  mutating func timePassedInSequence() {
    guard let sequenceBegan, !keys.pending.isEmpty else { return }
    if now - sequenceBegan >= WhichKey.pause { showsWhichKey = true }
  }
}
