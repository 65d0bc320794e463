/// Everything a person can ask for. One case here, one line in each table below, one line in
/// `Command+Run.swift`, and a key in `KeyBindings+Default.swift` when it deserves one.
///
/// Help, palette, hints, key checks and the read-only filter read this list; nothing else names
/// commands twice. The raw value is the name in `keys.json5` and on the command line.
package enum Command: String, CaseIterable, Sendable {
  // JSON: the outline and the text
  case changeValue = "value"
  case openString = "open-string"
  case unfold
  case fold
  case toggleFold = "toggle-fold"
  case unfoldAll = "unfold-all"
  case foldAll = "fold-all"
  case unfoldTo = "unfold-to"
  case followReference = "follow"
  case listReferences = "references"
  case nextSibling = "next-sibling"
  case previousSibling = "previous-sibling"
  case nextSameKey = "next-same-key"
  case previousSameKey = "previous-same-key"
  case addBelow = "add-below"
  case addAbove = "add-above"
  case deleteEntry = "delete-entry"
  case pasteEntry = "paste-entry"
  case duplicateEntry = "duplicate-entry"
  case renameKey = "rename-key"
  case moveEntryDown = "entry-down"
  case moveEntryUp = "entry-up"
  case switchToText = "text"
  case copyPath = "copy-path"
  case copyPathJq = "copy-path-jq"
  case copyPathBrackets = "copy-path-brackets"
  case copyPathPointer = "copy-path-pointer"
  case copyValue = "copy-value"
  case copyText = "copy-text"
  case copyKey = "copy-key"
  case nextProblem = "next-problem"
  case previousProblem = "previous-problem"
  case applyFix = "fix"
  case revealSecrets = "secrets"
  case undoText = "undo-text"
  case redoText = "redo-text"
  case find
  case findNext = "find-next"
  case findPrevious = "find-previous"
  // The graph
  case moveLeft = "left"
  case moveRight = "right"
  case panLeft = "pan-left"
  case panDown = "pan-down"
  case panUp = "pan-up"
  case panRight = "pan-right"
  case nextEdge = "next-edge"
  case previousEdge = "previous-edge"
  case followEdge = "follow-edge"
  case comeBack = "come-back"
  case zoomIn = "zoom-in"
  case zoomOut = "zoom-out"
  case fitAll = "fit"
  case otherLayout = "layout"
  case toggleMinimap = "minimap"
  case toggleInputs = "inputs"
  case upstream
  case downstream
  case editEdge = "edge"
  case textTwin = "twin"
  case toggleFull = "full"
  // One flow
  case open
  case showGraph = "graph"
  case edit
  case editOutside = "edit-outside"
  case editRecord = "record"
  case goToPath = "go-to"
  case create = "new"
  case duplicate
  case rename
  case delete
  case undo
  case redo
  case showHistory = "history"
  case applyAgain = "apply-again"
  case closeNotices = "close-notices"
  case restore
  case compareVersions = "compare"
  case nextTab = "next-tab"
  case previousTab = "previous-tab"
  case publish
  case activate
  case pause
  case showInOutbox = "show-in-outbox"
  case showVersions = "versions"
  case compareWithServer = "diff"
  case changeSetting = "set-value"
  case copyName = "copy-name"
  case copyID = "copy-id"
  case copyLink = "copy-url"
  case copyBody = "copy-json"
  case copySettingPath = "copy-setting-path"
  case copySettingValue = "copy-setting-value"
  case showLink = "link"
  case exportFlow = "export"
  case importFlow = "import"
  // The list
  case filter
  case showGone = "gone"
  case sort
  case reverseSort = "reverse-sort"
  case mark
  case unmarkAll = "unmark-all"
  case markRange = "mark-range"
  case extendDown = "mark-down"
  case extendUp = "mark-up"
  case invertMarks = "invert-marks"
  case jump
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case sortNextColumn = "sort-next"
  case sortPreviousColumn = "sort-previous"
  // The outbox and conflicts
  case push
  case retry
  case discard
  case copyRequest = "copy-request"
  case resolve
  case chooseMine = "mine"
  case chooseTheirs = "theirs"
  case chooseBoth = "both"
  case chooseBase = "base"
  case writeOwn = "own"
  case nextOpen = "next-open"
  case previousOpen = "previous-open"
  case chooseAllMine = "all-mine"
  case chooseAllTheirs = "all-theirs"
  case undoChoice = "undo-choice"
  case saveMerge = "save-merge"
  // The editor
  case save = "w"
  case saveAndClose = "wq"
  case saveOver = "w!"
  case closeUnsaved = "q!"
  case restoreUnsaved = "restore-unsaved"
  // Moving
  case moveDown = "down"
  case moveUp = "up"
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case moveToTop = "top"
  case moveToBottom = "bottom"
  case scrollToMiddle = "scroll-middle"
  case scrollToTop = "scroll-top"
  case scrollToBottom = "scroll-bottom"
  // Places
  case showChatflows = "flows"
  case showChatbots = "bots"
  case showOutbox = "outbox"
  case showActivity = "log"
  case lastView = "last"
  case goBack = "go-back"
  case goForward = "forward"
  case growPane = "pane-bigger"
  case shrinkPane = "pane-smaller"
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  // Everywhere
  case switchProfile = "ctx"
  case editProfile = "profile-edit"
  case chooseTheme = "theme"
  case showSettings = "config"
  case showKeys = "keys"
  case refresh = "pull"
  case actions
  case commandLine = "command-line"
  case palette
  case help
  case explain = "why"
  case back
  case closeView = "q"
  case stop
  case toggleMouse = "mouse"
  case redraw
  case suspend
}

extension Command {
  /// Its place among all commands.
  private var number: Int { withUnsafeBytes(of: self) { Int($0[0]) } }

  // An enum with texts compares and hashes its texts, and a frame asks for some hundred commands.
  package static func == (one: Command, other: Command) -> Bool { one.number == other.number }
  package func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// What help and palette say.
  package var title: String { facts.title }

  /// One or two sentences: what it does and what it does not.
  package var help: String { facts.help }

  /// Where its keys work; `.everywhere` is not repeated for single panes.
  package var contexts: [KeyContext] { facts.contexts }

  /// Whether it changes a flow or the outbox: refused for a read-only profile.
  package var changesFlows: Bool { facts.changes }

  /// Moves or scrolls and does nothing else.
  var isMotion: Bool { contexts == .scrolling || Self.scrolls.contains(self) }

  private static let scrolls: Set<Command> = [
    .scrollToMiddle, .scrollToTop, .scrollToBottom, .moveLeft, .moveRight, .panLeft, .panDown,
    .panUp, .panRight,
  ]

  /// The shorter name of the hint row, where the title is too long for it.
  package var hint: String { facts.hint ?? facts.title }
}

/// One line of the table in `Command+Facts.swift`.
struct CommandFacts {
  let title: String
  let hint: String?
  let help: String
  let contexts: [KeyContext]
  let changes: Bool

  init(
    _ title: String, _ help: String, in contexts: [KeyContext], hint: String? = nil,
    changes: Bool = false
  ) {
    self.title = title
    self.help = help
    self.contexts = contexts
    self.hint = hint
    self.changes = changes
  }
}
