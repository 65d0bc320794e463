/// The paths of Flowise, below the origin; ids are checked, all else is escaped.
struct FlowiseEndpoints {
  /// `/api/v1`, or empty.
  let base: String

  var version: String { "\(base)/version" }

  /// Only both parameters together make a page (flowise-api.md 2).
  func list(page: Int?, limit: Int?) -> String {
    "\(base)/chatflows"
      + RequestPath.query([("page", page.map(String.init)), ("limit", limit.map(String.init))])
  }

  func flow(_ id: String) throws(APIError) -> String {
    "\(base)/chatflows/\(try RequestPath.checked(id))"
  }

  /// The server compares `stamp` as text: it must be the very text it once sent.
  func hasChanged(_ id: String, since stamp: String) throws(APIError) -> String {
    let id = try RequestPath.checked(id)
    return "\(base)/chatflows/has-changed/\(id)/\(RequestPath.escaped(Array(stamp.utf8)))"
  }

  func opened(by key: Secret, keyOnly: Bool) -> String {
    "\(base)/chatflows/apikey/\(RequestPath.escaped(key.revealed()))"
      + RequestPath.query([("keyonly", keyOnly ? "true" : nil)])
  }
}
