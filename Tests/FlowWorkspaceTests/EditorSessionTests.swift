import FlowModel
import FlowWorkspace
import Glibc
import TestKit
import Testing

@Suite("The editor's file")
struct EditorSessionTests {
  private let folder = TemporaryFolder()

  private func session(_ text: String, editor: [String] = ["vi"]) throws -> EditorSession {
    try EditorSession(
      text: Array(text.utf8), suffix: ".json", folder: folder.path, stamp: "7", editor: editor)
  }

  /// What the editor does: replaces the file by these bytes.
  private func edit(_ session: EditorSession, _ text: String) throws {
    try PrivateFile.write(Array(text.utf8), to: session.path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try PrivateFile.read(path) ?? [], as: UTF8.self)
  }

  @Test("stands in a private folder, is the editor's last argument, and goes when it is done")
  func place() throws {
    let session = try session("{}", editor: ["code", "--wait"])
    #expect(session.arguments == ["code", "--wait", session.path])
    #expect(session.path == folder.path + "/edit/weir-7.json")
    #expect(mode(of: session.path) == 0o600)
    #expect(mode(of: folder.path + "/edit") == 0o700)
    session.remove()
    #expect(FolderTree.names(in: folder.path + "/edit") == [])
  }

  @Test("a file that comes back as it was is no change", arguments: ["{}", "{}\n", "{}\n\n"])
  func unchanged(_ text: String) throws {
    let session = try session(text)
    #expect(try session.outcome(status: 0) == .unchanged)
    try edit(session, text + "\n")
    #expect(try session.outcome(status: 0) == .unchanged, "an editor adds a line break")
  }

  @Test("what was written is the edit, byte for byte")
  func edited() throws {
    let session = try session("{}")
    try edit(session, "{\"a\": 0.70}\r\n")
    #expect(try session.outcome(status: 0) == .edited(Array("{\"a\": 0.70}\r\n".utf8)))
  }

  @Test("nothing is taken from a failed editor, and its text is kept", arguments: [1, 130, -9])
  func failing(_ status: Int32) throws {
    let session = try session("{}")
    try edit(session, "{\"half\":")
    guard case .failed(let sentence) = try session.outcome(status: status) else {
      return #expect(Bool(false), "it was taken")
    }
    #expect(sentence.contains(session.path))
    #expect(sentence.contains(status < 0 ? "signal 9" : "status \(status)"))
    #expect(try text(session.path) == "{\"half\":")
  }

  @Test("an empty or a removed file changes nothing", arguments: ["", "\n \t\r\n", nil])
  func emptied(_ written: String?) throws {
    let session = try session("{}")
    if let written { try edit(session, written) } else { unlink(session.path) }
    guard case .failed(let sentence) = try session.outcome(status: 0) else {
      return #expect(Bool(false), "it was taken")
    }
    #expect(sentence.contains("Nothing was changed"))
  }

  @Test("what was wrong stands on top of the next round, and is no part of the text")
  func reopened() throws {
    let session = try session("{}")
    try session.reopen(Array("{\"a\": }".utf8), saying: "line 1, column 7: a value is missing")
    let shown = try text(session.path)
    #expect(shown.hasPrefix("// weir: line 1, column 7: a value is missing\n// weir: "))
    #expect(shown.hasSuffix("\n{\"a\": }"))
    #expect(try session.outcome(status: 0) == .edited(Array("{\"a\": }".utf8)))
    try edit(session, String(shown.dropLast()) + "1}")
    #expect(try session.outcome(status: 0) == .edited(Array("{\"a\": 1}".utf8)))
    try edit(session, String(shown.prefix { $0 != "{" }))
    guard case .failed = try session.outcome(status: 0) else {
      return #expect(Bool(false), "only our own comment is an empty file")
    }
  }

  @Test("a comment of the person's own stays")
  func ownComments() throws {
    let session = try session("{}")
    try edit(session, "// mine\n{}")
    #expect(try session.outcome(status: 0) == .edited(Array("// mine\n{}".utf8)))
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
