import CellGrid

/// Letters on what is on the screen: typing one goes there.
struct GraphJump: Hashable, Sendable {
  /// Near the fingers first.
  private static let letters = Array("asdfghjklqwertyuiopzxcvbnm")

  /// What each label stands for. Labels have one length, so none is the beginning of another.
  let labels: [String: Int]
  let texts: [Int: String]
  /// What was typed so far.
  private(set) var typed = ""

  /// - Parameter nodes: what is on the screen, the most likely first; those that no label is left for
  ///   get none.
  init(_ nodes: [Int]) {
    let count = Self.letters.count
    let names =
      nodes.count <= count
      ? Self.letters.map { String($0) }
      : Self.letters.flatMap { first in Self.letters.map { "\(first)\($0)" } }
    labels = Dictionary(uniqueKeysWithValues: zip(names, nodes))
    texts = Dictionary(zip(nodes, names)) { first, _ in first }
  }

  enum Outcome: Hashable {
    case waiting
    case chosen(Int)
    case refused
  }

  mutating func press(_ key: Key) -> Outcome {
    guard let letter = key.typed else { return .refused }
    typed.append(contentsOf: letter.lowercased())
    if let node = labels[typed] { return .chosen(node) }
    return labels.keys.contains { $0.hasPrefix(typed) } ? .waiting : .refused
  }
}
