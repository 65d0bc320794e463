import FlowModel
import JSONText

/// One file of `unpushed/`, read back: an edit as it was when it was called saved.
struct UnpushedFile {
  /// Its name in the folder.
  let name: String
  let entry: UnpushedFolder.Entry
  let kind: FlowKind
  /// What stood on the server when the edit was made; nil for a flow that was made here.
  let base: [UInt8]?
  let record: [UInt8]
  /// List columns read from `record`.
  let projection: FlowProjection

  /// Why a file cannot be taken in, as part of a sentence.
  struct Unreadable: Error {
    let reason: String
  }

  /// - Throws: what is wrong with it. Nothing is guessed: a file that is half right stays a file.
  init(reading bytes: [UInt8], named name: String) throws(Unreadable) {
    let root = try Self.root(of: bytes)
    func text(_ key: String) -> String? { root[key]?.string }
    guard root["weir"]?.integer == 1 else { throw Unreadable(reason: "it is not of this format") }
    guard let service = text("service").flatMap(Service.init(rawValue:)) else {
      throw Unreadable(reason: "it names no service that is known")
    }
    guard let localID = text("localId"), Self.isLocalID(localID) else {
      throw Unreadable(reason: "its local id is missing or none of ours")
    }
    guard let origin = text("origin"), let record = root["record"], record.kind == .object else {
      throw Unreadable(reason: "it holds no record, or does not say of which server")
    }
    let base = root["base"].flatMap { $0.kind == .object ? Array($0.bytes) : nil }
    guard (base == nil) == (text("id") == nil) else {
      throw Unreadable(reason: "it does not say what stood on the server")
    }
    self.name = name
    self.base = base
    self.record = Array(record.bytes)
    kind = service.kind
    projection = FlowProjection(of: record, kind: kind)
    entry = UnpushedFolder.Entry(
      localID: localID, service: service.rawValue, origin: origin, remoteID: text("id"),
      name: text("name") ?? projection.name, baseStamp: text("baseStamp"),
      mayBeSent: root["sent"]?.boolean ?? false)
  }

  private static func root(of bytes: [UInt8]) throws(Unreadable) -> JSONNode {
    do {
      return try JSONDocument(parsing: bytes).root
    } catch {
      throw Unreadable(reason: error.sentence)
    }
  }

  /// A local id becomes the name of a file: nothing that leads elsewhere.
  private static func isLocalID(_ text: String) -> Bool {
    (8...64).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
