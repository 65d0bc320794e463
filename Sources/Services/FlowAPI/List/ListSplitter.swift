/// Cuts a list into its rows while the bytes arrive.
///
/// Two shapes: `[row, row]` and `{"data": [row, row], "total": 2}`, with keys in any order and
/// unknown ones passed over. Each row goes out as the exact bytes that came, in one buffer that
/// is used again for the next. What stands *between* the rows must be right to the byte; what is
/// inside a row is only counted through, so that one bad row does not spoil the others.
package struct ListSplitter {
  /// What stood around the rows.
  package struct Frame: Equatable, Sendable {
    package var shape = ListAnswer.Shape.array
    /// The literals of the members asked for, as they stood; longer ones than 8 KiB are left out.
    package var members: [String: [UInt8]] = [:]
    /// Rows given out.
    package var rowCount = 0
    /// Rows over the cap, left out.
    package var oversizedRowCount = 0
    /// Whose they are, where that stands in the bytes below the cap.
    package var oversizedRows: [RowIdentity] = []
    /// Bytes taken in.
    package var byteCount = 0
  }

  private enum Place { case start, onlyRow, row, afterRow, key, colon, value, afterMember, end }
  private enum Content { case row, member, unwanted }

  private let rowsKey: String
  private let memberKeys: Set<String>
  private let rowLimit: Int
  private let takesOneRow: Bool
  private static let memberLimit = 8192

  package private(set) var frame = Frame()
  private var place = Place.start
  /// A list or object may end here: nothing stands before it but its opening bracket.
  private var mayClose = false
  private var hasRows = false
  private var key = ""
  /// The value or key under way; nil between them.
  private var scan: ValueScan?
  private var content = Content.unwanted
  private var buffer: [UInt8] = []
  private var isOversized = false
  private var oversizedRow: RowIdentity?

  /// - Parameters:
  ///   - rowsKey: the member that holds the rows, when the answer is an object.
  ///   - memberKeys: other members to keep.
  ///   - rowLimit: the most bytes of a row; longer ones are counted and left out.
  ///   - takesOneRow: an object is itself the only row, as one dialect answers.
  package init(
    rowsKey: String, memberKeys: Set<String> = [], rowLimit: Int = 64 << 20,
    takesOneRow: Bool = false
  ) {
    self.takesOneRow = takesOneRow
    self.rowsKey = rowsKey
    self.memberKeys = memberKeys
    self.rowLimit = rowLimit
  }

  /// Takes the next bytes.
  ///
  /// - Throws: ``APIError/unreadable(_:)`` at the first byte that fits neither shape.
  package mutating func feed(
    _ bytes: UnsafeRawBufferPointer, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListStep {
    var index = 0
    defer { frame.byteCount += bytes.count }
    while index < bytes.count {
      if scan != nil {
        if try scanValue(in: bytes, from: &index, row: row) == .stop { return .stop }
      } else {
        try step(bytes[index], at: &index)
      }
    }
    return .proceed
  }

  /// The bytes are at their end.
  ///
  /// - Throws: ``APIError/lost(_:)`` when the list is not, ``APIError/unreadable(_:)`` when
  ///   there was none.
  package func finish() throws(APIError) -> Frame {
    if frame.byteCount == 0 { throw .unreadable("the answer is empty") }
    guard place == .end else { throw .lost("the list ends in the middle") }
    guard hasRows else { throw .unreadable("the answer has no list named \(rowsKey)") }
    return frame
  }

  // MARK: Between values

  private mutating func step(_ byte: UInt8, at index: inout Int) throws(APIError) {
    if [0x20, 0x0a, 0x0d, 0x09].contains(byte) {
      index += 1
      return
    }
    switch (place, byte) {
    case (.start, UInt8(ascii: "[")): openRows(.array)
    case (.start, UInt8(ascii: "{")) where takesOneRow:
      frame.shape = .object
      place = .onlyRow
      hasRows = true
      return try begin(.row, with: byte)
    case (.start, UInt8(ascii: "{")):
      frame.shape = .object
      place = .key
      mayClose = true
    case (.row, UInt8(ascii: "]")) where mayClose: closeRows()
    case (.row, _): return try begin(.row, with: byte)
    case (.afterRow, UInt8(ascii: ",")):
      place = .row
      mayClose = false
    case (.afterRow, UInt8(ascii: "]")): closeRows()
    case (.key, UInt8(ascii: "}")) where mayClose: place = .end
    case (.key, UInt8(ascii: "\"")): return try begin(.member, with: byte)
    case (.colon, UInt8(ascii: ":")): place = .value
    case (.value, UInt8(ascii: "[")) where key == rowsKey && !hasRows: openRows(.object)
    case (.value, _) where key == rowsKey:
      throw .unreadable("the member \(rowsKey) is no list, or comes twice")
    case (.value, _):
      return try begin(memberKeys.contains(key) ? .member : .unwanted, with: byte)
    case (.afterMember, UInt8(ascii: ",")):
      place = .key
      mayClose = false
    case (.afterMember, UInt8(ascii: "}")): place = .end
    default: throw garbage(index)
    }
    index += 1
  }

  private mutating func openRows(_ shape: ListAnswer.Shape) {
    frame.shape = shape
    place = .row
    mayClose = true
    hasRows = true
  }

  private mutating func closeRows() { place = frame.shape == .array ? .end : .afterMember }

  private mutating func begin(_ content: Content, with byte: UInt8) throws(APIError) {
    guard let scan = ValueScan(startingWith: byte) else { throw garbage(0) }
    self.scan = scan
    self.content = content
    buffer.removeAll(keepingCapacity: true)
    isOversized = false
  }

  private func garbage(_ index: Int) -> APIError {
    .unreadable("the list breaks off its form near byte \(frame.byteCount + index)")
  }

  // MARK: Inside a value

  private mutating func scanValue(
    in bytes: UnsafeRawBufferPointer, from index: inout Int, row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListStep {
    let end = scan?.end(in: bytes, from: index)
    keep(UnsafeRawBufferPointer(rebasing: bytes[index..<(end ?? bytes.count)]))
    index = end ?? bytes.count
    guard end != nil else { return .proceed }
    scan = nil
    return try valueEnded(row: row)
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
    guard content != .unwanted, !isOversized else { return }
    if buffer.count + bytes.count > (content == .row ? rowLimit : Self.memberLimit) {
      isOversized = true
      if content == .row {
        buffer.append(contentsOf: bytes.prefix(rowLimit - buffer.count))
        oversizedRow = RowIdentity(scanning: buffer[...])
      }
      buffer = []
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  private mutating func valueEnded(
    row: (ArraySlice<UInt8>) -> ListStep
  ) throws(APIError) -> ListStep {
    switch place {
    case .row, .onlyRow:
      place = place == .row ? .afterRow : .end
      if isOversized {
        frame.oversizedRowCount += 1
        if let oversizedRow { frame.oversizedRows.append(oversizedRow) }
        return .proceed
      }
      frame.rowCount += 1
      return row(buffer[...])
    case .key:
      // An escaped key is none that we look for.
      key = String(decoding: buffer.dropFirst().dropLast(), as: UTF8.self)
      place = .colon
    default:
      if content == .member, !isOversized { frame.members[key] = buffer }
      place = .afterMember
    }
    return .proceed
  }
}
