import JSONText
import TextEditing

/// Entries as wholes: added, deleted, moved, renamed, copied. Each is one change of the text that
/// touches no other byte.
extension EditorPane {
  /// An entry that was deleted or copied.
  struct Entry: Hashable, Sendable {
    var key: String?
    var value: [UInt8]
  }

  /// Changes the structure of the text around the value under the cursor.
  ///
  /// - Returns: whether it was done; if not, the notice says why.
  @discardableResult
  mutating func restructure(
    _ answer: inout Answer, goingTo target: Int? = nil,
    _ change: (JSONPath, JSONNode) throws(JSONEditError) -> [JSONSplice]
  ) -> Bool {
    readNow()
    guard let current, isWhole(&answer) else { return false }
    do throws(JSONEditError) {
      let splices = try change(current.path, current.root)
      guard let first = splices.first else { return false }
      text.apply(splices, cursor: target ?? first.range.lowerBound)
      settleCursor()
      return true
    } catch {
      answer.notice = Notice(.warning, "Nothing was changed: \(error.sentence).")
      return false
    }
  }

  /// Structure is only changed where the syntax is whole: else it is a guess what belongs where.
  func isWhole(_ answer: inout Answer) -> Bool {
    guard let broken = checked?.diagnostics.first else { return true }
    answer.notice = Notice(
      .warning, "Mend the syntax first: \(broken.sentence). g p goes there, Tab edits the text.")
    return false
  }

  // MARK: Deleting, moving, pasting

  mutating func deleteEntry(_ answer: inout Answer) {
    readNow()
    guard let current else { return }
    let copy = entry(at: current.path, current.node)
    let place = placeAfterDeleting(current.path, current.root)
    if restructure(
      &answer, { path, root throws(JSONEditError) in try JSONStructure.remove(path, in: root) })
    {
      entryRegister = copy
      readNow()
      if let place, let node = checked?.root.value(at: place) { go(to: node.range.lowerBound) }
      answer.notice = Notice(.info, "Deleted. p puts it back below another entry, u undoes.")
    }
  }

  private func entry(at path: JSONPath, _ node: JSONNode) -> Entry {
    if case .key(let key)? = path.steps.last { return Entry(key: key, value: Array(node.bytes)) }
    return Entry(key: nil, value: Array(node.bytes))
  }

  /// The entry that takes the place of a deleted one, else the one before it, else what held it.
  private func placeAfterDeleting(_ path: JSONPath, _ root: JSONNode) -> JSONPath? {
    guard let holder = path.parent, let container = root.value(at: holder),
      let (position, steps) = position(of: path, in: container), steps.count > 1
    else { return path.parent }
    switch steps[position] {
    case .index: return holder.appending(.index(min(position, steps.count - 2)))
    case .key: return holder.appending(steps[position + (position + 1 < steps.count ? 1 : -1)])
    }
  }

  /// Where a path's last step stands among its fellows.
  private func position(
    of path: JSONPath, in container: JSONNode
  ) -> (position: Int, steps: [JSONPath.Step])? {
    let steps: [JSONPath.Step] =
      container.kind == .object
      ? container.members.map { .key($0.key) } : (0..<container.count).map { .index($0) }
    guard let last = path.steps.last, let position = steps.lastIndex(of: last) else { return nil }
    return (position, steps)
  }

  mutating func moveEntry(by distance: Int, _ answer: inout Answer) {
    readNow()
    guard let current, let holder = current.path.parent,
      let container = current.root.value(at: holder),
      let (position, steps) = position(of: current.path, in: container)
    else { return }
    let target = max(0, min(position + distance, steps.count - 1))
    guard target != position else {
      answer.notice = Notice(
        .info, "This is the \(distance < 0 ? "first" : "last") entry here.")
      return
    }
    let done = restructure(&answer) { path, root throws(JSONEditError) in
      try JSONStructure.move(path, by: target - position, in: root)
    }
    if done { goToEntry(target, of: holder) }
  }

  mutating func duplicateEntry(_ answer: inout Answer) {
    readNow()
    guard let current, let holder = current.path.parent,
      let container = current.root.value(at: holder),
      let (position, _) = position(of: current.path, in: container)
    else { return }
    let done = restructure(&answer) { path, root throws(JSONEditError) in
      try JSONStructure.duplicate(path, in: root)
    }
    if done { goToEntry(position + 1, of: holder) }
  }

  /// Goes to an entry by its place among its fellows, in the text as it is now.
  private mutating func goToEntry(_ position: Int, of holder: JSONPath) {
    readNow()
    guard let container = checked?.root.value(at: holder) else { return }
    let starts =
      container.kind == .object
      ? container.members.map { $0.value.range.lowerBound }
      : container.elements.map { $0.range.lowerBound }
    if starts.indices.contains(position) { go(to: starts[position]) }
  }

  mutating func pasteEntry(_ answer: inout Answer) {
    guard let entry = entryRegister else {
      answer.notice = Notice(.info, "Nothing was deleted or copied here yet: d d and y v do.")
      return
    }
    readNow()
    guard let place = placeForNew(below: true), let checked,
      let container = checked.root.value(at: place.container)
    else { return }
    var key: String?
    if container.kind == .object {
      guard let own = entry.key else {
        answer.notice = Notice(
          .warning, "An entry here needs a key, and the copy has none: o adds.")
        return
      }
      key = Self.freeKey(own, in: container)
    }
    insert(entry.value, key: key, at: place, &answer)
  }

  private static func freeKey(_ key: String, in object: JSONNode) -> String {
    let taken = Set(object.members.map(\.key))
    if !taken.contains(key) { return key }
    var number = 2
    while taken.contains("\(key) \(number)") { number += 1 }
    return "\(key) \(number)"
  }

  // MARK: Adding

  struct NewPlace: Hashable {
    var container: JSONPath
    var position: Int
  }

  /// Beside the entry under the cursor; inside an empty object or array, and inside the root.
  private func placeForNew(below: Bool) -> NewPlace? {
    guard let current else { return nil }
    let holds = current.node.kind == .object || current.node.kind == .array
    if holds, current.node.count == 0 || current.path.steps.isEmpty {
      return NewPlace(container: current.path, position: below ? current.node.count : 0)
    }
    guard let holder = current.path.parent, let container = current.root.value(at: holder),
      let (position, _) = position(of: current.path, in: container)
    else { return nil }
    return NewPlace(container: holder, position: position + (below ? 1 : 0))
  }

  mutating func askForEntry(below: Bool, _ answer: inout Answer) {
    readNow()
    guard isWhole(&answer), let place = placeForNew(below: below), let checked,
      let container = checked.root.value(at: place.container)
    else { return }
    answer.prompt = Prompt(
      .editor(
        container.kind == .object
          ? .newKey(container: place.container, position: place.position)
          : .newValue(container: place.container, position: place.position, key: nil)))
  }

  mutating func askForKey(_ answer: inout Answer) {
    readNow()
    guard isWhole(&answer), let current else { return }
    guard case .key(let key)? = current.path.steps.last else {
      answer.notice = Notice(.info, "An element of an array has no key to rename.")
      return
    }
    answer.prompt = Prompt(.editor(.key(current.path)), text: key)
  }

  /// Adds an entry and goes to it.
  mutating func insert(
    _ value: [UInt8], key: String?, at place: NewPlace, _ answer: inout Answer
  ) {
    let done = restructure(&answer) { _, root throws(JSONEditError) in
      try JSONStructure.insert(
        value, key: key, at: place.position, in: place.container, of: root)
    }
    if done { goToEntry(place.position, of: place.container) }
  }
}
