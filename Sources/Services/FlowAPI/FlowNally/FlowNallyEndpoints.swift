/// The paths of FlowNally, below the origin; ids are checked, all else is escaped.
struct FlowNallyEndpoints {
  /// `/v1`, or empty.
  let base: String

  func list(size: Int?, token: String?) -> String {
    "\(base)/chatbots" + paging(size, token)
  }

  func flow(_ id: String) throws(APIError) -> String {
    "\(base)/chatbots/\(try RequestPath.checked(id))"
  }

  /// - Parameter verb: `publish`, `activate` or `pause`.
  func order(_ verb: String, for id: String) throws(APIError) -> String {
    "\(try flow(id))/\(verb)"
  }

  func versions(of id: String, size: Int?, token: String?) throws(APIError) -> String {
    "\(try flow(id))/versions" + paging(size, token)
  }

  func version(_ version: String, of id: String) throws(APIError) -> String {
    "\(try flow(id))/versions/\(try RequestPath.checked(version))"
  }

  private func paging(_ size: Int?, _ token: String?) -> String {
    RequestPath.query([("pageSize", size.map(String.init)), ("pageToken", token)])
  }
}
