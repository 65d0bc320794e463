import JSONText

/// The values that a setting of a node may have, where the node declares them: an entry of type
/// `options` in its `inputParams` (flowise-api.md 3; the same in Flowise 2 and 3).
struct InputOptions: Equatable {
  /// What is stored.
  let names: [String]
  /// What is shown.
  let labels: [String]

  /// - Returns: nil when the value at the path is no such setting.
  init?(at path: JSONPath, in root: JSONNode) {
    guard case .key(let name)? = path.steps.last, path.steps.count >= 2 else { return nil }
    // The innermost object around the value that declares inputs: nodes hold them in `data`.
    var holders: [JSONNode] = []
    var node = root
    for step in path.steps.dropLast() {
      guard let child = node.value(at: JSONPath([step])) else { return nil }
      holders.append(child)
      node = child
    }
    guard let params = holders.reversed().lazy.compactMap({ $0["inputParams"] }).first,
      let param = params.elements.first(where: { $0["name"]?.string == name }),
      ["options", "asyncOptions"].contains(param["type"]?.string),
      let options = param["options"], options.kind == .array
    else { return nil }
    let known = options.elements.compactMap { option -> (String, String)? in
      guard let name = option["name"]?.string ?? option.string else { return nil }
      return (name, option["label"]?.string ?? name)
    }
    guard !known.isEmpty else { return nil }
    names = known.map(\.0)
    labels = known.map(\.1)
  }

  func chooser(selected: Int) -> Chooser {
    let entries = zip(names, labels).enumerated().map { index, option in
      Chooser.Entry(
        text: option.1, detail: option.0 == option.1 ? "" : option.0, target: index)
    }
    return Chooser(
      title: "Value", source: .list, verb: "take", entries: Array(entries), selected: selected)
  }
}
