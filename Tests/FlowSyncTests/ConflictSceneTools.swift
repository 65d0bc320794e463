import FlowModel
import FlowStore
import FlowSync
import JSONText
import Testing

/// A conflict of each kind, and what each side has that the other has not.
struct ConflictScene {
  let driver: SyncDriver
  let name: String
  /// Text that only ours holds; nil where ours is a deletion or the same.
  let mine: String?
  /// Text that only the server's holds; nil where it is gone or the same.
  let theirs: String?

  var flow: FlowID { get throws { try driver.flow(name).id } }

  init(_ kind: Conflict.Kind) throws {
    switch kind {
    case .editEdit: self = try Self.edited(isLive: false)
    case .liveMerge: self = try Self.edited(isLive: true)
    case .editGone: self = try Self.gone()
    case .deleteEdit: self = try Self.deleted()
    case .createTwin: self = try Self.twin()
    case .pinChanged: self = try Self.pinned()
    case .writeRace: self = try Self.raced()
    }
    let open = try driver.store.reader.conflict(of: try flow)
    #expect(open?.kind == kind)
  }

  private init(_ driver: SyncDriver, name: String = "A", mine: String?, theirs: String?) {
    self.driver = driver
    self.name = name
    self.mine = mine
    self.theirs = theirs
  }

  private static func pulled(_ kind: FlowKind = .chatflow) throws -> SyncDriver {
    let driver = try SyncDriver(kind)
    driver.seed("A")
    try driver.pull()
    return driver
  }

  private static func edited(isLive: Bool) throws -> Self {
    let driver = try SyncDriver()
    driver.seed("A")
    if isLive { driver.service.rows[0].set("isPublic", Array("true".utf8)) }
    try driver.pull()
    try driver.edit("A", "category", "\"mine-text\"")
    if isLive {
      driver.service.foreignEdit(
        "A", "flowData", SyncDriver.body.replacing("Chat", with: "theirs-text"))
    } else {
      driver.service.foreignEdit("A", "category", "\"theirs-text\"")
    }
    _ = try driver.push(nil, .person)
    return Self(driver, mine: "mine-text", theirs: "theirs-text")
  }

  private static func gone() throws -> Self {
    let driver = try pulled()
    try driver.edit("A", "category", "\"mine-text\"")
    driver.service.rows = []
    _ = try driver.push()
    return Self(driver, mine: "mine-text", theirs: nil)
  }

  private static func deleted() throws -> Self {
    let driver = try pulled()
    try driver.order(.delete, "A")
    driver.service.foreignEdit("A", "category", "\"theirs-text\"")
    _ = try driver.push(nil, .person)
    return Self(driver, mine: nil, theirs: "theirs-text")
  }

  private static func twin() throws -> Self {
    let driver = try SyncDriver()
    try driver.make("New")
    let service = driver.service
    service.fail(.create, .lostAfter)
    service.accompany(
      .create,
      .after {
        guard let row = service.rows.first else { return }
        let members = row.members.filter { $0.key != "id" }
        service.add(members.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) })
      })
    try driver.push()
    return Self(driver, name: "New", mine: nil, theirs: nil)
  }

  private static func pinned() throws -> Self {
    let driver = try pulled(.chatbot)
    try driver.edit("A", "draft.nodes[0].data.text", "\"mine-text\"")
    try driver.push()
    try driver.order(.publish, "A")
    driver.service.foreignEdit(
      "A", "draft", #"{"nodes":[{"id":"n1","data":{"text":"theirs-text"}}],"edges":[]}"#)
    _ = try driver.push(nil, .person)
    return Self(driver, mine: "mine-text", theirs: "theirs-text")
  }

  /// A request of our own that counted as lost arrives after the next one.
  private static func raced() throws -> Self {
    let driver = try pulled()
    try driver.edit("A", "category", "\"theirs-text\"")
    driver.service.fail(.update, .late(600))
    _ = try driver.push()
    try driver.edit("A", "category", "\"mine-text\"")
    try driver.push()
    driver.clock.advance(seconds: 700)
    try driver.pull()
    return Self(driver, mine: "mine-text", theirs: "theirs-text")
  }
}

extension ConflictScene {
  /// Every text that a server, a flow or its history holds.
  func everything() throws -> String {
    var texts = driver.service.rows.map { String(decoding: $0.bytes, as: UTF8.self) }
    texts += driver.service.versionsMade.values.joined().map {
      String(decoding: $0.definition, as: UTF8.self)
    }
    let documents = try driver.store.database.all(
      """
      SELECT bytes FROM doc WHERE id IN (SELECT doc_id FROM history UNION SELECT base_doc FROM resource
        UNION SELECT work_doc FROM resource)
      """
    ) { String(decoding: $0.bytes(0), as: UTF8.self) }
    return (texts + documents).joined(separator: "\n")
  }

  /// The texts of both sides that are to be found nowhere.
  func lost() throws -> [String] {
    let all = try everything()
    return [mine, theirs].compactMap { $0 }.filter { !all.contains($0) }
  }

  /// What stands on the server, all rows in one.
  var served: String {
    driver.service.rows.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
  }
}
