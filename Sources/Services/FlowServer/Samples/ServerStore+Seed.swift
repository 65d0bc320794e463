extension ServerStore {
  /// Fills an empty database; leaves one that holds flows as it is.
  func seed(_ options: ServerOptions) throws(ServerError) {
  }
}
