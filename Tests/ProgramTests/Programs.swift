import FlowWorkspace
import Glibc
import TestKit
import Testing

/// The programs that were built with these tests.
enum Programs {
  static func folder() throws -> String {
    try #require(BuiltPrograms.folder, "weir is not built: swift build --build-tests")
  }

  static func weir() throws -> String { try folder() + "/weir" }

  /// An environment with a terminal's variables and nothing of the person's own.
  static func environment(_ more: [String: String] = [:]) -> [String: String] {
    ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
      .merging(more) { $1 }
  }
}

/// What a program printed, and how it ended.
struct Ended {
  let status: Int32
  let output: String
  let errors: String

  /// Runs it without a terminal; standard input is empty.
  init(_ arguments: [String], _ environment: [String: String]) throws {
    let result = try ChildProcess.run(
      arguments, environment: environment, seconds: 30, limit: 1 << 20)
    status = result.status
    output = String(decoding: result.output, as: UTF8.self)
    errors = String(decoding: result.errors, as: UTF8.self)
  }
}

/// Processes whose environment holds a text: a path that only this test knows.
enum Processes {
  static func holding(_ mark: String, named name: String? = nil) -> [pid_t] {
    FolderTree.names(in: "/proc").compactMap { pid_t($0) }.filter { process in
      guard process != getpid(), let environment = bytes("/proc/\(process)/environ"),
        environment.firstRange(of: Array(mark.utf8)) != nil
      else { return false }
      guard let name else { return true }
      let words = bytes("/proc/\(process)/cmdline")?.split(separator: 0) ?? []
      return words.first.map { String(decoding: $0, as: UTF8.self).hasSuffix("/\(name)") } ?? false
    }
  }

  /// How often each thread of a process was woken: `voluntary_ctxt_switches` of proc(5).
  static func wakes(_ process: pid_t) -> [String: Int] {
    var wakes: [String: Int] = [:]
    for thread in FolderTree.names(in: "/proc/\(process)/task") {
      let status = String(
        decoding: bytes("/proc/\(process)/task/\(thread)/status") ?? [], as: UTF8.self)
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      wakes[thread] = line.flatMap { $0.split(separator: "\t").last }.flatMap { Int($0) }
    }
    return wakes
  }

  /// Files of `/proc` have no size; a process that ended meanwhile has none.
  private static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += chunk[..<count]
    }
  }
}
