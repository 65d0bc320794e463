import FlowAPI
import FlowModel
import FlowStore
import JSONText

/// Publish, activate, pause: FlowNally only (sync.md 2.7.4).
extension PushPass {
  func publish(_ order: Order, _ flow: TrackedFlow) throws(SyncError) -> Step {
    guard let remoteID = flow.remoteID, let pin = try bytes(of: order.pin) else {
      return try block(order, code: "invalid", text: "It is not known what was seen.")
    }
    let attempt = try journal(intent("publish", remoteID, flow), for: order)
    let found: RemoteCopy
    switch try look(order, flow, attempt) {
    case .failed(let step): return step
    case .gone:
      try holdGone(order, flow, attempt, status: nil)
      return .over
    case .found(let copy): found = copy
    }
    guard try isWhatWasSeen(found, pin, flow) else {
      let base = try bytes(of: flow.base) ?? pin
      return try hold(
        order, flow, attempt, RemoteTaking(context).completed(found, by: base), kind: .pinChanged,
        base: order.pin, paths: [FlowKind.chatbot.bodyField])
    }
    let versions: [PublishedFence]
    switch try allVersions(order, remoteID, attempt) {
    case .failure(let step): return step
    case .success(let known): versions = known
    }
    try context.write { () throws(StoreError) in
      try context.writer.noteFence(versions.map(\.id), of: attempt)
    }
    let answer: RemoteRecord
    do throws(APIError) {
      answer = try context.once { () throws(APIError) in try context.service.publish(remoteID) }
    } catch {
      return try failed(order, flow, attempt, error)
    }
    try context.fault(.pushAfterAnswer)
    let version = PublishedFence(answer.bytes)
    guard let version, version.flow == remoteID || version.flow == nil else {
      return try failed(order, flow, attempt, .unreadable("the answer is no version of this bot"))
    }
    return try settleAction(order, flow, attempt, madeID: version.id, status: 200)
  }

  func switchState(_ order: Order, _ flow: TrackedFlow) throws(SyncError) -> Step {
    guard let remoteID = flow.remoteID else {
      return try block(order, code: "invalid", text: "The server does not know it yet.")
    }
    let attempt = try journal(intent(order.verb.rawValue, remoteID, flow), for: order)
    switch try look(order, flow, attempt) {
    case .failed(let step): return step
    case .gone:
      try holdGone(order, flow, attempt, status: nil)
      return .over
    case .found(let copy):
      if copy.projection.status == order.verb.goal {
        return try settleAction(order, flow, attempt, madeID: nil, status: nil)
      }
    }
    if order.verb == .activate, let step = try objection(to: order, remoteID, attempt) {
      return step
    }
    let answer: RemoteRecord
    do throws(APIError) {
      answer = try context.once { () throws(APIError) in
        order.verb == .activate
          ? try context.service.activate(remoteID) : try context.service.pause(remoteID)
      }
    } catch {
      return try failed(order, flow, attempt, error)
    }
    try context.fault(.pushAfterAnswer)
    // Whatever `status` it names: the API's own example answers activate with "draft".
    guard context.content(answer.bytes).remoteID == remoteID else {
      return try failed(order, flow, attempt, .unreadable("the answer is another bot"))
    }
    return try settleAction(order, flow, attempt, madeID: nil, status: 200)
  }

  /// It was applied: the record is read anew, because status and stamp have moved.
  func settleAction(
    _ order: Order, _ flow: TrackedFlow, _ attempt: AttemptID, madeID: String?, status: Int?
  ) throws(SyncError) -> Step {
    noteReached()
    note(order, status: status)
    try context.fault(.pushBeforeSettling)
    try context.write { () throws(StoreError) in
      try context.writer.settle(attempt, .applied, httpStatus: status)
      try context.writer.finish(order.id, madeID: madeID)
    }
    try context.fault(.pushAfterSettling)
    try refresh(flow)
    return .over
  }

  /// What cannot be read now is read by the next pull.
  private func refresh(_ flow: TrackedFlow) throws(SyncError) {
    guard let remoteID = flow.remoteID else { return }
    let record: RemoteRecord
    do throws(APIError) { record = try context.fetch(remoteID) } catch { return }
    let taking = RemoteTaking(context)
    guard
      let copy = taking.copy(
        of: record.bytes, id: remoteID, tag: record.tag, serverDate: record.serverDate)
    else { return }
    try context.write { () throws(StoreError) in try takeQuietly(copy, into: try current(flow)) }
    context.report(.changed)
  }

  private func intent(
    _ action: String, _ remoteID: String, _ flow: TrackedFlow
  ) -> FlowWriter.Intent {
    var intent = FlowWriter.Intent(method: "POST", target: "\(remoteID)/\(action)")
    intent.before = flow.base
    intent.beforeStamp = flow.baseStamp
    return intent
  }

  /// Whether the draft that would be published is the one the person saw. Where the server does
  /// not show it, nobody may have written since we did.
  private func isWhatWasSeen(
    _ copy: RemoteCopy, _ pin: RecordContent, _ flow: TrackedFlow
  ) throws(SyncError) -> Bool {
    let field = FlowKind.chatbot.bodyField
    if copy.projection.hasBody { return pin.isSame(field, in: context.content(copy.bytes)) }
    let base = try bytes(of: flow.base)
    return copy.projection.stamp == flow.baseStamp
      && (base.map { pin.isSame(field, in: $0) } ?? false)
  }

  /// Why an activation must not go out; nil when nothing speaks against it.
  private func objection(
    to order: Order, _ remoteID: String, _ attempt: AttemptID
  ) throws(SyncError) -> Step? {
    let versions: [PublishedFence]
    switch try allVersions(order, remoteID, attempt) {
    case .failure(let step): return step
    case .success(let known): versions = known
    }
    guard let newest = PublishedFence.newest(of: versions) else {
      try stop(
        order, attempt, as: .blocked, code: "no-version",
        text: "There is no published version to activate; publish it first.", status: nil)
      return .over
    }
    var expected = order.pinVersion
    if expected == nil, let after = order.after {
      expected = try context.read { () throws(StoreError) in
        try context.reader.order(after)?.madeID
      }
    }
    guard let expected, expected != newest.id else { return nil }
    try stop(
      order, attempt, as: .blocked, code: "newer-version",
      text: "A newer version was published since.", status: nil)
    return .over
  }

  /// Every published version, or what the failure made of the order.
  private func allVersions(
    _ order: Order, _ remoteID: String, _ attempt: AttemptID
  ) throws(SyncError) -> VersionsRead {
    do throws(APIError) {
      return .success(try readVersions(of: remoteID))
    } catch {
      let step = try waitAgain(
        order, attempt, retryAfter: nil, text: AnswerMeaning.text(of: error),
        status: AnswerMeaning.status(of: error))
      note(
        order, status: AnswerMeaning.status(of: error), text: AnswerMeaning.text(of: error))
      if case .cancelled = error { throw .cancelled }
      return .failure(step)
    }
  }

  enum VersionsRead {
    case success([PublishedFence])
    case failure(Step)
  }

  func readVersions(of remoteID: String) throws(APIError) -> [PublishedFence] {
    var versions: [PublishedFence] = []
    var token: String?
    var known: Set<String> = []
    repeat {
      let asked = token
      let page = try context.asking { () throws(APIError) in
        try context.service.versions(remoteID, pageToken: asked)
      }
      versions += page.versions.compactMap { PublishedFence($0) }
      token = page.nextPageToken
      if let token, !known.insert(token).inserted {
        throw .unreadable("the list of versions has no end")
      }
    } while token != nil
    return versions
  }
}

/// A published version, as far as settling needs it.
struct PublishedFence {
  let id: String
  let flow: String?
  let createdAt: String
  /// The draft it was made from, canonical.
  let definition: [UInt8]?

  init?(_ bytes: [UInt8]) {
    guard let root = try? JSONDocument(parsing: bytes).root, let id = root["id"]?.string else {
      return nil
    }
    self.id = id
    flow = root["chatbotId"]?.string
    createdAt = root["createdAt"]?.string ?? ""
    definition = root["definition"].map {
      FieldForm.bytes(of: $0, field: FlowKind.chatbot.bodyField)
    }
  }

  /// By date; the server's order decides between equal ones, newest first.
  static func newest(of versions: [PublishedFence]) -> PublishedFence? {
    versions.reversed().max { $0.createdAt < $1.createdAt }
  }
}

extension Change.Verb {
  /// The status that the order is about.
  var goal: String? {
    switch self {
    case .activate: "active"
    case .pause: "paused"
    default: nil
    }
  }
}
