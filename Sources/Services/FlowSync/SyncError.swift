package import FlowStore

/// Why a pull or a push of one server ended early. Texts hold no token; foreign text in them is
/// capped and passes the sanitiser where it is shown.
package enum SyncError: Error, Equatable, Sendable {
  /// No connection: name, refused, TLS. Nothing was sent; everything waits as it was.
  case unreachable(String)
  /// The connection broke on the way or the server went on answering nothing.
  case interrupted(String)
  /// 401. Nothing more is sent to this server until a person looks at the token.
  case unauthorized(String)
  /// 403 on what every pull needs.
  case forbidden(String)
  /// Another workspace or another server stands behind the profile; nothing was taken or sent.
  case serverChanged(expected: String, found: String)
  /// An answer that is not what an API answers: HTML, another host, cut JSON, over a cap.
  case unusableAnswer(String)
  /// The server refused with this status.
  case refused(status: Int, message: String)
  /// Another program pushes to this server now.
  case pushedElsewhere(process: Int32?, since: Int64?)
  /// The local copy could not be read or written. What was said to be saved is still there.
  case storage(StoreError)
  /// A person stopped it.
  case cancelled
  /// Tests only: a hook ended the pass here as a crash would. Nothing was written since.
  case crashed(FaultPoint)
}
