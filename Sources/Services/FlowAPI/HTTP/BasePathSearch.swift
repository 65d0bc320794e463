/// Which of several base paths the server knows: asks one after another and keeps the most
/// telling refusal for the person.
struct BasePathSearch {
  private(set) var failure: APIError?
  /// How often the token was not accepted.
  private(set) var refusalCount = 0

  var isTokenRefused: Bool { refusalCount > 0 }

  /// The places to ask, without repetition.
  ///
  /// - Parameters:
  ///   - known: learnt before, asked first.
  ///   - address: the path of the profile's address.
  ///   - steps: what may stand below the address, in the order to ask: `/api/v1`, empty.
  static func candidates(known: String?, address: String, steps: [String]) -> [String] {
    var found = known.map { [$0] } ?? []
    let isWhole = steps.contains { !$0.isEmpty && address.hasSuffix($0) }
    for path in isWhole ? [address] : steps.map({ address + $0 }) where !found.contains(path) {
      found.append(path)
    }
    return found
  }

  /// Runs one question. Nil: not here, ask elsewhere.
  ///
  /// - Throws: what makes every further question useless.
  mutating func ask<Value>(
    _ question: () throws(APIError) -> Value
  ) throws(APIError) -> Value? {
    do {
      return try question()
    } catch {
      switch error {
      case .answered, .notJSON, .unreadable, .malformed, .tooLarge: note(error)
      case .neverConnected, .lost, .redirected, .notAllowed, .noToken, .cancelled: throw error
      }
      return nil
    }
  }

  private mutating func note(_ error: APIError) {
    if case .answered(let refusal) = error, refusal.status == 401 { refusalCount += 1 }
    if failure.map({ Self.weight(error) > Self.weight($0) }) ?? true { failure = error }
  }

  private static func weight(_ error: APIError) -> Int {
    switch error {
    case .answered(let refusal) where refusal.status == 401: 5
    case .answered(let refusal) where refusal.status != 404: 4
    case .notJSON: 3
    case .unreadable, .malformed, .tooLarge: 2
    default: 1
    }
  }
}
