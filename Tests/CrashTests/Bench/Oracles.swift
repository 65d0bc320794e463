import FlowServer
import FlowWorkspace
import JSONText

/// What must hold after an interruption, whatever it was.
struct Oracles {
  let stage: Stage
  let scenario: Scenario
  let fault: Fault
  var ledger = Ledger()
  private(set) var violations: [String] = []

  init(stage: Stage, scenario: Scenario, fault: Fault) {
    self.stage = stage
    self.scenario = scenario
    self.fault = fault
  }

  /// Whether the editor of a script wrote its text.
  private var hasEdited: Bool { FolderImage.bytes(of: stage.place + "/edited") != nil }

  mutating func fail(_ text: String) { violations.append(text) }

  // MARK: While the disk is broken

  /// A step that the disk refused says so, does not end with 0, and keeps the text of an editor.
  mutating func checkRefusals() throws {
    for entry in ledger.entries {
      guard let ended = entry.ended, !entry.isAcknowledged else { continue }
      if ended.status < 0 { fail("weir \(entry.step.words) crashed: \(ended.status)") }
      // Before an editor was opened there is nothing that could be saved.
      let isUntouched = entry.step.words.first == "edit" && !hasEdited
      if entry.step.isEdit, entry.injected > 0, !isUntouched, !ended.errors.hasPrefix("NOT saved"),
        !ended.errors.contains("\nNOT saved"), !ended.errors.contains("reading only.")
      {
        fail("weir \(entry.step.words) does not say NOT saved: \(ended.errors)")
      }
      checkKeptText(entry, ended)
    }
  }

  /// The text that an editor left and weir could not save stands in the file that is named.
  private mutating func checkKeptText(_ entry: Ledger.Entry, _ ended: Ended) {
    guard entry.step.words.first == "edit", let text = Promise.texts(entry.step.promises).first,
      hasEdited
    else { return }
    let image = FolderImage(reading: stage.root)
    let kept = image.files.first {
      $0.key.contains("/edit/") && Self.holds($0.value.bytes, text)
    }
    guard let kept else { return fail("the editor's text is gone: \(ended.errors)") }
    if !ended.errors.contains(kept.key) {
      fail("the message does not name \(kept.key): \(ended.errors)")
    }
  }

  /// The program starts, lists and shows what is there (promise 4). A copy that was never made holds
  /// nothing to show: then it says so, and not that something was not saved.
  mutating func checkReading(whileBroken environment: [String: String]) throws {
    let copy = FolderImage(reading: stage.root).files.first { $0.key.hasSuffix("weir.db") }
    guard let copy else { return }
    let isMade = !copy.value.bytes.isEmpty
    let begin = ContinuousClock().now
    for words in [["list", "--json"], ["status"]] {
      let ended = try stage.weir(words, environment)
      let saysWhy =
        ended.errors.contains("The local copy cannot be opened: ")
        && !ended.errors.contains("NOT saved")
      if ended.status != 0, isMade || ended.status != 1 || !saysWhy {
        fail("weir \(words) on a broken disk: \(ended.status) \(ended.errors)")
      }
    }
    // A few seconds, on a machine that does other things too.
    if ContinuousClock().now - begin > .seconds(8) { fail("two starts took more than 8 s") }
  }

  // MARK: After the restart

  mutating func checkAfterRestart() throws {
    if scenario.standing.isEmpty, ledger.promises.isEmpty,
      !FolderImage(reading: stage.root).files.keys.contains(Self.config)
    {
      return  // the profile was never made
    }
    stage.pass(minutes: 60)
    try must(["status"])
    let local = try LocalCopy(stage, scenario, ledger)
    violations += local.violations(isQuiet: false)
    checkEditorFiles(local)
    try must(["push", "--yes"], allowing: [0, 3])
    for _ in 0..<2 {
      stage.pass(minutes: 15)
      try must(["sync", "--yes"], allowing: [0, 3])
    }
    if !scenario.closing.isEmpty {
      for words in scenario.closing { _ = try stage.weir(words) }
      stage.pass(minutes: 15)
      try must(["sync", "--yes"], allowing: [0, 3])
    }
    try checkQuiet()
    let last = try LocalCopy(stage, scenario, ledger)
    violations += last.violations(isQuiet: true)
    try ServerCheck(stage).check(ledger, scenario, last) { violations.append($0) }
  }

  private static let config = "home/config/config.json5"

  /// What an editor saved before the end is in the copy, or is offered (promise 9).
  private mutating func checkEditorFiles(_ local: LocalCopy) {
    guard fault.cut(at: 0) == nil, hasEdited else { return }
    for entry in ledger.entries where entry.step.words.first == "edit" {
      for text in Promise.texts(entry.step.promises) where !local.holds(text) && !local.offers(text)
      {
        fail("the editor's file is gone: \(text)")
      }
    }
  }

  /// Nothing waits but what waits for a person.
  private mutating func checkQuiet() throws {
    let ended = try stage.weir(["status", "--json"])
    guard ended.status == 0, let root = try? JSONDocument(parsing: Array(ended.output.utf8)).root
    else { return fail("status: \(ended.status) \(ended.errors)") }
    let waiting = root["outbox"]?.count ?? -1
    let clashes = root["conflicts"]?.count ?? -1
    if waiting != 0 || clashes != 0 {
      fail("stuck: \(waiting) in the outbox, \(clashes) conflicts: \(ended.output)")
    }
  }

  private mutating func must(_ words: [String], allowing: [Int32] = [0]) throws {
    let ended = try stage.weir(words)
    if !allowing.contains(ended.status) {
      fail("weir \(words) after the restart: \(ended.status) \(ended.errors)\(ended.output)")
    }
  }

  static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    bytes.firstRange(of: Array(text.utf8)) != nil
  }
}
