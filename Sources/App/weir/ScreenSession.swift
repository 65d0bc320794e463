import CellGrid
import FlowModel
import FlowWorkspace
import Glibc
import MainLoop
import Workbench

/// One run of the screen, from the first frame to the last.
struct ScreenSession {
  let screen: any Screen
  let places: Places
  /// What editors and clipboard programs get: no tokens.
  let environment: [String: String]
  /// Where a theme is written, for looking whether it was.
  let themeFolder: String
  let themes: ThemeSource
  let log: SessionLog
  let editor: [String]
  /// What opening found; told in the first frames.
  let notices: [String]

  /// How a run ended.
  struct Ending {
    let status: Int32
    /// The profile to open next.
    let nextProfile: String?
  }

  func run(_ state: AppState, _ workspace: Workspace?) throws(Problem) -> Ending {
    let clock = AppClock.system
    let mailbox = Mailbox(wakeUp: screen.wakeUp)
    for (place, notice) in notices.enumerated() {
      // The row has room for one of them, the last.
      let isOneOfMany = notices.count > 1 && place == notices.count - 1
      let text = isOneOfMany ? "1 of \(notices.count) (4 has all): \(notice)" : notice
      mailbox.post(.failed(Problem(.failed, text)))
    }
    guard let workspace else { return runEmpty(state, mailbox, clock) }
    let owner = "screen-\(getpid())"
    let performer = WorkspacePerformer(
      workspace: workspace, owner: owner, log: log,
      clipboard: Clipboard(environment: environment), now: clock.now,
      themes: themes, recent: RecentCommands(path: places.commands),
      browser: Browser(environment: environment))
    let runner = EffectRunner(mailbox: mailbox) { effect, post in
      await performer.perform(effect, post: post)
    }
    // Another program may write to the copy too; what it changed is shown when it is written.
    let watch = FolderWatch(path: places.data(of: workspace.profile.name)) {
      mailbox.post(.localCopyChanged)
    }
    let themeWatch = FolderWatch(path: themeFolder) { mailbox.post(.themeFilesChanged) }
    let outside = OutsideEdit(
      workspace: workspace, editor: editor, environment: environment)
    var loop = AppLoop(
      state: state, screen: screen, mailbox: mailbox, runner: runner, clock: clock
    ) { effect, screen in
      outside.perform(effect, on: screen)
    }
    let status = loop.run()
    withExtendedLifetime((watch, themeWatch)) {}
    try CommandRunner.wait { () async throws(Problem) in await workspace.close() }
    return Ending(status: status, nextProfile: loop.state.nextProfile)
  }

  /// Without a profile there is nothing to read; the screen says how to begin.
  private func runEmpty(_ state: AppState, _ mailbox: Mailbox, _ clock: AppClock) -> Ending {
    let (source, places) = (themes, places)
    let runner = EffectRunner(mailbox: mailbox) { effect, post in
      if case .loadWindow(let query, _, _, let request) = effect {
        let nothing = FlowWindow(rows: [], firstIndex: 0, count: 0)
        post(.windowLoaded(nothing, kind: query.kind ?? .chatflow, request: request))
      }
      do throws(Problem) {
        try source.perform(effect, post)
        guard case .addServer(let server) = effect else { return }
        try FirstProfile.save(
          server.profile, server.service, at: server.address, token: server.token, in: places)
        post(.profileAdded(server.profile))
      } catch {
        post(.failed(error))
      }
    }
    var loop = AppLoop(
      state: state, screen: screen, mailbox: mailbox, runner: runner, clock: clock
    ) { _, _ in .failed(Problem(.usage, "There is no profile yet.")) }
    let status = loop.run()
    return Ending(status: status, nextProfile: loop.state.nextProfile)
  }
}
