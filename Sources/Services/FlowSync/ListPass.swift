import FlowAPI
import FlowModel
import FlowStore

/// Reads a server's list to the end, whatever its shape, and says whether it was whole
/// (sync.md 2.6, steps 1 and 2).
struct ListPass {
  /// What a list gave besides rows.
  struct Result {
    /// The run whose ids count.
    var run: RunID
    /// Ended normally, every row understood, and repeated sweeps agree.
    var isComplete: Bool
    /// Ended normally, and every row says at least whose it is.
    var hasAllIDs = false
    /// Whose rows are not understood.
    var oddIDs: Set<String> = []
    /// The server said that nothing changed since the last complete run.
    var isNotModified = false
    /// The answer's tag: one query, one picture. Nil for lists in pages.
    var tag: String?
    var serverDate: String?
    var pages = 0
    var total: Int?
  }

  private static let pageSize = 100
  private static let pageLimit = 10_000
  private static let sweepLimit = 3

  let context: SyncContext
  let intake: RowIntake
  private(set) var result: Result

  init(_ context: SyncContext, intake: RowIntake, run: RunID) {
    self.context = context
    self.intake = intake
    result = Result(run: run, isComplete: false)
  }

  /// - Parameter tag: of the last complete snapshot whose ids are still kept.
  mutating func read(tag: String?) throws(SyncError) -> Result {
    switch context.server.service {
    case .flowise: try readFlowise(tag: tag)
    case .flownally: try readFlowNally()
    }
    result.hasAllIDs = result.isComplete && intake.refused == 0
    result.oddIDs = intake.oddIDs
    result.isComplete = result.hasAllIDs && result.oddIDs.isEmpty
    return result
  }

  // MARK: Flowise

  private mutating func readFlowise(tag: String?) throws(SyncError) {
    let answer = try firstPage(ListRequest(tag: tag))
    if answer.isNotModified {
      if try isCapReached(tag) { return try readFlowise(tag: nil) }
      result.isNotModified = true
      result.isComplete = true
      return
    }
    let isCut: Bool
    switch answer.shape {
    case .array: isCut = try isCapped(answer)
    case .object: isCut = (answer.total ?? 0) > answer.allRowCount
    }
    guard isCut else {
      result.tag = answer.tag
      result.isComplete = true
      return
    }
    try context.write { () throws(StoreError) in
      try context.writer.setMode(.paged, of: result.run)
    }
    try sweepUntilEqual { (pass) throws(SyncError) in try pass.sweepFlowisePages() }
  }

  /// A round number of rows, or fewer than we know of, may be a hidden cap: is there a second page?
  private mutating func isCapped(_ answer: ListAnswer) throws(SyncError) -> Bool {
    let count = answer.allRowCount
    guard count > 0 else { return false }
    let known = try context.read { () throws(StoreError) in
      try context.reader.knownCount(on: context.server.id)
    }
    guard Self.isRound(count) || count < known else { return false }
    intake.restartCountOfNew()
    let second = try page(ListRequest(page: 2, limit: count))
    return intake.newInRun > 0 || (second.total ?? 0) > count
  }

  /// The list is as it was, and a round number of rows may be a cap that was reached: then the same
  /// rows say nothing about others. A server that has no pages sends the list again: the tag says
  /// that it is the same.
  private mutating func isCapReached(_ tag: String?) throws(SyncError) -> Bool {
    let count = try context.read { () throws(StoreError) -> Int in
      guard let last = try context.reader.lastCompleteRun(on: context.server.id) else { return 0 }
      return try context.reader.seenCount(in: last)
    }
    guard Self.isRound(count) else { return false }
    let second = try page(ListRequest(page: 2, limit: count, tag: tag))
    return !second.isNotModified && second.rowCount > 0
  }

  /// 10, 20, 25, 50, 100, 200, 250, 500, 1000 …
  static func isRound(_ count: Int) -> Bool {
    var rest = count
    while rest > 0, rest % 10 == 0 { rest /= 10 }
    return count >= 10 && [1, 2, 25, 5].contains(rest)
  }

  private mutating func sweepFlowisePages() throws(SyncError) -> Bool {
    var number = 1
    var rows = 0
    var size = Self.pageSize
    while number <= Self.pageLimit {
      intake.restartCountOfNew()
      let answer = try page(ListRequest(page: number, limit: size))
      rows += intake.newInRun
      // A server with a cap of its own gives fewer than were asked for: its pages are the size.
      if number == 1, (1..<size).contains(answer.allRowCount),
        answer.total.map({ $0 > answer.allRowCount }) ?? true
      {
        size = answer.allRowCount
      }
      let isShort = answer.allRowCount < size
      if isShort, rows >= (answer.total ?? rows) { return true }
      // The end came early, or a server that ignores the numbers sends the same rows for ever.
      if intake.newInRun == 0 { return rows >= (answer.total ?? 0) }
      number += 1
    }
    return false
  }

  // MARK: FlowNally

  private mutating func readFlowNally() throws(SyncError) {
    try context.write { () throws(StoreError) in
      try context.writer.setMode(.token, of: result.run)
    }
    try sweepUntilEqual { (pass) throws(SyncError) in try pass.sweepTokens() }
  }

  private mutating func sweepTokens() throws(SyncError) -> Bool {
    var tokens: Set<String> = []
    var token: String?
    for number in 1...Self.pageLimit {
      let answer: ListAnswer
      do throws(SyncError) {
        answer =
          try token == nil ? firstPage(ListRequest()) : page(ListRequest(pageToken: token))
      } catch {
        // A mark that has expired: the sweep begins again.
        if number > 1, case .refused(let status, _) = error, status == 400 || status == 410 {
          return false
        }
        throw error
      }
      guard let next = answer.nextPageToken else { return true }
      guard tokens.insert(next).inserted else { return false }
      token = next
    }
    return false
  }

  // MARK: Both

  /// Rows move between pages while people save: only two equal sweeps prove that none was missed.
  /// A sweep of a single page is one query, so one picture.
  private mutating func sweepUntilEqual(
    _ sweep: (inout ListPass) throws(SyncError) -> Bool
  ) throws(SyncError) {
    var last: RunID?
    let mode: FlowWriter.RunMode = context.server.service == .flowise ? .paged : .token
    for number in 1...Self.sweepLimit {
      // Rows that the first, un-paged answer gave belong to no sweep.
      if number > 1 || mode == .paged {
        result.run = try context.write { () throws(StoreError) in
          try context.writer.openRun(on: context.server.id, mode: mode, keeping: last)
        }
        intake.begin(result.run)
      }
      let firstPage = result.pages
      let hasEnded = try sweep(&self)
      if hasEnded, result.pages - firstPage <= 1 {
        result.isComplete = true
        return
      }
      if hasEnded, let last {
        let isEqual = try context.read { () throws(StoreError) in
          try context.reader.agree(last, result.run)
        }
        if isEqual {
          result.isComplete = true
          return
        }
      }
      last = hasEnded ? result.run : nil
    }
  }

  /// An empty list says that every flow is gone, and may be no true answer: it counts when it comes
  /// twice.
  private mutating func firstPage(_ request: ListRequest) throws(SyncError) -> ListAnswer {
    let answer = try page(request)
    guard !answer.isNotModified, answer.allRowCount == 0, answer.nextPageToken == nil else {
      return answer
    }
    result.pages -= 1
    return try page(request)
  }

  private mutating func page(_ request: ListRequest) throws(SyncError) -> ListAnswer {
    let answer: ListAnswer
    do throws(APIError) {
      let (service, intake, context) = (context.service, intake, context)
      answer = try context.asking { () throws(APIError) in
        try service.list(request) { row in
          context.reportCount(
            .pulling(
              context.server.service, seen: intake.rowCount, bytes: intake.byteCount, total: nil))
          return intake.step(row)
        }
      }
    } catch {
      throw intake.failure ?? SyncError(error)
    }
    if let failure = intake.failure { throw failure }
    intake.addOversized(answer.oversizedRows, count: answer.oversizedRowCount)
    intake.serverDate = answer.serverDate ?? intake.serverDate
    try intake.flush()
    result.serverDate = answer.serverDate ?? result.serverDate
    result.total = answer.total ?? result.total
    result.pages += 1
    return answer
  }
}

extension ListAnswer {
  /// Rows of the answer, the oversized ones included.
  fileprivate var allRowCount: Int { rowCount + oversizedRowCount }
}
