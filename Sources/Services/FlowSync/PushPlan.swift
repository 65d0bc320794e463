package import FlowModel

/// What a push would do, from the local copy alone: no request is made for it.
package struct PushPlan: Hashable, Sendable {
  package var entries: [Entry]

  package init(entries: [Entry] = []) { self.entries = entries }

  /// Whether anything in it is left unsent until a person says yes.
  package var needsConfirmation: Bool { entries.contains { !$0.reasons.isEmpty && $0.isReady } }

  package struct Entry: Hashable, Sendable {
    package var change: Change
    /// "update: name, flowData", "publish the draft" …; holds field names, never values.
    package var summary: String
    /// Milliseconds since the order was given; never negative.
    package var age: Milliseconds
    /// Why a person must say yes first; empty when nobody must.
    package var reasons: [Reason]
    /// Whether a push sends it now, reasons aside: not blocked, not refused, no conflict.
    package var isReady: Bool

    package init(
      change: Change, summary: String, age: Milliseconds, reasons: [Reason], isReady: Bool
    ) {
      self.change = change
      self.summary = summary
      self.age = age
      self.reasons = reasons
      self.isReady = isReady
    }
  }

  package enum Reason: Hashable, Sendable {
    /// Public or active: somebody uses it now.
    case live
    /// Deleting it deletes its chats on the server too.
    case deletion
    /// An active bot has to be paused before it can be deleted.
    case pauseFirst
    /// A deletion, publish, activation or pause ordered more than a day ago: `--yes` is not enough.
    case old(hours: Int)
    /// A bot whose teams are all taken away answers for everybody.
    case teamsEmptied
    /// The server never showed the draft that this would replace.
    case unseenDraft

    /// A clause for people: "it is live".
    package var text: String {
      switch self {
      case .live: "it is live"
      case .deletion: "it deletes the flow and its chats on the server"
      case .pauseFirst: "it is active and must be paused first"
      case .old(let hours): "it was ordered \(hours) hours ago"
      case .teamsEmptied: "it takes away all teams, so the bot answers for everybody"
      case .unseenDraft: "it replaces a draft that nobody here has seen"
      }
    }
  }
}

/// How far a person said yes to a push.
package enum PushConfirmation: Sendable {
  /// Nobody was asked: whatever needs a yes stays.
  case none
  /// `--yes`: everything but orders of the last kinds that are older than a day.
  case flag
  /// A person saw this plan and said yes: everything.
  case person

  package func covers(_ reason: PushPlan.Reason) -> Bool {
    switch self {
    case .none: false
    case .person: true
    case .flag: if case .old = reason { false } else { true }
    }
  }
}
