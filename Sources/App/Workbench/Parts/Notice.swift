package import FlowModel

/// A message for the status row. It stays until the next key; Activity keeps it.
package struct Notice: Hashable, Sendable {
  package enum Weight: Sendable {
    case info, success, warning, error

    var role: StyleRole {
      switch self {
      case .info: .messageInfo
      case .success: .messageSuccess
      case .warning: .messageWarning
      case .error: .messageError
      }
    }
  }

  package var weight: Weight
  package var text: String

  package init(_ weight: Weight, _ text: String) {
    self.weight = weight
    self.text = text
  }

  package init(_ problem: Problem) {
    let isMild = problem.kind == .unreachable || problem.kind == .needsPerson
    self.init(isMild ? .warning : .error, problem.sentence)
  }
}
