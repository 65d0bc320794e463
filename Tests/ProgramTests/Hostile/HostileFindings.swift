import FlowModel
import FlowStore
import TestKit

/// What a hostile answer did that it must not: the promises 38, 43 and 46, one by one.
struct HostileFindings {
  /// Resident size that no answer may make the program pass (promise 43).
  static let limitInKilobytes = 200 << 10
  /// A person's Ctrl-c, and what the machine of the test needs to end a process: milliseconds.
  static let endingLimit = 1_000

  let token: String
  private(set) var all: [String] = []

  init(token: String) { self.token = token }

  mutating func add(_ text: String) { all.append(text) }

  mutating func look(at ended: MeasuredRun, _ command: String, exits: Set<Int32>) {
    let errors = String(decoding: ended.errors, as: UTF8.self)
    if ended.wasStuck { add("\(command) never ended") }
    if !exits.contains(ended.status) {
      add("\(command) exits with \(ended.status), not \(exits.sorted()): \(errors.prefix(400))")
    }
    if ended.peakKilobytes > Self.limitInKilobytes {
      add("\(command) grew to \(ended.peakKilobytes >> 10) MiB")
    }
    if let time = ended.endingMilliseconds, time > Self.endingLimit {
      add("\(command) went on for \(time) ms after Ctrl-c")
    }
    for (name, bytes) in [("output", ended.output), ("standard error", ended.errors)] {
      if let control = Self.control(in: bytes) { add("\(command): \(control) in its \(name)") }
      if String(decoding: bytes, as: UTF8.self).contains(token) {
        add("\(command): the token in its \(name)")
      }
    }
    if ended.status != 0, ended.status < 128 {
      // What became of each order is said on the output.
      lookAtSentence(errors + String(decoding: ended.output, as: UTF8.self), command)
    }
    if ended.errors.count > 8_192 { add("\(command) says \(ended.errors.count) bytes") }
  }

  /// A line is a sentence for a person; no word of a trap, and none of libcurl's that says nothing,
  /// stands anywhere.
  private mutating func lookAtSentence(_ text: String, _ command: String) {
    // A plan, and what is waited for, may stand before it.
    let line = text.split(separator: "\n").first {
      $0.first?.isUppercase ?? false && ".!?".contains($0.last ?? " ")
    }
    if line == nil || line?.count ?? 0 > 200 {
      add("\(command) says no sentence: \(text.prefix(300))")
    }
    for word in [
      "Fatal error", "Stack dump", "Crash", "Optional(", "APIError", "SyncError", "No error",
      "Out of memory",
    ] where text.contains(word) {
      add("\(command) says \"\(word)\"")
    }
  }

  /// The first thing in a text that could control a terminal or hide; nil when there is none.
  static func control(in bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard Array(text.utf8) == bytes else { return "a byte that is no UTF-8" }
    let odd = text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200C, 0x200E...0x200F, 0x202A...0x202E,
        0x2066...0x2069, 0xFEFF,
        0xE0000...0xE007F:
        true
      default: false
      }
    }
    return odd.map { "U+" + String($0.value, radix: 16, uppercase: true) }
  }

  /// The copy opens, is sound, and holds what it held: all of it, or, where the answer may have
  /// said that a flow changed, the edit.
  mutating func look(
    at location: StoreLocation, of service: Service, keepsHeld: Bool
  ) throws {
    let store = try Store(location: location, access: .reading, now: { 0 }, random: { 0 })
    defer { store.close() }
    if store.opening.setAside != nil { add("the copy was set aside") }
    if let wrong = try store.thoroughCheck() { add("the copy is damaged: \(wrong)") }
    for id in keepsHeld ? HeldFlows.ids : [HeldFlows.edited] {
      let flow = try store.reader.tracked(remoteID: id, server: ServerID(number: 1))
      guard let flow, let work = flow.work, let base = flow.base else {
        add("\(id) is gone from the copy")
        continue
      }
      if keepsHeld, flow.presence != .listed { add("\(id) counts as \(flow.presence.rawValue)") }
      if keepsHeld,
        try store.reader.bytes(of: base) != Array(HeldFlows.record(id, of: service).utf8)
      {
        add("\(id) is not what the server sent")
      }
      let local = String(decoding: try store.reader.bytes(of: work), as: UTF8.self)
      let name = id == HeldFlows.edited ? HeldFlows.editedName : "Flow \(id)"
      if !local.contains("\"\(name)\"") { add("\(id) lost its name: \(local.prefix(200))") }
    }
  }
}
