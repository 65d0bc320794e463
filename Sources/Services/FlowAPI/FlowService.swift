package import FlowModel

/// One server of a profile, spoken to in its own dialect: Flowise or FlowNally.
///
/// Every call blocks its thread until the answer is complete or failed. One value serves one
/// thread: two calls at a time are a mistake of the caller. Only ``cancel()`` may come from
/// another thread. A call finds the base path by itself (``connect()``) when it is not known yet.
///
/// Nothing is retried here, and no answer is believed that is not JSON of the expected shape.
/// Ids are checked (`[A-Za-z0-9_-]{1,128}`) before they enter a path: ``APIError/notAllowed(_:)``.
package protocol FlowService: AnyObject, Sendable {
  var kind: FlowKind { get }

  /// Finds the base path by asking and remembers it. Makes at most six small requests.
  func connect() throws(APIError) -> ServerFacts

  /// Streams the rows of one list answer, each as the exact bytes that came.
  ///
  /// `row` runs inside the transfer: a slow one slows the server down, and memory does not grow
  /// with the list. A row may be any JSON value, also one that is no object or is broken inside:
  /// the caller judges it. The slice is valid until `row` returns; keep a copy, not the slice.
  /// - Throws: after any number of rows; a list that throws is not complete.
  func list(
    _ request: ListRequest, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer

  /// Reads one flow. With a `tag` the server may answer that nothing changed; never give one in
  /// the check before a write.
  func fetch(_ id: String, tag: String?) throws(APIError) -> FetchAnswer

  /// POST on a connection of its own, so that no library sends it twice.
  func create(_ body: [UInt8]) throws(APIError) -> RemoteRecord

  /// PUT (Flowise) or PATCH (FlowNally) of the fields in `body`, on the connection of the check.
  func update(_ id: String, _ body: [UInt8]) throws(APIError) -> RemoteRecord

  func delete(_ id: String) throws(APIError)

  /// FlowNally only, like the next four; Flowise throws ``APIError/notAllowed(_:)``.
  /// The answer is the published version: its `chatbotId` is the flow's id.
  func publish(_ id: String) throws(APIError) -> RemoteRecord
  func activate(_ id: String) throws(APIError) -> RemoteRecord
  func pause(_ id: String) throws(APIError) -> RemoteRecord

  /// One page of the published versions, each as its exact bytes.
  func versions(_ id: String, pageToken: String?) throws(APIError) -> VersionPage
  func version(_ id: String, _ versionID: String) throws(APIError) -> RemoteRecord

  /// Flowise only: the flows that an API key opens; with `keyOnly`, those bound to it.
  /// The key travels in the URL, as the API demands: it may show in the server's logs.
  func openedByKey(
    _ key: Secret, keyOnly: Bool, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListAnswer

  /// Flowise only; for `doctor`. Useless as a guard before a write (sync.md, F4).
  func hasChanged(_ id: String, since stamp: String) throws(APIError) -> Bool

  /// The next request asks for the token again. After a 401, at most once per user action.
  func forgetToken()

  /// Ends the running call with ``APIError/cancelled`` within 100 ms, and every later one at
  /// once, until ``resume()``: a cancel between two requests is not lost. From any thread.
  func cancel()

  /// Allows calls again after ``cancel()``.
  func resume()
}

/// What the reader of a list wants next.
package enum ListStep: Sendable { case proceed, stop }
