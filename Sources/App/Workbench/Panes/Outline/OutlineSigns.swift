import FlowModel
import JSONText
import TextEditing

/// Collects what is said of values and of all that holds them.
struct OutlineSigns {
  private(set) var byPlace: [Int: OutlineSign] = [:]
  private let document: JSONDocument

  /// More are not told apart by a person, and each costs a walk.
  private static let most = 2000

  init(_ document: JSONDocument) {
    self.document = document
  }

  /// What was added and changed since `base`.
  mutating func add(changesFrom base: TextBuffer) {
    guard let base = try? JSONDocument(parsing: base.bytes) else { return }
    let changes = JSONDiff.changes(from: base.root, to: document.root)
    for change in changes.prefix(Self.most) {
      // What was removed has no row: its holder changed.
      let path = change.kind == .removed ? change.path.parent : change.path
      guard let path, let node = document.root.value(at: path) else { continue }
      add(.changed, at: node.range.lowerBound)
      if change.kind == .added { put(.added, at: node.range.lowerBound) }
    }
  }

  mutating func add(_ problem: EditorProblem) {
    guard byPlace.count < Self.most * 8, let place = problem.range?.lowerBound else { return }
    add(problem.level == .link ? .warning : .error, at: place)
  }

  /// Marks the value at a place and all that holds it.
  private mutating func add(_ sign: OutlineSign, at place: Int) {
    put(sign, at: document.root.range.lowerBound)
    for (_, node) in document.way(to: place) { put(sign, at: node.range.lowerBound) }
  }

  private mutating func put(_ sign: OutlineSign, at place: Int) {
    byPlace[place] = max(byPlace[place] ?? sign, sign)
  }
}
