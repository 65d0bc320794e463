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
  let themes: ThemeShelf
  let editor: [String]
  /// What opening found; told in the first frames.
  let notices: [String]

  /// - Returns: the exit status.
  func run(_ state: AppState, _ workspace: Workspace?) throws(Problem) -> Int32 {
    let clock = AppClock.system
    let mailbox = Mailbox(wakeUp: screen.wakeUp)
    for notice in notices { mailbox.post(.failed(Problem(.failed, notice))) }
    guard let workspace else { return runEmpty(state, mailbox, clock) }
    let themes = themes
    let log = SessionLog(path: places.log, now: clock.now)
    let owner = "screen-\(getpid())"
    let performer = WorkspacePerformer(
      workspace: workspace, owner: owner, log: log,
      clipboard: Clipboard(environment: environment), now: clock.now,
      themes: { (name) throws(Problem) in try themes.theme(name) })
    let runner = EffectRunner(mailbox: mailbox) { effect, post in
      await performer.perform(effect, post: post)
    }
    // Another program may write to the copy too; what it changed is shown when it is written.
    let watch = FolderWatch(path: places.data(of: workspace.profile.name)) {
      mailbox.post(.localCopyChanged)
    }
    let outside = OutsideEdit(
      workspace: workspace, editor: editor, environment: environment)
    var loop = AppLoop(
      state: state, screen: screen, mailbox: mailbox, runner: runner, clock: clock
    ) { effect, screen in
      outside.perform(effect, on: screen)
    }
    let status = loop.run()
    withExtendedLifetime(watch) {}
    try CommandRunner.wait { () async throws(Problem) in await workspace.close() }
    return status
  }

  /// Without a profile there is nothing to read; the screen says how to begin.
  private func runEmpty(_ state: AppState, _ mailbox: Mailbox, _ clock: AppClock) -> Int32 {
    let runner = EffectRunner(mailbox: mailbox) { effect, post in
      if case .loadWindow(let query, _, _, let request) = effect {
        let nothing = FlowWindow(rows: [], firstIndex: 0, count: 0)
        post(.windowLoaded(nothing, kind: query.kind ?? .chatflow, request: request))
      }
    }
    var loop = AppLoop(
      state: state, screen: screen, mailbox: mailbox, runner: runner, clock: clock
    ) { _, _ in .failed(Problem(.usage, "There is no profile yet.")) }
    return loop.run()
  }
}
