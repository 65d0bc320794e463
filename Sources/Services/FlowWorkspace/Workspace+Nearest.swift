import FlowModel

/// What a REF that names no flow may have meant.
extension Workspace {
  /// A sentence with the flows whose names hold its words, else the one whose name is nearest, else
  /// those whose id begins so; nil when there are none.
  ///
  /// - Complexity: a few passes over the index of names; at most ``mostCompared`` names are compared
  ///   letter by letter.
  func advice(for reference: String) async throws(Problem) -> String? {
    let holding = try await flows(withWords: reference, limit: 4)
    if !holding.isEmpty, reference.contains(where: { $0 != " " }) {
      let names = holding.prefix(3).map { "\"\($0.name)\"" }
      let more = holding.count > 3 ? ", or another" : ""
      return "Did you mean \(names.joined(separator: ", "))\(more)?"
    }
    if let near = try await nearestName(to: reference) { return "Did you mean \"\(near)\"?" }
    return try await adviceOnID(reference)
  }

  private static let mostCompared = 400

  /// The nearest of the names that hold the first three letters, or the last three.
  private func nearestName(to reference: String) async throws(Problem) -> String? {
    let key = String(FlowName.key(of: reference).prefix(64))
    guard key.count > 3 else { return nil }
    var names: [String] = []
    for letters in [key.prefix(3), key.suffix(3)] {
      let query = FlowQuery(conditions: [.name(String(letters))])
      let window = try await window(of: query, anchor: .start, limit: Self.mostCompared / 2)
      names += window.rows.map(\.name)
    }
    let keys = names.map { String(FlowName.key(of: $0).prefix(64)) }
    guard let near = Suggestion.nearest(to: key, among: keys),
      let place = keys.firstIndex(of: near)
    else { return nil }
    return names[place]
  }

  private func adviceOnID(_ reference: String) async throws(Problem) -> String? {
    guard reference.count > 1 else { return nil }
    let query = FlowQuery(conditions: [FlowCondition(.id(reference.lowercased()))])
    let flows = try await window(of: query, anchor: .start, limit: 2).rows
    guard let flow = flows.first else { return nil }
    if flows.count > 1 { return "Several ids begin so: an id needs 6 characters or more." }
    let ids = [flow.remoteID, flow.localID].compactMap(\.self)
    let id = ids.first { $0.hasPrefix(reference.lowercased()) } ?? flow.localID
    return "The id of \"\(flow.name)\" begins so; it needs 6 characters or more: \(id.prefix(8))."
  }
}
