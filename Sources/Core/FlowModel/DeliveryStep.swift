/// One thing that happened to an order on its way to the server.
package struct DeliveryStep: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A person gave it.
    case ordered
    /// A request was written down and begun: its method.
    case begun(String)
    /// The server answered with this status, and what that meant is not known yet.
    case answered(Int)
    /// No answer came.
    case unanswered
    case applied
    case notApplied
    /// Somebody wrote over it.
    case superseded
  }

  /// Milliseconds since 1970.
  package let at: Milliseconds
  package let kind: Kind

  package init(at: Milliseconds, kind: Kind) {
    self.at = at
    self.kind = kind
  }

  /// For people.
  package var words: String {
    switch kind {
    case .ordered: "ordered here"
    case .begun(let method): "looked at the server, then \(method)"
    case .answered(let status): "answered \(status)"
    case .unanswered: "no answer: reading tells"
    case .applied: "the server has it"
    case .notApplied: "not applied"
    case .superseded: "somebody wrote over it"
    }
  }
}
