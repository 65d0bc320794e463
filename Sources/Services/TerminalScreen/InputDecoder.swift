package import CellGrid

/// Bytes from a terminal → events. A value: give it bytes, take events.
///
/// The terminal's own key sequences come from the terminfo database of ncurses
/// (``TerminfoKeys``); the forms that xterm and its kin add for modified keys are read by rule.
/// It does what `wgetch` cannot: a character cut in two by a read is put together again, a paste
/// costs no call for each byte, and a sequence nobody knows is dropped as a whole, not typed.
///
/// ```
/// bytes   ESC [ 1 ; 5 C    é = C3 | A9    ESC [ 200 ~ … ESC [ 201 ~    ESC
/// event   C-Right          é, not before  paste                        waits: a key or a start?
/// ```
package struct InputDecoder: Sendable {
  /// What arrived and is not decoded yet.
  private var buffer: [UInt8] = []
  /// How far ``buffer`` is decoded.
  private var position = 0
  /// The text of a paste that has not ended; nil outside.
  private var pasted: [UInt8]?
  private let keys: [[UInt8]: Key]
  /// Beginnings of the sequences in `keys`.
  private let beginnings: Set<[UInt8]>
  private let longest: Int
  /// Sequences that nobody knows, for the log.
  package private(set) var unknown: [[UInt8]] = []

  /// A paste keeps at most this many bytes; the rest is dropped.
  package static let mostPastedBytes = 64 << 20

  /// - Parameter keys: sequences of this terminal that begin with ESC, and what they mean.
  package init(keys: [[UInt8]: Key] = [:]) {
    self.keys = keys.filter { $0.key.count > 1 && $0.key[0] == 0x1B }
    var beginnings: Set<[UInt8]> = []
    for sequence in self.keys.keys {
      for length in 1..<sequence.count { beginnings.insert(Array(sequence[..<length])) }
    }
    self.beginnings = beginnings
    longest = self.keys.keys.map(\.count).max() ?? 0
  }

  /// Something that was begun has not ended: more bytes, or ``timeOver()``, must decide.
  package var isWaiting: Bool { position < buffer.count }
  package var isInPaste: Bool { pasted != nil }

  /// Takes bytes, and gives the events that are complete.
  package mutating func decode(_ bytes: some Collection<UInt8>) -> [ScreenEvent] {
    buffer += bytes
    return events(isOver: false)
  }

  /// Nothing followed for a while: an ESC is the Escape key, and half a sequence is dropped.
  package mutating func timeOver() -> [ScreenEvent] {
    events(isOver: true)
  }

  /// The terminal forgot to end a paste: gives what there is of it.
  package mutating func endPaste() -> [ScreenEvent] {
    let bytes = (pasted ?? []) + buffer[position...]
    guard pasted != nil else { return [] }
    pasted = nil
    buffer.removeAll()
    position = 0
    return [.paste(bytes)]
  }

  package mutating func forgetUnknown() { unknown.removeAll() }

  private mutating func events(isOver: Bool) -> [ScreenEvent] {
    var events: [ScreenEvent] = []
    while position < buffer.count {
      if pasted != nil {
        guard let event = nextOfPaste() else { break }
        events.append(event)
        continue
      }
      switch InputToken(buffer[position...], keys: self, isOver: isOver) {
      case .incomplete:
        compact()
        return events
      case .event(let event, let length):
        position += length
        events.append(event)
      case .pasteStart(let length):
        position += length
        pasted = []
      case .unknown(let length):
        keepUnknown(buffer[position..<position + length])
        position += length
      }
    }
    compact()
    return events
  }

  /// The log wants to know what a terminal sends, not how much of it.
  private mutating func keepUnknown(_ bytes: ArraySlice<UInt8>) {
    if unknown.count < 32 { unknown.append(Array(bytes.prefix(64))) }
  }

  private mutating func compact() {
    buffer.removeFirst(position)
    position = 0
  }

  /// Moves bytes to the paste, up to its end mark or up to where one may have begun.
  private mutating func nextOfPaste() -> ScreenEvent? {
    let mark: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]  // ESC [ 2 0 1 ~
    var index = position
    while let escape = buffer[index...].firstIndex(of: 0x1B) {
      let rest = buffer[escape...].prefix(mark.count)
      if rest.elementsEqual(mark) {
        keepPasted(position..<escape)
        position = escape + mark.count
        defer { pasted = nil }
        return .paste(pasted ?? [])
      }
      if rest.count < mark.count, mark.starts(with: rest) {
        keepPasted(position..<escape)
        position = escape
        return nil
      }
      index = escape + 1
    }
    keepPasted(position..<buffer.count)
    position = buffer.count
    return nil
  }

  private mutating func keepPasted(_ range: Range<Int>) {
    let room = Self.mostPastedBytes - (pasted?.count ?? 0)
    pasted?.append(contentsOf: buffer[range].prefix(max(room, 0)))
  }
}

extension InputDecoder {
  /// The longest sequence of this terminal that the bytes begin with.
  func key(at bytes: ArraySlice<UInt8>) -> (key: Key, length: Int)? {
    guard longest >= 2, bytes.count >= 2 else { return nil }
    for length in stride(from: min(longest, bytes.count), through: 2, by: -1) {
      if let key = keys[Array(bytes.prefix(length))] { return (key, length) }
    }
    return nil
  }

  /// All the bytes may be the beginning of a longer sequence of this terminal.
  func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count < longest && beginnings.contains(Array(bytes))
  }
}
