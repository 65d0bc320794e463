import CPosix
import Glibc

/// Measures weir beside what it could cost at best, and prints one table.
@main
struct WeirBench {
  static func main() {
    cposix_harden()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if let work = JSONWork(arguments) { return try work.run() }
      let options = try BenchOptions(arguments)
      if options.wantsHelp {
        fputs(BenchOptions.help, cposix_stdout())
        return
      }
      try run(options)
    } catch {
      fputs("weir-bench: \(error.sentence)\n", cposix_stderr())
      exit(error.isUsage ? 2 : 1)
    }
  }

  private static func run(_ options: BenchOptions) throws(BenchError) {
    let bench = try Bench(options)
    defer { bench.end() }
    fputs(bench.preface, cposix_stdout())
    for task in BenchTask.allCases where options.tasks.contains(task) {
      bench.progress("\(task.rawValue): \(task.summary) …")
      // One task that cannot be measured says why and leaves the others alone.
      do throws(BenchError) {
        try task.run(bench)
      } catch {
        bench.results.note("\(task.rawValue) could not be measured: \(error.sentence)")
      }
    }
    bench.progress("")
    fputs(bench.results.text, cposix_stdout())
  }
}

/// What can be measured, in the order in which it is.
enum BenchTask: String, CaseIterable {
  case start, set, json, merge, graph, walk, save, frame, keys, filter, line, idle, alive, editor,
    push, sync, pull

  var summary: String {
    switch self {
    case .start: "starting the program and asking for the status"
    case .set: "one value of a 60 KB flow"
    case .json: "checking JSON and writing it pretty"
    case .merge: "putting two people's changes of a flow together"
    case .graph: "laying out the graph of a flow"
    case .walk: "opening the graph of a flow on the screen, and walking in it"
    case .save: "from an edit to \"saved\""
    case .frame: "the first frame of a long list"
    case .keys: "moving down a long list"
    case .filter: "filtering a long list, letter by letter"
    case .line: "moving in a long list on a slow line"
    case .idle: "showing a long list and doing nothing"
    case .alive: "a key while a server floods"
    case .editor: "opening, moving and typing in a large flow"
    case .push: "sending edited flows"
    case .sync: "pulling when little or nothing is new"
    case .pull: "fetching all flows"
    }
  }

  func run(_ bench: Bench) throws(BenchError) {
    switch self {
    case .start: try StartTask(bench).run()
    case .set: try SetTask(bench).run()
    case .json: try JSONTask(bench).run()
    case .merge: try MergeTask(bench).run()
    case .graph: try GraphTask(bench).run()
    case .walk: try WalkTask(bench).run()
    case .save: try SaveTask(bench).run()
    case .frame: try FrameTask(bench).run()
    case .keys: try KeyTask(bench).run()
    case .filter: try FilterTask(bench).run()
    case .line: try LineTask(bench).run()
    case .idle: try IdleTask(bench).run()
    case .alive: try AliveTask(bench).run()
    case .editor: try EditorTask(bench).run()
    case .push: try PushTask(bench).run()
    case .sync: try SyncTask(bench).run()
    case .pull: try PullTask(bench).run()
    }
  }
}
