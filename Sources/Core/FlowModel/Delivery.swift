/// What is known of an order on its way to the server.
package struct Delivery: Hashable, Sendable {
  /// Method and path: `PUT /api/v1/chatflows/8c0e…`.
  package var request: String
  /// Bytes of the body; nil where none is sent.
  package var byteCount: Int?
  /// The server's stamp of the copy that the change starts from, as the server wrote it; nil: the
  /// flow was never there.
  package var baseStamp: String?
  /// When the server was last read whole, milliseconds since 1970; nil: never.
  package var checkedAt: Milliseconds?
  /// What happened so far, oldest first.
  package var steps: [DeliveryStep]

  package init(
    request: String, byteCount: Int? = nil, baseStamp: String? = nil,
    checkedAt: Milliseconds? = nil, steps: [DeliveryStep] = []
  ) {
    self.request = request
    self.byteCount = byteCount
    self.baseStamp = baseStamp
    self.checkedAt = checkedAt
    self.steps = steps
  }
}
