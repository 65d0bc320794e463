/// One scripted misbehaviour: for which requests, what, how often.
///
/// Text form: `METHOD PATH KIND[=VALUE] [xN]`, for example `PUT /chatflows store-500 x1`. METHOD
/// may be `*`. PATH is the path below the base of either API; it stands for itself and everything
/// below, a trailing `$` for itself only, a segment `*` for any one segment. Without `xN` the fault
/// stays.
package struct Fault: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The connection is closed, nothing answered and nothing stored.
    case unreachable
    /// Waits before anything is done, in milliseconds.
    case slow(Int)
    /// Does what is asked, then waits before it answers, in milliseconds.
    case late(Int)
    /// Refused with this status, nothing stored. `retryAfter` in seconds.
    case refused(status: Int, retryAfter: Int?)
    /// Does what is asked, and answers with this status as if it had failed.
    case stored(status: Int)
    /// Does what is asked, then closes the connection without an answer.
    case lost
    /// Does what is asked, sends half of the answer's body and closes the connection.
    case cut
    /// A web page with status 200, nothing stored.
    case html
    /// 302 to this address.
    case redirect(String)
    /// A create stores the name and `{}` as flowData, then the connection closes.
    case halfCreate
    /// Lists carry no `flowData`.
    case stubs
    /// Lists carry at most this many rows and do not say so.
    case cap(Int)
    /// Lists leave this flow out; asked by id it is there.
    case hidden(String)
    /// Lists claim this many rows in all.
    case total(Int)
    /// After each list the row at its end is changed and moves to the front.
    case drift
    /// A page token is refused as expired.
    case expired
    /// A page token always leads to the same page.
    case loop
  }

  package var method: String
  package var path: String
  package var kind: Kind
  /// How often it happens; nil: always.
  package var times: Int?

  package init(method: String, path: String, kind: Kind, times: Int? = nil) {
    self.method = method
    self.path = path
    self.kind = kind
    self.times = times
  }

  /// Whether it is about this request. - Parameter path: below the base of the API, beginning with
  /// a slash.
  func matches(method: String, path: String) -> Bool {
    guard self.method == "*" || self.method == method else { return false }
    let isExact = self.path.hasSuffix("$")
    let pattern = self.path.split(separator: "/").map { $0.hasSuffix("$") ? $0.dropLast() : $0 }
      .filter { !$0.isEmpty }
    let segments = path.split(separator: "/")
    guard isExact ? segments.count == pattern.count : segments.count >= pattern.count
    else { return false }
    return zip(pattern, segments).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// Reads the text form. Throws ``ServerError/badFault(text:reason:)``.
  package init(parsing text: String) throws(ServerError) {
    func bad(_ reason: String) -> ServerError { .badFault(text: text, reason: reason) }
    var words = text.split(separator: " ").map(String.init)
    var times: Int?
    if let last = words.last, words.count == 4, last.hasPrefix("x") {
      guard let count = Int(last.dropFirst()), count > 0 else {
        throw bad("'\(last)' is no count; write x1, x2 and so on.")
      }
      times = count
      words.removeLast()
    }
    guard words.count == 3 else {
      throw bad("expected METHOD PATH KIND[=VALUE] [xN], as in 'PUT /chatflows store-500 x1'.")
    }
    let methods = ["*", "GET", "POST", "PUT", "PATCH", "DELETE"]
    guard methods.contains(words[0]) else {
      throw bad("'\(words[0])' is no method; use one of \(methods.joined(separator: " ")).")
    }
    guard words[1].hasPrefix("/") else { throw bad("the path '\(words[1])' must begin with '/'.") }
    let parts = words[2].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = Kind(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil)
    else { throw bad("'\(words[2])' is no kind; the kinds are \(Kind.list).") }
    self.init(method: words[0], path: words[1], kind: kind, times: times)
  }
}

extension Fault.Kind {
  static let list = """
    unreachable, slow=MS, late=MS, a status from 400 to 599, 429=SECONDS, store-STATUS, lost, cut, html, \
    redirect=URL, half-create, stubs, cap=N, hidden=ID, total=N, drift, expired, loop
    """

  init?(name: String, value: String?) {
    let number = value.flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
    func status(_ text: some StringProtocol) -> Int? {
      Int(text).flatMap { (400...599).contains($0) ? $0 : nil }
    }
    switch (name, value) {
    case ("unreachable", nil): self = .unreachable
    case ("lost", nil): self = .lost
    case ("cut", nil): self = .cut
    case ("html", nil): self = .html
    case ("half-create", nil): self = .halfCreate
    case ("stubs", nil): self = .stubs
    case ("drift", nil): self = .drift
    case ("expired", nil): self = .expired
    case ("loop", nil): self = .loop
    case ("redirect", let address?): self = .redirect(address)
    case ("hidden", let id?): self = .hidden(id)
    default:
      switch (name, number) {
      case ("slow", let delay?): self = .slow(delay)
      case ("late", let delay?): self = .late(delay)
      case ("cap", let count?): self = .cap(count)
      case ("total", let count?): self = .total(count)
      case ("429", let seconds?): self = .refused(status: 429, retryAfter: seconds)
      default:
        guard value == nil else { return nil }
        if name.hasPrefix("store-"), let status = status(name.dropFirst(6)) {
          self = .stored(status: status)
        } else if let status = status(name) {
          self = .refused(status: status, retryAfter: nil)
        } else {
          return nil
        }
      }
    }
  }
}
