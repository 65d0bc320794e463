package import FlowModel

/// A count that took a scan, and the state of the file it was taken from.
struct CountedList {
  var servers: [ServerID]
  var filter: ListFilter
  var state: FileState
  var count: Int
}

/// A list whose order no index has, and the state of the file it was read from.
struct SortedList {
  var query: FlowQuery
  var state: FileState
  var rows: [ListPosition]
}

extension FlowReader {
  /// Some rows of a list, beginning where `anchor` says, and how many rows the list has.
  ///
  /// - Parameters:
  ///   - limit: rows, at least 1.
  ///   - shouldStop: whether nobody wants the answer any more; asked at once and between records.
  /// - Throws: `stopped` when it says so.
  /// - Complexity: O(`limit`) for an anchor that is a row, the start or the end. A number costs a
  ///   walk along the index from the nearer end; a name filter a pass over the index. An order
  ///   without an index sorts all rows, once for each state of the file.
  package func window(
    of query: FlowQuery, anchor: WindowAnchor, limit: Int,
    shouldStop: @escaping () -> Bool = { false }
  ) throws(StoreError) -> FlowWindow {
    precondition(limit > 0, "a window has at least one row")
    guard !shouldStop() else { throw .stopped }
    self.shouldStop = shouldStop
    defer { self.shouldStop = { false } }
    return try snapshot { () throws(StoreError) in
      let servers = try servers().filter { query.kind == nil || $0.service.kind == query.kind }
        .map(\.id)
      let listing = try listing(of: query, servers)
      let place = try place(of: anchor, in: listing, servers, limit: limit)
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
    of anchor: WindowAnchor, in listing: FlowListing, _ servers: [ServerID], limit: Int
  ) throws(StoreError) -> FlowListing.Anchor {
    let query = listing.query
    switch anchor {
    case .start: return .start
    case .end: return .end
    case .after(let summary): return .after(ListPosition(of: summary, in: query.order))
    case .before(let summary): return .before(ListPosition(of: summary, in: query.order))
    case .around(let flow):
      guard let summary = try summary(flow), try shows(summary, query, servers) else {
        return .start
      }
      return .around(ListPosition(of: summary, in: query.order))
    case .index(let number):
      let first = max(0, min(number, listing.count))
      return .range(first..<min(listing.count, first + limit))
    }
  }

  private func listing(
    of query: FlowQuery, _ servers: [ServerID]
  ) throws(StoreError) -> FlowListing {
    let sections: [ListSection]
    if let states = query.states, !states.contains(.clean) {
      sections = [try gather(query, servers, states: states)]
    } else if ListSQL.index(for: query.order) == nil {
      sections = [try sort(query, servers)]
    } else if query.order == .state {
      let needed = query.states ?? SyncState.shown
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
    return .gathered(
      try positions(query, servers, among: source, states: states),
      isDescending: ListSQL.isDescending(query.order))
  }

  /// All rows of a list, in an order that no index has.
  private func sort(_ query: FlowQuery, _ servers: [ServerID]) throws(StoreError) -> ListSection {
    let isDescending = ListSQL.isDescending(query.order)
    let state = try fileState()
    if let sortedList, sortedList.query == query, sortedList.state == state {
      return .gathered(sortedList.rows, isDescending: isDescending)
    }
    let rows = try positions(
      query, servers, among: "SELECT rid FROM resource WHERE \(ListSQL.listed)",
      states: query.states)
    sortedList = SortedList(query: query, state: state, rows: rows)
    return .gathered(rows, isDescending: isDescending)
  }

  /// - Parameters:
  ///   - source: SQL that gives the ids to look at; our own words only.
  ///   - states: nil: those rows are in one of the states that lists show.
  private func positions(
    _ query: FlowQuery, _ servers: [ServerID], among source: String, states: Set<SyncState>?
  ) throws(StoreError) -> [ListPosition] {
    let filter = try filter(of: query, servers)
    let numbers = servers.map { "\($0.number)" }.joined(separator: ",")
    let isInStates = states.map { states in
      """
      AND (SELECT s.state FROM item_state AS s WHERE s.rid = r.rid) IN (\(ListSQL.words(states)))
      """
    }
    let state =
      query.order == .state
      ? "(SELECT s.state FROM item_state AS s WHERE s.rid = r.rid)" : "'clean'"
    let sql = """
      SELECT r.rid, \(state), r.name_key, r.changed_ms, r.bytes, r.nodes, r.teams,
        coalesce(r.subtype, r.status, '')
      FROM resource AS r
      WHERE r.rid IN (\(source)) AND r.server_no IN (\(numbers)) \(isInStates ?? "")\(filter.sql(from: 1))
      """
    let order = query.order
    var rows = try database.all(sql, filter.values) { row in
      var position = ListPosition(rank: 0, text: "", number: 0, flow: row.integer(0))
      switch order {
      case .name: position.text = row.text(2)
      case .state:
        position.rank = ListPosition.rank(of: FlowRow.state(row, 1))
        position.text = row.text(2)
      case .updated: position.number = row.integer(3)
      case .size: position.number = row.integer(4)
      case .nodes: position.number = row.optionalInteger(5) ?? -1
      case .teams: position.number = row.optionalInteger(6) ?? -1
      case .type: position.text = ListPosition.text(type: row.text(7), key: row.text(2))
      }
      return position
    }
    let isDescending = ListSQL.isDescending(query.order)
    rows.sort { $0.precedes($1, isDescending: isDescending) }
    return rows
  }

  private func scan(
    _ query: FlowQuery, _ servers: [ServerID], leavingOut excluded: String?
  ) throws(StoreError) -> ListScan {
    var filter = try filter(of: query, servers)
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
    let state = try fileState()
    if let counted = countedList, counted.servers == servers, counted.filter == filter,
      counted.state == state
    {
      return counted.count
    }
    let scan = ListScan(
      database: database, servers: servers, order: .name, filter: filter, knownCount: nil)
    let count = try scan.count()
    countedList = CountedList(servers: servers, filter: filter, state: state, count: count)
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

extension SyncState {
  /// States that no list shows unasked.
  static let hidden: Set<SyncState> = [.goneOnServer, .discarded]
}
