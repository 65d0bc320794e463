import CellGrid
import FlowModel
import TestKit
import Testing

@testable import Workbench

/// The grammar of the command line (screen.md, "Command line grammar").
@Suite("The command line") struct LineTests {
  private let triage = SampleFlows.chatflows[6]

  private func after(
    _ line: String, _ before: String = "", columns: Int = 120,
    settings: (inout AppSettings) -> Void = { _ in }
  ) -> AppDriver {
    var app = AppDriver(columns: columns, rows: 36) {
      $0.themeNames = ["dusk", "paper", "terminal"]
      $0.profiles = ["prod", "test"].map { ProfileLine(name: $0, detail: "flow.example.com") }
      settings(&$0)
    }
    app.type(before)
    app.press(Key(":"))
    for letter in line { app.press(letter == "\t" ? .tab : Key(letter)) }
    return app
  }

  private func run(
    _ line: String, _ before: String = "", columns: Int = 120,
    settings: (inout AppSettings) -> Void = { _ in }
  ) -> AppDriver {
    var app = after(line, before, columns: columns, settings: settings)
    app.press(.enter)
    return app
  }

  @Test("quotes hold words together, options stand anywhere")
  func words() throws {
    let line = try #require(LineWords("export! \"a b\" 'it''s' --secrets keep --dry-run"))
    #expect(line.name == "export!" && line.plainName == "export" && line.isForced)
    #expect(line.arguments == ["a b", "its"])
    #expect(line.options == ["--secrets": "keep"] && line.isDryRun)
    #expect(LineWords("   ") == nil)
    #expect(LineWords.words(of: "open \"a b").map(\.text) == ["open", "a b"])
    for text in ["plain", "two words", "it's", "say \"x\"", "--no", ""] {
      #expect(LineWords.words(of: LineWords.quoted(text)).map(\.text) == [text])
    }
  }

  @Test("open takes a name or the beginning of an id, and a tab")
  func open() {
    let app = run("open \"Support triage\" graph")
    #expect(app.state.focus == .graph && app.state.graph?.flow == triage.id)
    #expect(app.state.list.selected?.id == triage.id)
    let byID = run("open 8c0e1f6a-7d0b-4b7e-9c2e-000000000007 hist", "3")
    #expect(byID.state.focus == .history && byID.state.tab == .chatflows)
    #expect(run("open nothing").statusRow.contains("No flow has the name"))
    #expect(run("open \"Support triage\" grph").statusRow.contains("There is no tab \"grph\""))
    let bot = run("open \"Front desk\" config")
    #expect(bot.statusRow.contains("Front desk has no tab Config"))
    #expect(run("open \"Front desk\"").state.tab == .chatbots)
  }

  @Test("what was opened by a line is gone back from")
  func history() {
    var app = run("open \"Support triage\"", "3")
    app.type("H")
    #expect(app.state.tab == .outbox)
  }

  @Test("filters of both lists are taken as typed")
  func filters() {
    #expect(
      run("flows state:waiting type:agent").state.list.filterText == "state:waiting type:agent")
    #expect(run("bots \"front desk\"").state.list.filterText == "\"front desk\"")
    #expect(run("filter sup").state.list.filterText == "sup")
    #expect(run("filter sup", "3").statusRow.contains("This works in the lists of flows."))
    #expect(run("find sup").state.list.selected?.name == "Customer support team")
  }

  @Test("push takes marked, all, or a flow, and --dry-run shows the plan alone")
  func push() {
    #expect(run("push all", "Space").effects == [.planPush(nil)])
    let marked = run("push marked", "Space Space")
    #expect(
      marked.effects == [.planPush([SampleFlows.chatflows[0].id, SampleFlows.chatflows[1].id])])
    #expect(run("push marked").statusRow.contains("Nothing is marked"))
    let one = run("push \"Support triage\"")
    #expect(one.effects.last == .planPush([triage.id]))
    #expect(one.picture.contains("s send 1"))
    for line in ["push --dry-run", "push \"Support triage\" --dry-run", "push --dry-run all"] {
      var app = run(line)
      #expect(app.picture.contains("Dry run: a push would send"), "\(line)")
      #expect(app.state.question?.choices == [])
      // A push after it is one again.
      app.type("Esc P")
      #expect(app.picture.contains("s send 3"))
    }
  }

  @Test("diff, graph and copy act on the flow that is named, or the one under the cursor")
  func onFlows() {
    #expect(run("diff \"Support triage\"").effects.contains(.compareWithServer(triage.id)))
    #expect(run("diff", "G").effects == [.compareWithServer(triage.id)])
    #expect(run("diff \"Refund helper\"").statusRow.contains("It was never sent"))
    #expect(run("graph \"Support triage\"").state.focus == .graph)
    #expect(run("graph \"Support triage\" --text").picture.contains("Classify  "))
    #expect(run("graph --text", "G").state.graph?.options.showsTwin == true)
    #expect(
      run("copy name").effects == [
        .copy(Array("Advanced structured output".utf8), what: "the name")
      ])
    #expect(run("copy soul").statusRow.contains(":copy WHAT"))
  }

  @Test("export writes the flow under the cursor or another; what is there, only with !")
  func export() {
    var wanted = FlowExport(path: "a.json")
    #expect(run("export a.json", "G").effects == [.exportFlow(triage.id, wanted)])
    wanted.replaces = true
    wanted.keepsSecrets = true
    #expect(run("export! a.json --secrets keep", "G").effects == [.exportFlow(triage.id, wanted)])
    wanted = FlowExport(path: "my flow.json")
    wanted.isDryRun = true
    let app = run("export \"Support triage\" 'my flow.json' --dry-run")
    #expect(app.effects.last == .exportFlow(triage.id, wanted))
    #expect(run("export a.json --secrets all", "G").statusRow.contains("--secrets keep"))
    #expect(run("export a b c", "G").statusRow.contains("It is :export"))
    let stub = run("export a.json", "j")
    #expect(stub.effects.isEmpty && stub.statusRow.contains("Its body was not read yet."))
  }

  @Test("import makes a flow of the kind in front")
  func importing() {
    #expect(run("import a.json").effects == [.importFlow("a.json", .chatflow, isDryRun: false)])
    #expect(
      run("import ~/b.json --dry-run", "2").effects == [
        .importFlow("~/b.json", .chatbot, isDryRun: true)
      ])
    #expect(run("import a.json", settings: { $0.isReadOnly = true }).effects.isEmpty)
  }

  @Test("set changes what can be changed, says how to keep it, and tries it with --dry-run")
  func set() {
    #expect(run("set mouse!").state.settings.capturesMouse == false)
    #expect(run("set nomouse").state.settings.capturesMouse == false)
    #expect(run("set terminal.mouse on").state.settings.capturesMouse)
    let ascii = run("set glyphs ascii")
    #expect(ascii.state.settings.glyphs == .ascii)
    #expect(ascii.statusRow.contains("glyphs: \"ascii\" in config.json5 keeps it."))
    let ask = run("set merge=ask")
    #expect(ask.effects == [.mergeByItself(false)] && !ask.state.settings.mergesByItself)
    #expect(!run("set editor.mode plain").state.settings.isEditorModal)
    #expect(run("set theme paper").effects == [.loadTheme("paper", .chosen)])
    #expect(run("set theme").effects == [.listThemes])
    let dry = run("set glyphs ascii --dry-run")
    #expect(dry.state.settings.glyphs == .unicode)
    #expect(dry.statusRow.contains("glyphs would go from auto to ascii."))
    #expect(run("set theme papr").statusRow.contains("Did you mean paper?"))
    #expect(run("set color never").statusRow.contains("color is read at the start"))
    #expect(run("set mrge ask").statusRow.contains("Did you mean merge?"))
    #expect(run("set merge").statusRow.contains("merge is auto. It takes auto, ask."))
    #expect(
      run("set glyphs unicode", settings: { $0 = AppSettings(profile: "prod", glyphs: .ascii) })
        .statusRow.contains("weir began with plain signs"))
  }

  @Test("a profile is opened by its name, and tried with --dry-run")
  func profile() {
    #expect(run("ctx test").state.nextProfile == "test")
    let dry = run("ctx test --dry-run")
    #expect(!dry.state.isFinished && dry.statusRow.contains("test would open: flow.example.com."))
  }

  @Test(
    "pane, keys, config and the short names of vim", arguments: ["q", "q!", "w", "wq", "x", "qa"])
  func others(name: String) {
    #expect(run("pane full").state.paneSize == .full)
    #expect(run("pane wide").statusRow.contains("normal, half or full"))
    #expect(run("keys").picture.contains("Help: all keys"))
    #expect(run("config").picture.contains("Settings"))
    #expect(!run(name).statusRow.contains("There is no command"))
  }

  @Test("a wrong word names the nearest right one; what stands behind too much is told")
  func wrong() {
    #expect(run("opne x").statusRow.contains("Did you mean :open?"))
    #expect(run("exprot a").statusRow.contains("Did you mean :export?"))
    #expect(run("redraw now").statusRow.contains(":redraw takes nothing behind it: \"now\"."))
    #expect(run("redraw now").effects.isEmpty)
    #expect(run("help --dry-run").statusRow.contains(":help changes nothing"))
  }

  @Test("--dry-run names what it would be done to")
  func dryRun() {
    let app = run("delete --dry-run", "Space Space")
    #expect(app.effects.isEmpty && app.picture.contains("Dry run: delete"))
    #expect(
      app.picture.contains("Branch out, merge in") && app.picture.contains("Nothing was changed"))
    #expect(run("pull --dry-run").picture.contains("https://flow.example.com"))
  }

  @Test(
    "Tab completes names and what may stand behind them",
    arguments: [
      ("outb\t", ":outbox "), ("open \"Support t\t", ":open \"Support triage\" "),
      ("open sup\t", ":open \"Support triage\" "), ("open x gra\t", ":open x graph "),
      ("set gl\t", ":set glyphs "), ("set glyphs a\t", ":set glyphs a"),
      ("set theme p\t", ":set theme paper "), ("theme d\t", ":theme dusk "),
      ("ctx t\t", ":ctx test "), ("pane h\t", ":pane half "), ("push m\t", ":push marked "),
      ("flows state:wai\t", ":flows state:waiting "), ("copy n\t", ":copy name "),
      ("bots live:yes ty\t", ":bots live:yes type:"),
    ])
  func completes(line: (typed: String, completed: String)) {
    let app = after(line.typed)
    #expect(app.state.prompt.map { ":" + $0.line.text } == line.completed)
  }

  @Test("where several fit, they are told, and what they have in common is typed")
  func candidates() {
    let app = after("pa\t")
    #expect(app.state.prompt?.line.text == "pa")
    #expect(app.hintRow.contains("page-down") && app.hintRow.contains("palette"))
    #expect(after("push zz\t").statusRow.contains(":push zz"))
  }

  @Test("a key of one's own runs any line")
  func customKey() throws {
    let file = try KeysFile(
      parsing: Array(#"{ list: { custom: { "g w": ":open 'Support triage' graph" } } }"#.utf8))
    var app = AppDriver(columns: 120, rows: 36) { $0.bindings = file.bindings }
    app.type("g w")
    #expect(app.state.focus == .graph)
  }
}
