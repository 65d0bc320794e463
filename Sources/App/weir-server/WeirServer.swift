import CPosix
import FlowServer
import Glibc

/// Starts a ``LocalServer`` and waits for the end.
@main
struct WeirServer {
  static func main() {
    let arguments: ServerArguments
    do {
      arguments = try ServerArguments(Array(CommandLine.arguments.dropFirst())) { name in
        getenv(name).map { String(cString: $0) }
      }
    } catch {
      complain(error.sentence)
      exit(2)
    }
    if arguments.wantsHelp {
      fputs(ServerArguments.help, cposix_stdout())
      exit(0)
    }
    run(arguments)
  }

  private static func run(_ arguments: ServerArguments) -> Never {
    let parent = getppid()
    // Blocked before the first thread starts, so that all inherit it and only `waitForEnd` takes
    // them.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
    let server: LocalServer
    do {
      server = try LocalServer(options: arguments.options)
    } catch {
      complain(error.sentence)
      exit(1)
    }
    fputs(
      "{\"flowise\": \"\(server.flowiseURL)\", \"flownally\": \"\(server.flownallyURL)\"}\n",
      cposix_stdout())
    fflush(cposix_stdout())
    waitForEnd(signals, parent: arguments.exitsWithParent ? parent : nil)
    server.stop()
    exit(0)
  }

  /// Returns on a signal, or when the parent process is another one than `parent`.
  private static func waitForEnd(_ signals: sigset_t, parent: pid_t?) {
    var signals = signals
    while true {
      // A quarter of a second: how long an orphan may live on.
      var pause = timespec(tv_sec: 0, tv_nsec: 250_000_000)
      let taken =
        parent == nil ? sigwaitinfo(&signals, nil) : sigtimedwait(&signals, nil, &pause)
      if taken > 0 { return }
      if let parent, getppid() != parent { return }
    }
  }

  private static func complain(_ sentence: String) {
    fputs("weir-server: \(sentence)\n", cposix_stderr())
  }
}
