import FlowServer

/// A short script of commands that is interrupted at each of its calls.
struct Scenario: Sendable {
  let name: String
  /// Which servers the profile names; `both` costs reproducible numbers: two threads work at once.
  var services: Services = .flowise
  /// False: the script makes it.
  var hasProfile = true
  /// What stands before the script: rows of the server, a local copy.
  var prepare: @Sendable (Stage) throws -> Void
  let script: [Step]
  /// What is to be run when the servers are quiet again, such as the decision of a conflict.
  var closing: [[String]] = []
  /// What was promised before the script.
  var standing: [Promise] = []
  /// Names of which there must never be two on the server.
  var singles: [String] = []

  enum Services: Sendable { case flowise, flownally, both }
}

/// One command of a script, and what it has promised once it ended well or said so.
struct Step: Sendable {
  var words: [String]
  var environment: [String: String] = [:]
  /// Standard output or error holds this once the promise is given, before the program ends.
  var says: String?
  /// The promise is given once the local id of a new flow is printed.
  var printsID = false
  /// It changes the local copy: a disk that refuses that must be named so.
  var isEdit = true
  /// Makes sense only after the step before: who read that it was not saved does not go on.
  var needsFormer = false
  var promises: [Promise] = []
  /// The exit status of an undisturbed run.
  var status: Int32 = 0

  func isAcknowledged(by ended: Ended) -> Bool {
    ended.status == status
      || says.map { (ended.output + ended.errors).contains($0) } ?? false
      || printsID && ended.output.utf8.count > 36
  }
}

/// What must be true after every interruption once a step has said so.
enum Promise: Hashable, Sendable {
  /// The text is in this flow on the server, after the pushes that follow.
  case sent(flow: String, text: String)
  /// The local copy has the text, now or in history.
  case local(text: String)
  /// The text is on the server, in the local copy, in a conflict or in history.
  case kept(text: String)
  /// The flow has not this text on the server.
  case lacks(flow: String, text: String)
  /// Exactly one flow has this name.
  case one(String)
  case none(String)
  /// How often a chatbot was published, and how it stands.
  case versions(String, Int)
  case status(String, String)
}

/// What the driver writes down, outside the program's reach: which steps have said "done".
struct Ledger: Sendable {
  struct Entry: Sendable {
    var step: Step
    var ended: Ended?
    var isAcknowledged: Bool
    /// Calls of this step that failed on request.
    var injected = 0
  }

  var entries: [Entry] = []

  var promises: [Promise] { entries.filter(\.isAcknowledged).flatMap(\.step.promises) }

  /// Texts and names that were on the way when the program ended.
  var interrupted: [String] {
    let promises = entries.filter { !$0.isAcknowledged }.flatMap(\.step.promises)
    return Promise.texts(promises)
      + promises.compactMap {
        guard case .one(let name) = $0 else { return nil }
        return name
      }
  }
}

extension Promise {
  /// The texts that must stay somewhere.
  static func texts(_ promises: [Promise]) -> [String] {
    promises.compactMap {
      switch $0 {
      case .sent(_, let text), .kept(let text), .local(let text): text
      default: nil
      }
    }
  }
}

/// How a program ended.
struct Ended: Sendable {
  /// A signal's number, negative, when one ended it.
  var status: Int32
  var output: String
  var errors: String

  var isKilled: Bool { status == -9 }
}
