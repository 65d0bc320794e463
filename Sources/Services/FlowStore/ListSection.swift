import FlowModel

/// A stretch of a list in its natural order. A list is one or two of them, one behind the other.
enum ListSection {
  /// Few rows, gathered through the indexes of open work, and sorted here.
  case gathered([ListPosition], isDescending: Bool)
  /// The rows of an index, read as far as needed.
  case scanned(ListScan)

  func count() throws(StoreError) -> Int {
    switch self {
    case .gathered(let rows, _): rows.count
    case .scanned(let scan): try scan.count()
    }
  }

  /// Row ids behind `position` (all when nil), in natural order.
  func rows(
    after position: ListPosition?, includingIt: Bool, limit: Int, skipping: Int = 0
  ) throws(StoreError) -> [Int64] {
    switch self {
    case .scanned(let scan):
      return try scan.rows(
        from: scan.isBefore(position) ? nil : position, including: includingIt, isForward: true,
        limit: limit, skipping: skipping)
    case .gathered(let rows, let isDescending):
      var first = 0
      if let position {
        first =
          rows.firstIndex {
            includingIt && $0.flow == position.flow
              || position.precedes($0, isDescending: isDescending)
          } ?? rows.count
      }
      return rows.dropFirst(first + skipping).prefix(limit).map(\.flow)
    }
  }

  /// Row ids before `position` (from the end when nil), in natural order.
  func rows(
    before position: ListPosition?, limit: Int, skipping: Int = 0
  ) throws(StoreError) -> [Int64] {
    switch self {
    case .scanned(let scan):
      if scan.isBefore(position) { return [] }
      return try scan.rows(
        from: position, including: false, isForward: false, limit: limit, skipping: skipping
      ).reversed()
    case .gathered(let rows, let isDescending):
      var end = rows.count
      if let position {
        end = rows.firstIndex { !$0.precedes(position, isDescending: isDescending) } ?? rows.count
      }
      return rows.prefix(end).dropLast(skipping).suffix(limit).map(\.flow)
    }
  }

  /// How many rows stand before `position`.
  func count(before position: ListPosition) throws(StoreError) -> Int {
    switch self {
    case .scanned(let scan): scan.isBefore(position) ? 0 : try scan.count(before: position)
    case .gathered(let rows, let isDescending):
      rows.count { $0.precedes(position, isDescending: isDescending) }
    }
  }
}

/// Reads an index of lists; one arm for each server, merged by SQLite as it reads.
struct ListScan {
  let database: Database
  let servers: [ServerID]
  let order: FlowOrder
  let filter: ListFilter
  /// How many rows it has, when that is known without reading them.
  let knownCount: Int?

  /// Whether a position lies in the section of open work, before all rows of this one.
  func isBefore(_ position: ListPosition?) -> Bool {
    guard order == .state, let position else { return false }
    return position.rank < ListPosition.lastRank
  }

  func rows(
    from position: ListPosition?, including: Bool, isForward: Bool, limit: Int, skipping: Int
  ) throws(StoreError) -> [Int64] {
    guard !servers.isEmpty, limit > 0 else { return [] }
    let isUp = isForward != ListSQL.isDescending(order)
    let comparison = position.map { _ in (isUp ? ">" : "<") + (including ? "=" : "") }
    let direction = isUp ? "ASC" : "DESC"
    let sql =
      arms("rid, \(ListSQL.key(for: order))", comparison)
      + " ORDER BY 2 \(direction), 1 \(direction) LIMIT ?3 OFFSET ?4"
    return try database.all(sql, values(position, limit, skipping)) { $0.integer(0) }
  }

  func count() throws(StoreError) -> Int {
    if let knownCount { return knownCount }
    return try count(nil, nil)
  }

  func count(before position: ListPosition) throws(StoreError) -> Int {
    try count(ListSQL.isDescending(order) ? ">" : "<", position)
  }

  /// Each server counted by itself: one count over a union would build its rows first.
  private func count(
    _ comparison: String?, _ position: ListPosition?
  ) throws(StoreError) -> Int {
    var sum = 0
    for server in servers {
      // Comparing the numbers of the window keeps the parameters the same as there.
      let sql = arm("count(*)", comparison, server) + " AND ?3 = ?4"
      sum += Int(try database.first(sql, values(position, 0, 0)) { $0.integer(0) } ?? 0)
    }
    return sum
  }

  private func values(
    _ position: ListPosition?, _ limit: Int, _ skipping: Int
  ) -> [(any SQLBindable)?] {
    let key: (any SQLBindable)? = position.map { position -> any SQLBindable in
      order == .name || order == .state ? position.text : position.number
    }
    return [key, position?.flow, limit, skipping] + filter.values
  }

  private func arms(_ columns: String, _ comparison: String?) -> String {
    servers.map { arm(columns, comparison, $0) }.joined(separator: " UNION ALL ")
  }

  private func arm(_ columns: String, _ comparison: String?, _ server: ServerID) -> String {
    var terms = ListSQL.listed + filter.sql(from: 5)
    if let comparison { terms += " AND (\(ListSQL.key(for: order)), rid) \(comparison) (?1, ?2)" }
    return """
      SELECT \(columns) FROM resource INDEXED BY \(ListSQL.index(for: order) ?? "resource_by_name")
      WHERE server_no = \(server.number) AND \(terms)
      """
  }
}
