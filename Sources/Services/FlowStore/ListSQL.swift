import FlowModel

/// The SQL of lists. Every scan names its index: when it could not be used, the statement would
/// fail to compile, and a test would say so.
enum ListSQL {
  /// Flows whose state may be another than clean, stub, gone or discarded. Each part reads a
  /// partial index that holds only such rows.
  static let touched = """
    SELECT rid FROM op WHERE done_ms IS NULL
    UNION SELECT rid FROM conflict WHERE closed_ms IS NULL
    UNION SELECT rid FROM resource WHERE quarantine IS NOT NULL
    UNION SELECT rid FROM resource WHERE presence = 'missing'
    """
  static let stubs = " UNION SELECT rid FROM resource WHERE stub = 1"
  static let hidden =
    " UNION SELECT rid FROM resource WHERE presence = 'gone' OR work_doc IS NULL"

  /// The terms of the list indexes, word for word: with others SQLite would not use them.
  static let listed = "presence <> 'gone' AND work_doc IS NOT NULL"

  /// nil: no index has this order, so all rows are sorted here.
  static func index(for order: FlowOrder) -> String? {
    switch order {
    case .type, .nodes, .teams: nil
    case .name, .state: "resource_by_name"
    case .updated: "resource_by_change"
    case .size: "resource_by_size"
    }
  }

  static func key(for order: FlowOrder) -> String {
    switch order {
    case .name, .state, .type, .nodes, .teams: "name_key"
    case .updated: "changed_ms"
    case .size: "bytes"
    }
  }

  /// Whether the natural order goes down: newest first, largest first.
  static func isDescending(_ order: FlowOrder) -> Bool {
    switch order {
    case .name, .state, .type: false
    case .updated, .size, .nodes, .teams: true
    }
  }

  /// A list of words as SQL text. Only for our own words, never for text from outside.
  static func words(_ states: Set<SyncState>) -> String {
    states.map(\.rawValue).sorted().map { "'\($0)'" }.joined(separator: ",")
  }
}
