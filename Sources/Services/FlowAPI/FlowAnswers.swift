/// What ``FlowService/connect()`` learnt.
package struct ServerFacts: Equatable, Sendable {
  /// What stands between the origin and `/chatflows`: `/api/v1`, empty, `/v1` …
  package var basePath: String
  /// What the server says of its version; nil where it says nothing.
  package var versionText: String?

  package init(basePath: String, versionText: String?) {
    self.basePath = basePath
    self.versionText = versionText
  }
}

/// Which part of the list to ask for. All nil: everything in one answer (Flowise), the first page
/// of 100 (FlowNally).
package struct ListRequest: Equatable, Sendable {
  /// Flowise: pages count from 1; only together with `limit`.
  package var page: Int?
  /// Rows of a page. FlowNally: `pageSize`, left out once the server has refused it.
  package var limit: Int?
  /// FlowNally: the mark of the page, from the answer before.
  package var pageToken: String?
  /// Tag of an earlier answer: the server may say that nothing changed.
  package var tag: String?

  package init(
    page: Int? = nil, limit: Int? = nil, pageToken: String? = nil, tag: String? = nil
  ) {
    self.page = page
    self.limit = limit
    self.pageToken = pageToken
    self.tag = tag
  }
}

/// What stood around the rows of a list.
package struct ListAnswer: Equatable, Sendable {
  package enum Shape: Sendable { case array, object }

  /// The tag still holds: no rows came.
  package var isNotModified: Bool
  package var shape: Shape
  /// `total` or `totalSize`; a hint at best (sync.md, N1).
  package var total: Int?
  /// Nil when absent, null or empty.
  package var nextPageToken: String?
  /// Rows given to the reader.
  package var rowCount: Int
  /// Rows over the cap of one record: passed over, not given to the reader. The list is then no
  /// complete list.
  package var oversizedRowCount: Int
  /// Whose rows those are, as far as their bytes below the cap tell.
  package var oversizedRows: [RowIdentity]
  /// The reader stopped the list: what follows was not read.
  package var wasStopped: Bool
  package var tag: String?
  /// The answer's `Date`, exact text.
  package var serverDate: String?
  /// Bytes of the body, decompressed.
  package var byteCount: Int

  package init(
    isNotModified: Bool = false, shape: Shape = .array, total: Int? = nil,
    nextPageToken: String? = nil, rowCount: Int = 0, oversizedRowCount: Int = 0,
    oversizedRows: [RowIdentity] = [], wasStopped: Bool = false, tag: String? = nil,
    serverDate: String? = nil, byteCount: Int = 0
  ) {
    self.isNotModified = isNotModified
    self.shape = shape
    self.total = total
    self.nextPageToken = nextPageToken
    self.rowCount = rowCount
    self.oversizedRowCount = oversizedRowCount
    self.oversizedRows = oversizedRows
    self.wasStopped = wasStopped
    self.tag = tag
    self.serverDate = serverDate
    self.byteCount = byteCount
  }
}

/// One record as the server sent it.
package struct RemoteRecord: Equatable, Sendable {
  /// The JSON object, exactly as received.
  package var bytes: [UInt8]
  package var tag: String?
  /// The answer's `Date`, exact text.
  package var serverDate: String?

  package init(bytes: [UInt8], tag: String? = nil, serverDate: String? = nil) {
    self.bytes = bytes
    self.tag = tag
    self.serverDate = serverDate
  }
}

/// The answer to reading one flow.
package enum FetchAnswer: Equatable, Sendable {
  case record(RemoteRecord)
  /// The tag still holds.
  case notModified
}

/// One page of published versions.
package struct VersionPage: Equatable, Sendable {
  /// Each version's JSON object, exactly as received.
  package var versions: [[UInt8]]
  package var nextPageToken: String?

  package init(versions: [[UInt8]], nextPageToken: String? = nil) {
    self.versions = versions
    self.nextPageToken = nextPageToken
  }
}
