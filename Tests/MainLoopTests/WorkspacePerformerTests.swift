import CellGrid
import FlowModel
import FlowWorkspace
import Glibc
import JSONText
import MainLoop
import Synchronization
import TestKit
import Testing
import TextEditing
import Workbench

/// Effects performed on a real workspace, without a network.
@Suite struct WorkspacePerformerTests {
  /// A workspace in a fresh folder, and the performer on it.
  final class Desk {
    let folder = TemporaryFolder()
    let workspace: Workspace
    let performer: WorkspacePerformer

    init(recent: RecentCommands? = nil) throws {
      let places = try Places(environment: ["WEIR_HOME": folder.path])
      let address = try ServerAddress(parsing: "http://127.0.0.1:9")
      let profile = Profile(
        name: "demo", flowise: ServerProfile(address: address, token: nil),
        flownally: ServerProfile(address: address, token: nil))
      workspace = try Workspace.open(profile, places: places, environment: [:])
      performer = WorkspacePerformer(
        workspace: workspace, owner: "test",
        log: SessionLog(path: folder.path + "/log", now: { 0 }),
        clipboard: Clipboard(environment: ["PATH": folder.path]), now: { 1_000 },
        themes: ThemeSource(names: { ["paper", "terminal"] }) { (name) throws(Problem) in
          guard name == "terminal" else { throw Problem(.usage, "There is no theme \"\(name)\".") }
          return (.builtIn(colors: .indexed), ["terminal.json5:3: wrong."])
        }, recent: recent)
    }

    /// Performs one effect and returns what came back.
    func events(_ effect: Effect) async -> [AppEvent] {
      let posted = Posted()
      await performer.perform(effect) { event in posted.events.withLock { $0.append(event) } }
      return posted.events.withLock { $0 }
    }

    /// Makes a chatflow and gives its id.
    func create(_ name: String) async throws -> FlowID {
      let events = await events(.create(name: name, kind: .chatflow))
      guard case .ordered(_, let flow?) = events.first else { throw Missing() }
      return flow
    }
  }

  final class Posted: Sendable {
    let events = Mutex<[AppEvent]>([])
  }

  struct Missing: Error {}

  @Test("a server that is not reached brings the command that changes its address")
  func outage() async throws {
    let desk = try Desk()
    func outcome() async throws -> SyncOutcome {
      for case .pullEnded(let outcome) in await desk.events(.pull) { return outcome }
      throw Missing()
    }
    let idle = try await outcome().sentence
    #expect(
      idle.hasPrefix(
        "The Flowise server could not be reached. :profile-edit changes its address. "), "\(idle)")
    #expect(!idle.contains("Nothing is lost") && !idle.contains("weir profile add"))
    _ = try await desk.create("Waiting")
    #expect(try await outcome().sentence.hasSuffix("what waits is sent when it is back."))
  }

  @Test("an edited server is in the configuration, and the profile is to be opened again")
  func editingServer() async throws {
    let desk = try Desk()
    var file = try ProfileFile(path: desk.workspace.places.configFile)
    try file.add(desk.workspace.profile)
    try file.save()
    var server = NewServer(
      service: .flowise, address: try ServerAddress(parsing: "http://127.0.0.1:10"))
    server.profile = "demo"
    server.token = "$TOK"
    let events = await desk.events(.editServer(server))
    guard case .profileAdded("demo")? = events.first else { throw Missing() }
    let saved = try ProfileFile(path: desk.workspace.places.configFile).configuration.profiles
    #expect(
      saved.first?.flowise == ServerProfile(address: server.address, token: .environment("TOK")))
    #expect(saved.first?.flownally == desk.workspace.profile.flownally)
  }

  @Test("what is made here is in the list, the outbox and the plan")
  func creating() async throws {
    let desk = try Desk()
    let flow = try await desk.create("Refund helper")
    let query = FlowQuery(kind: .chatflow)
    guard
      case .windowLoaded(let window, .chatflow, 7) = await desk.events(
        .loadWindow(query, .start, limit: 10, request: 7)
      ).first
    else { throw Missing() }
    #expect(window.rows.map(\.name) == ["Refund helper"])
    guard case .statusLoaded(let counts, let servers) = await desk.events(.loadStatus).first else {
      throw Missing()
    }
    #expect(counts.chatflows == 1 && counts.waiting == 1)
    #expect(servers.count == 2)
    guard case .outboxLoaded(let entries) = await desk.events(.loadOutbox).first else {
      throw Missing()
    }
    #expect(entries.map(\.change.verb) == [.create])
    guard case .pushPlanned(let plan) = await desk.events(.planPush([flow])).first else {
      throw Missing()
    }
    #expect(plan.flows == [flow])
    #expect(plan.entries.map(\.isReady) == [true])
    await desk.workspace.close()
  }

  @Test("a rename is told and seen, and undo takes it back")
  func renaming() async throws {
    let desk = try Desk()
    let flow = try await desk.create("One")
    guard
      case .ordered(let sentence, flow) = await desk.events(.rename(flow, to: "Two")).first
    else { throw Missing() }
    #expect(sentence == "Renamed here. 1 change waits.")
    guard
      case .detailLoaded(let detail) = await desk.events(.loadDetail(flow, afterRest: false)).first
    else { throw Missing() }
    #expect(detail.summary.name == "Two")
    #expect(detail.changes.map(\.verb) == [.create])
    guard case .orderedTogether([flow], let undone) = await desk.events(.undo([flow])).first else {
      throw Missing()
    }
    #expect(undone == "Two: the last edit was taken back.")
    #expect(try await desk.workspace.summary(flow).name == "One")
    await desk.workspace.close()
  }

  @Test("text is loaded, checked, refused with its place while broken, and saved when whole")
  func editing() async throws {
    let desk = try Desk()
    let flow = try await desk.create("One")
    guard
      case .editor(.textLoaded(let text)) = await desk.events(.loadText(flow, field: nil)).first
    else { throw Missing() }
    #expect(text.field == "flowData" && text.isJSON && text.unsaved == nil)
    let broken = Array("{\n  \"nodes\": [,]\n}".utf8)
    guard
      case .editor(.saveRefused(let diagnostic)) = await desk.events(
        .saveText(broken, of: flow, field: "flowData", fromVersion: text.version)
      ).first
    else { throw Missing() }
    #expect(diagnostic.line == 2)
    guard
      case .editor(.textChecked(let check)) = await desk.events(
        .checkText(TextBuffer(broken), version: 3, kind: .chatflow)
      ).first
    else { throw Missing() }
    #expect(check.version == 3 && !check.problems.isEmpty)
    let whole = Array("{\"nodes\": [], \"edges\": [], \"note\": 1}".utf8)
    guard
      case .editor(.saved(.saved(let waiting, let version, _))) = await desk.events(
        .saveText(whole, of: flow, field: "flowData", fromVersion: text.version)
      ).first
    else { throw Missing() }
    #expect(waiting == 1 && version > text.version)
    // The version moved: saving from the old one must not overwrite what was saved since.
    guard
      case .editor(.saveFailed(let problem)) = await desk.events(
        .saveText(
          Array("{\"nodes\": [], \"edges\": [], \"note\": 2}".utf8), of: flow,
          field: "flowData", fromVersion: text.version)
      ).first
    else { throw Missing() }
    #expect(problem.kind == .needsPerson)
    #expect(problem.sentence.contains("flowData.note"))
    await desk.workspace.close()
  }

  @Test("a text that cannot be saved here is written into a file of one's own")
  func anotherFile() async throws {
    let desk = try Desk()
    let path = desk.folder.path + "/mine.json"
    let write = Effect.writeText(Array("{".utf8), to: path)
    guard case .noticed(let notice)? = await desk.events(write).first else { throw Missing() }
    #expect(notice.weight == .success && notice.text.contains(path))
    #expect(try PrivateFile.read(path) == Array("{".utf8))
    guard case .failed(let problem)? = await desk.events(write).first else { throw Missing() }
    #expect(problem.title.contains("exists already"))
    await desk.workspace.close()
  }

  @Test("what changed while a text was open is merged with it, and :w! settles what clashes")
  func rebasing() async throws {
    let desk = try Desk()
    let flow = try await desk.create("One")
    guard
      case .editor(.textLoaded(let text)) = await desk.events(.loadText(flow, field: nil)).first
    else { throw Missing() }
    _ = try await desk.workspace.setValue(
      at: "flowData.theirs", to: Array("1".utf8), of: flow)
    func save(_ body: String, overwrites: Bool = false) async -> AppEvent? {
      await desk.events(
        .saveText(
          Array(body.utf8), of: flow, field: "flowData", fromVersion: text.version,
          overwrites: overwrites)
      ).first
    }
    let mine = #"{"nodes": [], "edges": [], "mine": 2}"#
    guard case .editor(.merged(let merged, .saved(_, let version, _)))? = await save(mine) else {
      throw Missing()
    }
    let shown = String(decoding: merged.buffer.bytes, as: UTF8.self)
    #expect(shown.contains("\"mine\": 2") && shown.contains("\"theirs\": 1"))
    #expect(merged.version == version && version > text.version)
    let clashing = mine.replacing("mine\": 2", with: "theirs\": 3")
    guard case .editor(.saveFailed)? = await save(clashing) else { throw Missing() }
    guard case .editor(.merged(let settled, _))? = await save(clashing, overwrites: true) else {
      throw Missing()
    }
    #expect(String(decoding: settled.buffer.bytes, as: UTF8.self).contains("\"theirs\": 3"))
    await desk.workspace.close()
  }

  @Test("text that was not saved is offered again, and dropped when asked")
  func unsaved() async throws {
    let desk = try Desk()
    let flow = try await desk.create("One")
    let buffer = TextBuffer("half typed {")
    _ = await desk.events(.keepUnsaved(buffer, of: flow, field: "flowData", fromVersion: 1))
    func offered() async -> [UInt8]? {
      guard
        case .editor(.textLoaded(let text)) = await desk.events(.loadText(flow, field: nil)).first
      else { return nil }
      return text.unsaved?.text
    }
    #expect(await offered() == buffer.bytes)
    _ = await desk.events(.dropUnsaved(flow))
    #expect(await offered() == nil)
    await desk.workspace.close()
  }

  @Test("a server that is not there is a message, and everything stays")
  func offline() async throws {
    let desk = try Desk()
    _ = try await desk.create("One")
    guard case .pullEnded(let pulled) = await desk.events(.pull).last else { throw Missing() }
    #expect(pulled.weight == .warning || pulled.weight == .error)
    guard case .pushEnded(let pushed) = await desk.events(.push(nil, confirmed: false)).last else {
      throw Missing()
    }
    #expect(pushed.weight == .warning || pushed.weight == .error)
    guard case .statusLoaded(let counts, _) = await desk.events(.loadStatus).first else {
      throw Missing()
    }
    #expect(counts.outbox == 1)
    await desk.workspace.close()
  }

  @Test("an unknown theme is a message with its name")
  func themes() async throws {
    let desk = try Desk()
    guard case .failed(let problem) = await desk.events(.loadTheme("dusky", .chosen)).first else {
      throw Missing()
    }
    #expect(problem.title.contains("dusky"))
    guard
      case .themeLoaded(_, .reload, let problems) = await desk.events(
        .loadTheme("terminal", .reload)
      ).first
    else { throw Missing() }
    #expect(problems == ["terminal.json5:3: wrong."])
    guard case .themesListed(["paper", "terminal"])? = await desk.events(.listThemes).first else {
      throw Missing()
    }
    await desk.workspace.close()
  }

  @Test("a copy goes to a program, or to the terminal where there is none")
  func copying() async throws {
    let desk = try Desk()
    let effect = Effect.copy(Array("abc".utf8), what: "the key")
    guard case .clipboardNeedsTerminal(let bytes, "the key") = await desk.events(effect).first
    else { throw Missing() }
    #expect(bytes == Array("abc".utf8))
    let program = desk.folder.path + "/pbcopy"
    try PrivateFile.write(Array("#!/bin/sh\n".utf8), to: program)
    #expect(chmod(program, 0o700) == 0)
    guard case .noticed(let notice) = await desk.events(effect).first else { throw Missing() }
    #expect(notice.text == "Copied the key (3 bytes) to the clipboard (pbcopy).")
    await desk.workspace.close()
  }
}
