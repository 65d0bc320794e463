import FlowModel

/// What can go wrong around a request or in a server, each by its name.
package enum Fault: String, CaseIterable, Sendable {
  // The network.
  case refused, lostRequest, lostAnswer, lateRequest, doubledRequest, cutAnswer, slow, doubledAnswer
  case slowWay
  // What stands before the server, a proxy for instance.
  case unauthorized, forbidden, notFound, tooLarge, busy, broken, gatewayTimeout, webPage, redirect
  case wrongType
  // The server itself.
  case saveThen400, saveThen500, stopBetweenSaves, expiredToken
  // The token or the address of a profile leads to another workspace for a while (Flowise).
  case otherWorkspace
  // The process dies.
  case crashBeforeSending, crashAfterSending, crashBeforeAnswer, crashAtFaultPoint
}

/// Which faults this run has, and whether one strikes now.
///
/// Each is enabled with 25 % per run and strikes with 25 % where it can, in spells: between two of
/// them the weather is fine, so that work gets done that the next spell can spoil.
package final class Faults {
  package var enabled: Set<Fault> = []
  /// How often each has struck.
  package private(set) var counts: [Fault: Int] = [:]
  private let baton: Baton
  private var isOver = false
  private var spellEnds: Milliseconds = 0
  private var isFoul = false

  package init(_ baton: Baton, allowed: Set<Fault>) {
    self.baton = baton
    for fault in Fault.allCases where baton.chance(0.25) && allowed.contains(fault) {
      enabled.insert(fault)
    }
  }

  /// From now on all of these can strike.
  package func enable(_ faults: Set<Fault>) { enabled.formUnion(faults) }

  package func strikes(_ fault: Fault) -> Bool {
    guard !isOver, enabled.contains(fault), isFoulNow, baton.chance(0.25) else { return false }
    counts[fault, default: 0] += 1
    baton.note("fault \(fault.rawValue)")
    return true
  }

  /// From now on everything works.
  package func end() { isOver = true }

  private var isFoulNow: Bool {
    while spellEnds <= baton.time {
      isFoul.toggle()
      spellEnds = max(spellEnds, baton.time - 1) + Milliseconds(baton.number(5_000...90_000))
    }
    return isFoul
  }
}
