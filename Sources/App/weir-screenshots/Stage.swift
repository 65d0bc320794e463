import CellGrid
import FlowModel
import FlowServer
import FlowWorkspace
import Glibc
import MainLoop
import Synchronization
import Workbench

/// A server with the sample flows, a home of its own, and the program between them. Its clock
/// stands still but for what the story says, so that a picture is the same whenever it is drawn.
final class Stage {
  private static let profile = "demo"
  private static let tokenVariable = "WEIR_DEMO_TOKEN"
  /// 2026-09-14 10:02 UTC.
  private static let firstMoment: Milliseconds = 1_789_380_120_000
  /// Shown in the header. When it is taken, any other does, and the header differs.
  private static let port: UInt16 = 8740

  private let story: Story
  private let server: LocalServer
  private let home: String
  private let places: Places
  private let environment: [String: String]
  private let clock: AppClock
  private let minutes: Minutes

  /// What has gone by since the first moment; the server's threads read it too.
  private final class Minutes: Sendable {
    let count = Mutex<Int64>(0)
    var now: Milliseconds { Stage.firstMoment + count.withLock { $0 } * 60_000 }
  }

  init(_ story: Story) throws {
    self.story = story
    let minutes = Minutes()
    self.minutes = minutes
    clock = AppClock(now: { minutes.now }, monotonic: AppClock.system.monotonic)
    var options = ServerOptions()
    options.clock = { minutes.now }
    options.port = Self.port
    do {
      server = try LocalServer(options: options)
    } catch {
      options.port = 0
      server = try LocalServer(options: options)
    }
    var template = Array("/tmp/weir-screenshots-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Problem(.failed, "No folder in /tmp.", detail: SystemError.sentence(errno))
    }
    home = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    environment = ["WEIR_HOME": home, Self.tokenVariable: options.token]
    places = try Places(environment: environment)
  }

  /// Plays the story to its end.
  func play() throws -> (pictures: [Picture], recording: Recording) {
    let profile = Profile(
      name: Self.profile, flowise: try server(at: server.flowiseURL),
      flownally: try server(at: server.flownallyURL))
    let workspace = try Workspace.open(
      profile, places: places, environment: environment, now: clock.now)
    let screen = PictureScreen(story)
    screen.perform = { [minutes, server] step in
      switch step {
      case .minutes(let count): minutes.count.withLock { $0 += count }
      case .server(let work): try work(server)
      default: break
      }
    }
    let mailbox = Mailbox(wakeUp: screen.wakeUp)
    let colors = story.colors
    let performer = WorkspacePerformer(
      workspace: workspace, owner: "picture", log: SessionLog(path: places.log, now: clock.now),
      clipboard: Clipboard(environment: [:]), now: clock.now,
      themes: ThemeSource(names: { [] }) { (name) throws(Problem) in
        (try Self.theme(name, colors: colors), [])
      })
    let settings = AppSettings(
      profile: Self.profile, theme: try Self.theme(story.theme, colors: colors),
      glyphs: story.glyphs)
    var loop = AppLoop(
      state: AppState(settings: settings, size: screen.size), screen: screen, mailbox: mailbox,
      runner: EffectRunner(mailbox: mailbox) { effect, post in
        await performer.perform(effect, post: post)
      }, clock: clock
    ) { _, _ in .failed(Problem(.failed, "No editor in a picture.")) }
    _ = loop.run()
    if let failure = screen.failure { throw Problem(.failed, failure) }
    return (screen.pictures, screen.recording)
  }

  /// Stops the server and takes the home away.
  func remove() {
    server.stop()
    FolderTree.remove(home)
  }

  private func server(at url: String) throws -> ServerProfile {
    ServerProfile(
      address: try ServerAddress(parsing: url), token: .environment(Self.tokenVariable))
  }

  private static func theme(
    _ name: String, colors: ScreenAbilities.Colors
  ) throws(Problem) -> Theme {
    guard let file = ThemeFile.load(name, read: { try? PrivateFile.read("themes/\($0).json5") })
    else { throw Problem(.usage, "There is no theme themes/\(name).json5.") }
    return Theme(file.looks, colors: colors)
  }
}
