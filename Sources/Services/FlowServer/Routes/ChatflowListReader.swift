/// Streams a list of chatflows row by row: memory is one row, however long the list.
///
/// The rows and their order are fixed when the list begins; a row that is deleted while the list is
/// on its way is left out, one that is changed comes as it is then.
final class ChatflowListReader: BodyReader {
  private let store: SharedStore
  private let writer: ChatflowWriter
  private let rows: [Int64]
  private let hidden: Set<String>
  private let suffix: [UInt8]
  private var nextRow = 0
  private var endRow: Int
  private var isFirst = true
  private var hasEnded = false
  private var isCut = false
  // Bytes that wait to be sent.
  private var pending: [UInt8]
  private var position = 0

  init(
    store: SharedStore, writer: ChatflowWriter, rows: [Int64], hidden: Set<String>,
    prefix: String, suffix: String
  ) {
    self.store = store
    self.writer = writer
    self.rows = rows
    self.hidden = hidden
    self.suffix = Array(suffix.utf8)
    endRow = rows.count
    pending = Array(prefix.utf8)
  }

  func stopHalfway() {
    endRow = nextRow + (rows.count - nextRow) / 2
    isCut = true
  }

  func read(into target: UnsafeMutableRawBufferPointer) -> Int? {
    var filled = 0
    while filled < target.count {
      if position == pending.count {
        guard let more = refill() else { return filled > 0 ? filled : nil }
        if !more { break }
      }
      let count = min(target.count - filled, pending.count - position)
      pending.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: target[filled...])
          .copyMemory(from: .init(rebasing: $0[position..<position + count]))
      }
      position += count
      filled += count
    }
    return filled
  }

  /// The whole list at once, for short ones; nil when the store fails.
  func readAll() -> [UInt8]? {
    var bytes = pending
    while true {
      guard let more = refill() else { return nil }
      if !more { return bytes }
      bytes += pending
    }
  }

  /// Loads the next row, or the end. False when nothing is left, nil when the list must break off
  /// here.
  private func refill() -> Bool? {
    pending.removeAll(keepingCapacity: true)
    position = 0
    while nextRow < endRow {
      guard let found = load(rows[nextRow]) else { return nil }
      nextRow += 1
      if found { return true }
    }
    if isCut { return nil }
    if hasEnded { return false }
    hasEnded = true
    pending += suffix
    return true
  }

  /// Appends a row to what waits. False when it is gone or hidden, nil when the store fails.
  private func load(_ row: Int64) -> Bool? {
    do {
      let isShown = try store.use { (store) throws(ServerError) -> Bool? in
        try store.withChatflow(row) { id, created, updated, content -> Bool in
          guard !hidden.contains(id) else { return false }
          if !isFirst { pending.append(UInt8(ascii: ",")) }
          writer.append(id: id, created: created, updated: updated, content: content, to: &pending)
          return true
        }
      }
      guard isShown == true else { return false }
      isFirst = false
      return true
    } catch {
      return nil
    }
  }
}
