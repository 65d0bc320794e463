extension Command {
  /// The table: title, help, where it works. A command without a line does not compile.
  var facts: CommandFacts { Self.table[self] ?? written }

  /// Read from the lines once: a frame asks some hundred times.
  private static let table = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.written) })

  private var written: CommandFacts {
    moving ?? oneFlow ?? files ?? listAndOutbox ?? listWork ?? copying ?? conflicts ?? graph
      ?? entries
      ?? placesInJSON
      ?? placesAndProgram
  }

  var moving: CommandFacts? {
    switch self {
    case .moveDown: .init("down", "Moves down; 5j moves five rows.", in: .scrolling)
    case .moveUp: .init("up", "Moves up; 5k moves five rows.", in: .scrolling)
    case .halfPageDown: .init("half page down", "Moves half a page down.", in: .scrolling)
    case .halfPageUp: .init("half page up", "Moves half a page up.", in: .scrolling)
    case .pageDown: .init("page down", "Moves a page down.", in: .scrolling)
    case .pageUp: .init("page up", "Moves a page up.", in: .scrolling)
    case .moveToTop: .init("top", "Moves to the first row.", in: .scrolling)
    case .moveToBottom: .init("bottom", "Moves to the last row.", in: .scrolling)
    case .scrollToMiddle:
      .init("centre", "Scrolls so that the cursor is in the middle.", in: [.list, .graph])
    case .scrollToTop:
      .init("row to the top", "Scrolls so that the cursor is at the top.", in: [.list])
    case .scrollToBottom:
      .init("row to the bottom", "Scrolls so that the cursor is at the bottom.", in: [.list])
    default: nil
    }
  }

  var oneFlow: CommandFacts? {
    switch self {
    case .open:
      .init(
        "open", "Opens the row: a flow with its facts, a change with its flow, a version.",
        in: [.list, .outbox, .activity, .history, .versions])
    case .edit:
      .init(
        "edit JSON here",
        "Opens the flow's JSON in the editor of weir; from the outbox at the place that the error "
          + "names, else at the change. A flow that changed on both sides opens its conflict "
          + "instead.", in: .flows, hint: "edit", changes: true)
    case .editOutside:
      .init(
        "edit in $EDITOR",
        "Opens the flow's JSON in your own editor; what you save there waits in the outbox. In the "
          + "editor of weir: the string under the cursor, or the whole text; it comes back here.",
        in: .flows + .texts, hint: "$EDITOR", changes: true)
    case .editRecord:
      .init(
        "edit whole record",
        "Opens everything the server keeps of this flow, its settings too. g x opens a field that "
          + "holds JSON.", in: .flows, changes: true)
    case .create:
      .init(
        "new…", "Makes a new flow here. It waits in the outbox until you push.",
        in: [.list], changes: true)
    case .duplicate:
      .init(
        "duplicate", "Makes a copy under a new name. It waits in the outbox until you push.",
        in: [.list, .detail], changes: true)
    case .rename:
      .init(
        "rename", "Changes the name here; the push sends it.", in: [.list, .detail],
        changes: true)
    case .delete:
      .init(
        "delete…",
        "Marks the flow deleted here; the next push deletes it on the server. "
          + "Asks first, u brings it back.", in: [.list, .detail], changes: true)
    case .undo:
      .init(
        "undo",
        "Takes the last thing you did to this flow, or to the marked ones, back: an order that "
          + "waits, or an edit. Right after an order of several flows: that order, of all of them. "
          + "What was pushed waits to be pushed again.", in: .flows, changes: true)
    case .redo:
      .init(
        "redo", "Takes the last undo back, until the next edit.", in: .flows, changes: true)
    case .showHistory:
      .init(
        "history", "Shows the versions of this flow that are kept here, the newest first.",
        in: .flows)
    case .applyAgain:
      .init(
        "apply again",
        "Makes a change of yours again that a later save has undone. It waits in the outbox until "
          + "you push.",
        in: .flows, changes: true)
    case .closeNotices:
      .init(
        "close notices", "Takes what is told \"to know\" about this flow off the screen.",
        in: .flows, changes: true)
    case .restore:
      .init(
        "restore…",
        "Brings this version back; a flow that is gone from the server comes back as a new "
          + "one. Asks first. It waits in the outbox until you push.",
        in: [.list, .detail, .history, .versions], changes: true)
    case .compareVersions:
      .init(
        "other comparison",
        "Compares the version with the one before it, or with what stands here now.",
        in: [.history, .versions], hint: "compare")
    case .nextTab:
      .init(
        "next tab", "Shows the next tab of the right pane: Overview, JSON, History and so on.",
        in: .tabs, hint: "tabs")
    case .previousTab:
      .init(
        "previous tab", "Shows the tab before of the right pane.", in: .tabs)
    case .publish:
      .init(
        "publish chatbot", "Orders for the next push: make an immutable version of the draft.",
        in: [.list, .detail], hint: "publish", changes: true)
    case .activate:
      .init(
        "activate chatbot", "Orders for the next push: let the chatbot answer people.",
        in: [.list, .detail], hint: "activate", changes: true)
    case .pause:
      .init(
        "pause chatbot", "Orders for the next push: stop the chatbot from answering.",
        in: [.list, .detail], hint: "pause", changes: true)
    case .showInOutbox:
      .init("show in the outbox", "Goes to what waits for this flow.", in: [.list, .detail])
    default: nil
    }
  }

  var listAndOutbox: CommandFacts? {
    switch self {
    case .filter:
      .init(
        "filter",
        "Shows the flows that are as typed: node:llm word !word \"two words\" re:^sup state:waiting "
          + "type:agent category:email nodes>10 size<50KB deployed:yes. Plain letters find accents "
          + "too. In Activity: the lines that hold all words. Esc shows all again.",
        in: [.list, .activity])
    case .showGone:
      .init(
        "gone from the server",
        "Lists what was deleted on the server in the last 30 days (state:gone); r restores one.",
        in: [.list], hint: "gone")
    case .sort: .init("sort…", "Chooses the order: what needs you first, or a column.", in: [.list])
    case .reverseSort: .init("reverse order", "Turns the order round.", in: [.list])
    case .mark:
      .init(
        "mark",
        "Marks the row and goes down. Push, undo, and delete or discard then take the marked rows "
          + "alone.",
        in: [.list, .outbox])
    case .unmarkAll: .init("unmark all", "Takes all marks away.", in: [.list, .outbox])
    case .push:
      .init(
        "push…", "Shows what would be sent. Nothing is sent before you say so there.",
        in: [.everywhere], hint: "push", changes: true)
    case .retry:
      .init(
        "retry", "Lets a refused or waiting change be sent again.",
        in: [.outbox], changes: true)
    case .discard:
      .init(
        "discard…", "Takes this change, or the marked ones, out of the outbox. Asks first.",
        in: [.outbox],
        changes: true)
    case .copyRequest:
      .init(
        "copy as curl",
        "Copies the request that this change would make, for a shell. The token is left out; the "
          + "body holds what would be sent, secrets too.",
        in: [.outbox], hint: "curl")
    case .resolve:
      .init(
        "resolve conflict", "Shows both sides of a flow that changed here and on the server.",
        in: [.outbox], hint: "resolve", changes: true)
    default: nil
    }
  }

  var placesAndProgram: CommandFacts {
    switch self {
    case .showChatflows: .init("Chatflows", "Shows the chatflows of Flowise.", in: [.everywhere])
    case .showChatbots: .init("Chatbots", "Shows the chatbots of FlowNally.", in: [.everywhere])
    case .showOutbox: .init("Outbox", "Shows what waits to be sent.", in: [.everywhere])
    case .showActivity:
      .init(
        "Activity", "Shows what happened, also before this start, the newest last.",
        in: [.everywhere])
    case .lastView: .init("last view", "Goes to the view before this one.", in: [.everywhere])
    case .nextPane: .init("next pane", "Moves the focus to the other pane.", in: [.everywhere])
    case .previousPane:
      .init("previous pane", "Moves the focus to the pane before.", in: [.everywhere])
    case .refresh:
      .init("refresh", "Reads what changed on the servers. Nothing is sent.", in: [.everywhere])
    case .actions:
      .init(
        "all actions", "Lists everything that can be done here.", in: [.everywhere],
        hint: "actions")
    case .commandLine:
      .init("command line", "Runs a command by its name.", in: [.everywhere], hint: "command")
    case .palette: .init("palette", "Finds a command by a few letters.", in: [.everywhere])
    case .help: .init("help", "Shows the keys that work here.", in: [.everywhere])
    case .back:
      .init(
        "back", "Cancels, clears the filter, unmarks, goes back: one of them, in this order.",
        in: [.everywhere])
    case .closeView:
      .init(
        "close view", "Closes this view; on the first one it quits.", in: [.everywhere],
        hint: "quit")
    case .stop:
      .init(
        "stop", "Stops what is running. Twice within a second on an idle screen quits.",
        in: [.everywhere])
    case .toggleMouse:
      .init(
        "mouse on or off", "Off leaves the mouse to the terminal, for selecting text.",
        in: [.everywhere])
    case .redraw: .init("redraw", "Paints the whole screen again.", in: [.everywhere])
    case .suspend: .init("suspend", "Goes to the shell; fg comes back.", in: [.everywhere])
    default: .init(rawValue, "", in: [])
    }
  }
}
