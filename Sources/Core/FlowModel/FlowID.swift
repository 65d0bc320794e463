/// Names one flow inside one profile: the row id of the local copy (`rid` of sync.md 2.3).
///
/// It is never reused and stays the same before and after the server gives the flow an id.
package struct FlowID: Hashable, Comparable, Sendable {
  package let row: Int64

  package init(row: Int64) { self.row = row }

  package static func < (left: FlowID, right: FlowID) -> Bool { left.row < right.row }
}

/// Names one order in the outbox (`seq` of sync.md 2.3): the order in which a person gave them.
package struct ChangeID: Hashable, Comparable, Sendable {
  package let sequence: Int64

  package init(sequence: Int64) { self.sequence = sequence }

  package static func < (left: ChangeID, right: ChangeID) -> Bool {
    left.sequence < right.sequence
  }
}

/// Names one server of a profile (`server_no` of sync.md 2.3).
package struct ServerID: Hashable, Sendable {
  package let number: Int64

  package init(number: Int64) { self.number = number }
}

/// Names one kept version of a flow (`hid` of sync.md 2.3): the VERSION of the command line.
package struct VersionID: Hashable, Comparable, Sendable {
  package let number: Int64

  package init(number: Int64) { self.number = number }

  package static func < (left: VersionID, right: VersionID) -> Bool { left.number < right.number }
}

/// Milliseconds since 1970, from the clock of this computer. For ages and order on screen only:
/// no decision of the engine compares it with a server's clock (sync.md 2.11).
package typealias Milliseconds = Int64
