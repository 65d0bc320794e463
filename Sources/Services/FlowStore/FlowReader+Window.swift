import CSQLite
package import FlowModel

/// A count that took a scan, and the state of the file it was taken from.
struct CountedList {
  var servers: [ServerID]
  var filter: ListFilter
  var dataVersion: Int64
  var ownChanges: Int64
  var count: Int
}

extension FlowReader {
  /// Some rows of a list, beginning where `anchor` says, and how many rows the list has.
  ///
  /// - Parameter limit: rows, at least 1.
  /// - Complexity: O(`limit`) for an anchor that is a row, the start or the end. A number costs a
  ///   walk along the index from the nearer end; a name filter a pass over the index.
  package func window(
    of query: FlowQuery, anchor: WindowAnchor, limit: Int
  ) throws(StoreError) -> FlowWindow {
    precondition(limit > 0, "a window has at least one row")
    return try snapshot { () throws(StoreError) in
      let listing = try listing(of: query)
      let place = try place(of: anchor, in: listing, limit: limit)
      let (natural, first) = try listing.rows(place, limit: limit)
      var rows: [FlowSummary] = []
      rows.reserveCapacity(natural.count)
      for row in query.isReversed ? natural.reversed() : natural {
        if let summary = try summary(FlowID(row: row)) { rows.append(summary) }
      }
      // A reversed list counts its rows from the other end.
      let shown = query.isReversed ? first.map { listing.count - $0 - natural.count } : first
      return FlowWindow(rows: rows, firstIndex: shown, count: listing.count)
    }
  }

  private func place(
    of anchor: WindowAnchor, in listing: FlowListing, limit: Int
  ) throws(StoreError) -> FlowListing.Anchor {
    let query = listing.query
    switch anchor {
    case .start: return .start
    case .end: return .end
    case .after(let summary): return .after(ListPosition(of: summary, in: query.order))
    case .before(let summary): return .before(ListPosition(of: summary, in: query.order))
    case .around(let flow):
      guard let summary = try summary(flow), query.shows(summary) else { return .start }
      return .around(ListPosition(of: summary, in: query.order))
    case .index(let number):
      let first = max(0, min(number, listing.count))
      return .range(first..<min(listing.count, first + limit))
    }
  }

  private func listing(of query: FlowQuery) throws(StoreError) -> FlowListing {
    let servers = try servers().filter { query.kind == nil || $0.service.kind == query.kind }
      .map(\.id)
    let sections: [ListSection]
    if let states = query.states, !states.contains(.clean) {
      sections = [try gather(query, servers, states: states)]
    } else if query.order == .state {
      let needed = query.states ?? Set(SyncState.allCases).subtracting(SyncState.hidden)
      sections = [
        try gather(query, servers, states: needed.subtracting([.clean, .stub])),
        .scanned(try scan(query, servers, leavingOut: ListSQL.touched)),
      ]
    } else {
      sections = [.scanned(try scan(query, servers, leavingOut: nil))]
    }
    var count = 0
    for section in sections { count += try section.count() }
    return FlowListing(query: query, sections: sections, count: count)
  }

  /// The rows in one of `states`, none of which is `clean`, sorted.
  private func gather(
    _ query: FlowQuery, _ servers: [ServerID], states: Set<SyncState>
  ) throws(StoreError) -> ListSection {
    var source = ListSQL.touched
    if states.contains(.stub) { source += ListSQL.stubs }
    if !states.isDisjoint(with: SyncState.hidden) { source += ListSQL.hidden }
    let filter = ListFilter(query)
    let numbers = servers.map { "\($0.number)" }.joined(separator: ",")
    let sql = """
      SELECT r.rid, s.state, r.name_key, r.changed_ms, r.bytes
      FROM (\(source)) AS t CROSS JOIN resource AS r ON r.rid = t.rid
        CROSS JOIN item_state AS s ON s.rid = r.rid
      WHERE s.state IN (\(ListSQL.words(states)))
        AND r.server_no IN (\(numbers))
        AND (?1 IS NULL OR instr(r.name_key, ?1) > 0)
        AND (?2 IS NULL OR lower(r.subtype) = ?2 OR lower(r.status) = ?2)
      """
    let isDescending = ListSQL.isDescending(query.order)
    var rows = try database.all(sql, [filter.name, filter.type]) { row in
      let state = FlowRow.state(row, 1)
      return ListPosition(
        rank: query.order == .state ? ListPosition.rank(of: state) : 0,
        text: query.order == .name || query.order == .state ? row.text(2) : "",
        number: query.order == .updated
          ? row.integer(3) : query.order == .size ? row.integer(4) : 0,
        flow: row.integer(0))
    }
    rows.sort { $0.precedes($1, isDescending: isDescending) }
    return .gathered(rows, isDescending: isDescending)
  }

  private func scan(
    _ query: FlowQuery, _ servers: [ServerID], leavingOut excluded: String?
  ) throws(StoreError) -> ListScan {
    var filter = ListFilter(query)
    var parts = excluded.map { [$0] } ?? []
    if let states = query.states {
      parts.append(
        """
        SELECT s.rid FROM item_state AS s WHERE s.rid IN (\(ListSQL.touched + ListSQL.stubs))
          AND s.state NOT IN (\(ListSQL.words(states)))
        """)
    }
    if !parts.isEmpty { filter.excluded = parts.joined(separator: " UNION ") }
    return ListScan(
      database: database, servers: servers, order: query.order, filter: filter,
      knownCount: try count(servers, filter))
  }

  /// How many rows a scan has: from the tally when it can, else counted once for each state of
  /// the file.
  private func count(
    _ servers: [ServerID], _ filter: ListFilter
  ) throws(StoreError) -> Int {
    guard filter.looksAtRows else {
      return try tally(servers) - excludedCount(servers, filter)
    }
    let version = try dataVersion()
    let changes = sqlite3_total_changes64(database.handle)
    if let counted = countedList, counted.servers == servers, counted.filter == filter,
      counted.dataVersion == version, counted.ownChanges == changes
    {
      return counted.count
    }
    let scan = ListScan(
      database: database, servers: servers, order: .name, filter: filter, knownCount: nil)
    let count = try scan.count()
    countedList = CountedList(
      servers: servers, filter: filter, dataVersion: version, ownChanges: changes, count: count)
    return count
  }

  private func tally(_ servers: [ServerID]) throws(StoreError) -> Int {
    var sum = 0
    for server in servers {
      sum +=
        Int(
          try database.first("SELECT listed FROM tally WHERE server_no = ?", [server.number]) {
            $0.integer(0)
          } ?? 0)
    }
    return sum
  }

  private func excludedCount(
    _ servers: [ServerID], _ filter: ListFilter
  ) throws(StoreError) -> Int {
    guard let excluded = filter.excluded else { return 0 }
    let numbers = servers.map { "\($0.number)" }.joined(separator: ",")
    let sql = """
      SELECT count(*) FROM (\(excluded)) AS t CROSS JOIN resource AS r ON r.rid = t.rid
      WHERE r.server_no IN (\(numbers)) AND r.presence <> 'gone' AND r.work_doc IS NOT NULL
      """
    return Int(try database.first(sql) { $0.integer(0) } ?? 0)
  }
}

extension ListFilter {
  init(_ query: FlowQuery) {
    let folded = FlowName.key(of: query.nameFilter)
    name = folded.isEmpty ? nil : folded
    type = query.type?.lowercased()
    excluded = nil
  }
}

extension SyncState {
  /// States that no list shows unasked.
  static let hidden: Set<SyncState> = [.goneOnServer, .discarded]
}

extension FlowQuery {
  /// Whether a flow belongs to the list.
  func shows(_ summary: FlowSummary) -> Bool {
    let filter = ListFilter(self)
    if let kind, kind != summary.kind { return false }
    if let name = filter.name, !summary.nameKey.contains(name) { return false }
    if let type = filter.type,
      ![summary.type, summary.status].contains(where: {
        $0?.lowercased() == type
      })
    {
      return false
    }
    return states?.contains(summary.state) ?? !SyncState.hidden.contains(summary.state)
  }
}
