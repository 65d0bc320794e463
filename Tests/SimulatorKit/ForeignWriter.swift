import FlowAPI
import FlowModel
import JSONText

/// Somebody else at the same server, with Flowise's own editor: reads a flow, works on it, and saves
/// all of it without looking again (F14). Also makes and deletes flows.
package final class ForeignWriter {
  private let server: ModelServer
  private let baton: Baton
  private let caller = ModelServer.Caller(name: "editor", copy: nil)
  /// Nobody else writes any more.
  package var isAway = false
  private var ledger: Ledger { server.ledger }
  private var service: Service { server.habits.service }

  package init(_ server: ModelServer, _ baton: Baton) {
    self.server = server
    self.baton = baton
  }

  private var list: String {
    service == .flowise ? "\(ModelServer.base)/chatflows" : "\(ModelServer.nallyBase)/chatbots"
  }

  package func act(times: Int) {
    for _ in 0..<times {
      baton.pause(Milliseconds(baton.number(500...40_000)))
      switch baton.number(0...99) {
      case 0...69: edit()
      case 70...82: create()
      case 83...90: delete()
      default: if service == .flownally { order() }
      }
    }
  }

  package func create() {
    let record = Edits.newRecord(service, baton, ledger)
    ledger.order(birth: Marks.birth(in: record))
    send(.post, list, record)
  }

  private func edit() {
    guard let shown = baton.pick(server.recordsShown) else { return }
    let before = shown.bytes
    guard let after = Edits.byPerson(before, service, baton, ledger) else { return }
    baton.pause(Milliseconds(baton.number(10...30_000)))
    send(service == .flowise ? .put : .patch, "\(list)/\(shown.id)", saved(before, after))
  }

  /// Saves a change of this flow at once, in the middle of somebody's request.
  package func intrude(on id: String) {
    guard !isAway, let before = server.recordsShown.first(where: { $0.id == id })?.bytes,
      let after = Edits.byPerson(before, service, baton, ledger)
    else { return }
    send(service == .flowise ? .put : .patch, "\(list)/\(id)", saved(before, after))
  }

  /// Flowise's canvas saves name and flowData whole; FlowNally's sends what changed.
  private func saved(_ before: [UInt8], _ after: [UInt8]) -> [UInt8] {
    guard let old = try? JSONDocument(parsing: before).root,
      let new = try? JSONDocument(parsing: after).root
    else { return after }
    let canvas: Set<String> = ["name", "flowData"]
    var members: [String] = []
    for member in new.members {
      let isChanged = old[member.key].map { $0.bytes != member.value.bytes } ?? true
      guard isChanged || service == .flowise && canvas.contains(member.key) else { continue }
      members.append("\"\(member.key)\":" + String(decoding: member.value.bytes, as: UTF8.self))
    }
    return Array("{\(members.joined(separator: ","))}".utf8)
  }

  private func delete() {
    guard let shown = baton.pick(server.recordsShown) else { return }
    send(.delete, "\(list)/\(shown.id)", [])
  }

  private func order() {
    guard let shown = baton.pick(server.recordsShown) else { return }
    let verb = baton.pick(["publish", "activate", "pause"]) ?? "publish"
    send(.post, "\(list)/\(shown.id)/\(verb)", [])
  }

  private func send(_ method: HTTPRequest.Method, _ target: String, _ body: [UInt8]) {
    var request = ModelServer.Request(caller, method, target)
    request.body = body
    _ = server.serve(request)
  }
}
