import JSONText

/// What the ways out of a node stand for: Flowise numbers them, and their meaning is in the inputs.
enum BranchWords {
  /// - Parameters:
  ///   - number: from 0.
  ///   - source: the node that the way leaves.
  /// - Returns: nil when the inputs say nothing of it.
  static func words(of number: Int, from source: JSONNode) -> String? {
    guard let inputs = source["data"]?["inputs"] else { return nil }
    if let scenario = inputs["conditionAgentScenarios"]?[number]?["scenario"]?.string,
      !scenario.isEmpty
    {
      return scenario
    }
    if source["data"]?["name"]?.string == "humanInputAgentflow", number < 2 {
      return number == 0 ? "proceed" : "reject"
    }
    guard let conditions = inputs["conditions"] else { return nil }
    if conditions.count == number { return "else" }
    return conditions[number].flatMap(words)
  }

  /// `SOFTWARE`, `<= 11`, `contains refund`: what the value is compared with.
  private static func words(of condition: JSONNode) -> String? {
    guard let operation = condition["operation"]?.string, let word = comparisons[operation] else {
      return nil
    }
    if operation == "isEmpty" || operation == "notEmpty" { return word }
    let value = condition["value2"]
    let text =
      value?.string.map(NodeInput.plain) ?? value?.numberText ?? value?.boolean.map { "\($0)" }
    guard let text = text?.drop(while: \.isWhitespace), !text.isEmpty else { return nil }
    return word.isEmpty ? String(text) : "\(word) \(text)"
  }

  /// The operations of the Condition node of agentflow v2.
  private static let comparisons = [
    "equal": "", "notEqual": "not", "contains": "contains", "notContains": "without",
    "startsWith": "begins", "endsWith": "ends", "regex": "matches", "smaller": "<",
    "smallerEqual": "<=", "larger": ">", "largerEqual": ">=", "isEmpty": "empty",
    "notEmpty": "not empty",
  ]
}
