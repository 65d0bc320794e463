import JSONText
import TextEditing

/// Which objects and arrays are unfolded: all down to a depth, but for exceptions.
///
/// An exception is named by where its value begins in the text and moves with the text, so a fold
/// stays with its value while the text around it changes.
struct OutlineFolds: Equatable, Sendable {
  /// Values less deep than this are unfolded; the root has depth 0.
  private(set) var depth = 2
  private var exceptions: Set<Int> = []

  func isOpen(at start: Int, depth: Int) -> Bool {
    (depth < self.depth) != exceptions.contains(start)
  }

  mutating func set(_ isOpen: Bool, at start: Int, depth: Int) {
    if isOpen == (depth < self.depth) {
      exceptions.remove(start)
    } else {
      exceptions.insert(start)
    }
  }

  /// Unfolds everything less deep than `depth` and folds the rest.
  mutating func unfold(toDepth depth: Int) {
    self.depth = depth
    exceptions = []
  }

  mutating func move(along change: TextChange) {
    guard !exceptions.isEmpty else { return }
    exceptions = Set(exceptions.map { change.position(of: $0) })
  }

  /// How a text is first shown: two levels, of which only the nodes of a flow are unfolded.
  static func first(for root: JSONNode) -> OutlineFolds {
    var folds = OutlineFolds()
    guard root["nodes"] != nil else { return folds }
    for member in root.members where member.key != "nodes" {
      folds.set(false, at: member.value.range.lowerBound, depth: 1)
    }
    return folds
  }
}
