import FlowModel
import JSONText
package import TextEditing

/// Finds values of a text by a few letters of their path. Made away from the main thread.
package struct PathSearch: Sendable {
  package struct Match: Hashable, Sendable {
    /// Dotted, after the label of the node that it is in.
    package let text: String
    /// The value, short; secrets masked.
    package let value: String
    /// Where the value begins.
    package let place: Int
  }

  /// What was typed.
  package let query: String
  /// The best, then in the order of the text.
  package let matches: [Match]
  /// How many values fit.
  package let total: Int

  private static let most = 200

  /// - Parameter query: words that occur in the path or in the label of the node, each in its
  ///   order of letters, `5temp` being `5 temp`; or a path to the letter, dotted, for jq or as JSON
  ///   Pointer.
  /// - Complexity: O(length of the text).
  package init(of text: TextBuffer, for query: String) {
    self.init(of: JSONDocument(tolerating: text.bytes), for: query)
  }

  init(of document: JSONDocument, for query: String) {
    self.query = query
    var walk = PathWalk(document.root)
    let words = PathWord.words(of: query)
    // Places by how well they fit, each in the order of the text; more than are shown are counted.
    var found: [Int: [Place]] = [:]
    var total = 0
    while let place = walk.next() {
      guard let score = walk.score(words) else { continue }
      total += 1
      if found[score, default: []].count < Self.most { found[score, default: []].append(place) }
    }
    let secrets = MaskedPlaces(TextCheck.secrets(in: document.root))
    let best = found.sorted { $0.key > $1.key }.flatMap(\.value).prefix(Self.most)
    var matches = best.map { Match($0, secrets) }
    if let exact = Self.exact(query, in: document) {
      matches.removeAll { $0.place == exact.order }
      matches.insert(Match(exact, secrets), at: 0)
      total = max(total, 1)
    }
    self.matches = matches
    self.total = total
  }

  /// The value that a pasted path leads to.
  private static func exact(_ query: String, in document: JSONDocument) -> Place? {
    guard !query.isEmpty, let path = try? JSONPath(parsing: query), !path.steps.isEmpty,
      let node = document.root.value(at: path)
    else { return nil }
    return Place(node: node, path: path, label: "", order: node.range.lowerBound)
  }

  /// A value that was found.
  struct Place {
    let node: JSONNode
    let path: JSONPath
    /// Of the node of a flow that it is in.
    let label: String
    /// Where it begins in the text.
    let order: Int
  }
}

extension PathSearch.Match {
  fileprivate init(_ place: PathSearch.Place, _ secrets: MaskedPlaces) {
    let dotted = place.path.dotted
    text = place.label.isEmpty ? dotted : "\(place.label)  \(dotted)"
    value =
      switch place.node.kind {
      case .object, .array: OutlineSummary.count(of: place.node)
      case .string where secrets.touches(place.node.range): SecretMask.mark
      case .string: OutlineSummary.text(of: place.node)
      default: String(decoding: place.node.bytes.prefix(100), as: UTF8.self)
      }
    self.place = place.order
  }
}
