/// An error as the user meets it: what was wrong, where, and what to do.
///
/// Texts may hold what a server or a file said, so they pass the sanitiser before they are shown.
/// Only `FlowWorkspace` makes one from another module's error.
package struct Problem: Error, Hashable, Sendable {
  package var kind: Kind
  /// One sentence: what happened. "The server refused the token."
  package var title: String
  /// More, when there is more to say.
  package var detail: String?
  /// What to do. "Check the token with `weir doctor`."
  package var advice: String?

  package init(_ kind: Kind, _ title: String, detail: String? = nil, advice: String? = nil) {
    self.kind = kind
    self.title = title
    self.detail = detail
    self.advice = advice
  }

  /// Decides the exit status (command-line.md, "Exit codes").
  package enum Kind: String, Sendable, CaseIterable {
    case failed, usage, needsPerson, authentication, unreachable, refused, partial
  }

  /// Title, detail and advice as one line of text.
  package var sentence: String {
    [title, detail, advice].compactMap { $0 }.filter { !$0.isEmpty }
      .map { $0.last.map { ".!?:)".contains($0) } == true ? $0 : $0 + "." }.joined(separator: " ")
  }
}
