import FlowModel
import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("The editor's file")
struct EditorSessionTests {
  private let folder = TemporaryFolder()

  private func session(
    _ text: String, _ suffix: TextSuffix = .json, editor: [String] = ["vi"]
  ) throws -> EditorSession {
    try EditorSession(
      text: Array(text.utf8), suffix: suffix, folder: folder.path + "/edit", stamp: "7-1",
      editor: editor)
  }

  /// What the editor does: replaces the file by these bytes.
  private func edit(_ session: EditorSession, _ text: String) throws {
    try PrivateFile.write(Array(text.utf8), to: session.path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
  }

  private func names() -> [String] { FolderTree.names(in: folder.path + "/edit") }

  @Test("stands in a private folder, is the editor's last argument, and goes when it is done")
  func place() throws {
    let old = umask(0)
    defer { umask(old) }
    let session = try session("{}", editor: ["code", "--wait"])
    #expect(session.arguments == ["code", "--wait", session.path])
    #expect(session.path == folder.path + "/edit/weir-7-1.json")
    #expect(mode(of: session.path) == 0o600)
    #expect(mode(of: folder.path + "/edit") == 0o700)
    session.remove()
    #expect(names() == [])
  }

  @Test("is made anew: what stands under its name, a link too, is left alone")
  func exclusive() throws {
    let target = folder.path + "/target"
    try PrivateFile.write(Array("theirs".utf8), to: target)
    try PrivateFile.makeFolder(folder.path + "/edit")
    #expect(symlink(target, folder.path + "/edit/weir-7-1.json") == 0)
    let session = try session("{}")
    let other = try self.session("[]")
    #expect(session.path.hasSuffix("/weir-7-1-2.json") && other.path.hasSuffix("/weir-7-1-3.json"))
    #expect(try text(target) == "theirs" && text(session.path) == "{}")
  }

  @Test("a file that comes back as it was is no change", arguments: ["{}", "{}\n", "{}\n\n", "\n"])
  func unchanged(_ text: String) throws {
    let session = try session(text)
    #expect(try session.outcome(status: 0) == .unchanged)
    guard text != "\n" else { return }
    try edit(session, text + "\n")
    let isAdded = !text.hasSuffix("\n")
    #expect(
      try (session.outcome(status: 0) == .unchanged) == isAdded, "an editor adds a line break")
    try edit(session, String(text.dropLast()) + (isAdded ? "}" : ""))
    #expect(try session.outcome(status: 0) == .unchanged, "or takes one away")
  }

  @Test("what was written is the edit, byte for byte; a line break that an editor adds is none")
  func edited() throws {
    let session = try session("a", .markdown)
    try edit(session, "b\r\n\u{0}c")
    #expect(try session.outcome(status: 0) == .edited(Array("b\r\n\u{0}c".utf8)))
    try edit(session, "b\n\n")
    #expect(try session.outcome(status: 0) == .edited(Array("b\n".utf8)))
    let lines = try self.session("a\n", .markdown)
    try edit(lines, "b\n")
    #expect(try lines.outcome(status: 0) == .edited(Array("b\n".utf8)))
  }

  @Test("nothing is taken from a failed editor, and its text is kept", arguments: [1, 130, -9])
  func failing(_ status: Int32) throws {
    let session = try session("{}")
    try edit(session, "{\"half\":")
    let problem = #expect(throws: Problem.self) { try session.outcome(status: status) }
    #expect(problem?.sentence.contains(session.path) == true)
    #expect(problem?.title.contains(status < 0 ? "signal 9" : "status \(status)") == true)
    #expect(try text(session.path) == "{\"half\":")
  }

  @Test("a failed editor that wrote nothing leaves nothing")
  func failingUntouched() throws {
    let session = try session("{}")
    let problem = #expect(throws: Problem.self) { try session.outcome(status: 1) }
    #expect(problem?.sentence == "The editor ended with status 1. Nothing was changed.")
    #expect(names() == [])
  }

  @Test("an empty or a removed file changes nothing", arguments: ["", "\n \t\r\n", nil])
  func emptied(_ written: String?) throws {
    let session = try session("{}")
    if let written { try edit(session, written) } else { unlink(session.path) }
    let problem = #expect(throws: Problem.self) { try session.outcome(status: 0) }
    #expect(problem?.sentence.contains("Nothing was changed") == true)
    #expect(names() == [])
  }

  @Test("an editor that writes another file in its place is followed, and the file made private")
  func renamed() throws {
    let session = try session("{}")
    let other = folder.path + "/other"
    try PrivateFile.write(Array("[1]".utf8), to: other)
    #expect(chmod(other, 0o666) == 0 && rename(other, session.path) == 0)
    #expect(try session.outcome(status: 0) == .edited(Array("[1]".utf8)))
    #expect(mode(of: session.path) == 0o600)
  }

  enum Odd: CaseIterable { case link, hardLink, pipe, folder, huge }

  @Test(
    "what is no file of ours any more is refused, not followed and not waited for",
    arguments: Odd.allCases)
  func odd(_ odd: Odd) throws {
    let session = try session("{}")
    let target = folder.path + "/target"
    try PrivateFile.write(Array("[\"theirs\"]".utf8), to: target)
    unlink(session.path)
    switch odd {
    case .link: #expect(symlink(target, session.path) == 0)
    case .hardLink: #expect(link(target, session.path) == 0)
    case .pipe: #expect(mkfifo(session.path, 0o600) == 0)
    case .folder: #expect(mkdir(session.path, 0o700) == 0)
    case .huge:
      try edit(session, "{}")
      #expect(truncate(session.path, 10 << 30) == 0)
    }
    let problem = #expect(throws: Problem.self) { try session.outcome(status: 0) }
    #expect(problem?.title.contains(session.path) == true)
    if odd == .huge { #expect(problem?.title.hasSuffix("larger than 64 MiB.") == true) }
    #expect(try text(target) == "[\"theirs\"]")
  }

  @Test("what was wrong stands on top of the next round, and is no part of the text")
  func reopened() throws {
    var session = try session("{}")
    try session.reopen(Array("{\"a\": }".utf8), saying: "line 1, column 7: a value is missing")
    let shown = try text(session.path)
    #expect(shown.hasPrefix("// weir: line 1, column 7: a value is missing\n// weir: "))
    #expect(shown.hasSuffix("\n{\"a\": }"))
    #expect(try session.outcome(status: 0) == .edited(Array("{\"a\": }".utf8)))
    try edit(session, String(shown.dropLast()) + "1}")
    #expect(try session.outcome(status: 0) == .edited(Array("{\"a\": 1}".utf8)))
    try edit(session, String(shown.prefix { $0 != "{" }))
    #expect(throws: Problem.self, "only our own comment is an empty file") {
      try session.outcome(status: 0)
    }
  }

  @Test("text that is kept stands without our comments, and its place is told")
  func kept() throws {
    var session = try session("{}")
    try session.reopen(Array("{1}".utf8), saying: "no")
    let problem = session.keeping(
      Array("{2}".utf8), after: Problem(.failed, "No.", advice: "Mend it."))
    #expect(problem == Problem(.failed, "No.", advice: "The text is kept in \(session.path)."))
    #expect(try text(session.path) == "{2}")
  }

  @Test("a comment of the person's own stays, also one that begins as ours do")
  func ownComments() throws {
    let session = try session("// weir: a function\nreturn 1", .script)
    #expect(try session.outcome(status: 0) == .unchanged)
    try edit(session, "// weir: a function\nreturn 2")
    #expect(
      try session.outcome(status: 0) == .edited(Array("// weir: a function\nreturn 2".utf8)))
  }

  @Test("the setting chooses the editor, then WEIR_EDITOR, VISUAL, EDITOR, and vi at last")
  func choice() {
    var environment = ["EDITOR": "nano", "VISUAL": "vim -n", "WEIR_EDITOR": "'my editor' --wait"]
    #expect(EditorSession.editor(setting: ["hx"], environment: environment) == ["hx"])
    #expect(
      EditorSession.editor(setting: nil, environment: environment) == ["my editor", "--wait"])
    environment["WEIR_EDITOR"] = ""
    #expect(EditorSession.editor(setting: [], environment: environment) == ["vim", "-n"])
    environment["VISUAL"] = "'open quote"
    #expect(EditorSession.editor(setting: nil, environment: environment) == ["nano"])
    #expect(EditorSession.editor(setting: nil, environment: [:]) == ["vi"])
  }

  @Test("an editor that returns at once is warned of")
  func impatient() {
    #expect(EditorSession.warning(for: ["/usr/bin/code"])?.contains("--wait") == true)
    #expect(EditorSession.warning(for: ["code", "--wait"]) == nil)
    #expect(EditorSession.warning(for: ["vim"]) == nil)
  }
}
