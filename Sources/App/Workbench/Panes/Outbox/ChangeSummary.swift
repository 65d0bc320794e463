package import FlowModel
import JSONText

/// What an update changes, in one line: `2 paths: nodes[3]…temperature, +nodes[10]`.
package enum ChangeSummary {
  /// Names of so many places fit a row.
  private static let named = 3

  /// - Returns: nil where nothing differs, layout left out.
  package static func text(of differences: [FlowDifference]) -> String? {
    guard !differences.isEmpty else { return nil }
    let names = differences.prefix(named).map(name)
    return Wording.count(differences.count, "path") + ": " + names.joined(separator: ", ")
      + (differences.count > named ? ", …" : "")
  }

  private static func name(of difference: FlowDifference) -> String {
    let sign =
      switch difference.kind {
      case .added: "+"
      case .removed: "-"
      case .changed, .moved: ""
      }
    let path = DetailLines.shortPath(difference.path)
    guard let steps = (try? JSONPath(parsing: path))?.steps, steps.count > 3 else {
      return sign + path
    }
    // Which node and which value say most.
    return sign + JSONPath(Array(steps.prefix(2))).dotted + "…"
      + JSONPath(Array(steps.suffix(1))).dotted
  }
}
