package import FlowModel
package import JSONText
package import TextEditing

/// What the program asks for, as plain values: tests compare them, `EffectRunner` performs them.
///
/// What comes back is an ``AppEvent``. Flows are named by id; texts are bytes.
package enum Effect: Equatable, Sendable {
  // Reading the local copy
  /// → `.windowLoaded` with the same request number.
  case loadWindow(FlowQuery, WindowAnchor, limit: Int, request: Int)
  /// Rows of a list that are not in its window → `.rowsToMarkRead`.
  case readRowsToMark(FlowQuery, Range<Int>, MarkChange)
  /// The next flow of the query behind the anchor, or before it; then from the other end
  /// → `.matchFound`.
  case findMatch(FlowQuery, WindowAnchor)
  /// Looks through records that are new here, so that filters need not: when nothing else is to be
  /// done. No answer.
  case noteContents
  /// The flow that a typed name or the beginning of an id means, of several the one of this kind
  /// → `.flowFound`.
  case findFlow(String, FlowGoal, preferring: FlowKind? = nil)
  /// Flows whose names hold typed words, a few → `.flowsFound`, `.completionsFound`.
  case findFlows(String, for: FlowSearch)
  /// Names of files that begin so → `.completionsFound`.
  case listFiles(String)
  /// Counts and servers → `.statusLoaded`, then `.unsavedTextsFound`.
  case loadStatus
  /// → `.detailLoaded`. `afterRest`: only when no newer one follows within 60 ms.
  case loadDetail(FlowID, afterRest: Bool)
  /// The body as lines, secrets masked → `.bodyTextLoaded`.
  case loadBodyText(FlowID)
  /// Who calls a flow, for a question about it → `.mentionsLoaded`.
  case loadMentions(FlowID)
  /// Asks the server what differs there from what stands here → `.comparedWithServer`.
  case compareWithServer(FlowID)
  /// The settings of a chatflow → `.settingsLoaded`.
  case loadSettings(FlowID)
  /// Asks the server for the published versions of a chatbot → `.publishedLoaded`.
  case loadPublished(FlowID)
  /// Asks for one of them, or for what changed since → `.publishedContentLoaded`.
  case loadPublishedContent(FlowID, String, compared: Bool)
  /// The nodes and edges of a flow, with what moving on them needs → `.graphLoaded`.
  case loadGraph(FlowID)
  /// Made by ``GraphSheet/init(_:shouldStop:)`` → `.graphLaidOut`.
  case layOutGraph(GraphLayoutRequest)
  /// → `.outboxLoaded`.
  case loadOutbox
  /// What a change would send → `.differencesLoaded`.
  case loadDifferences(FlowID)
  /// What became of an order so far → `.deliveryLoaded`.
  case loadDelivery(ChangeID)
  /// A page of what the engine did, older than an event; nil: the newest → `.activityLoaded`.
  case loadActivity(before: Int64?)
  /// → `.conflictLoaded`.
  case loadConflict(FlowID)
  /// A page of kept versions, older than `before`; nil: the newest → `.historyLoaded`.
  case loadHistory(FlowID, before: VersionID?)
  /// What a version changed, or what changed since → `.versionChangesLoaded`.
  case loadVersionChanges(FlowID, VersionID, VersionComparison)
  /// → `.versionTextLoaded`.
  case loadVersionText(FlowID, VersionID)

  // Orders for the outbox → `.ordered`, `.orderedTogether` or `.dropped`; or `.failed`
  case create(name: String, kind: FlowKind)
  case duplicate(FlowID, name: String)
  case rename(FlowID, to: String)
  case delete([FlowID])
  /// Takes back the last thing that was done to each of them.
  case undo([FlowID])
  case redo([FlowID])
  /// Makes a change again that a later save has undone.
  case applyAgain(FlowID)
  /// Somebody has seen the notices of this flow.
  case closeNotices(FlowID)
  /// nil: a flow that is gone comes back as it stood here last.
  case restore(FlowID, VersionID?)
  /// Puts a value, written as JSON, in the place of a setting.
  case changeSetting(FlowID, FlowSetting, [UInt8])
  /// Makes the draft what a published version was.
  case usePublished(FlowID, String)
  /// Publish, activate or pause.
  case order(Change.Verb, FlowID)
  /// Of several the newest first: what follows another goes before it.
  case discard([ChangeID])
  case retry(ChangeID)
  case resolve(FlowID, Resolution)
  // A conflict, place by place
  /// Stores what a person chose → `.choiceStored`.
  case choose([JSONPath: JSONMergeChoice], FlowID)
  /// Takes the last choice back → `.choiceStored`.
  case undoChoice(FlowID)
  /// Puts the merge with all choices into the outbox → `.ordered`. `seen`: the server's version
  /// that was looked at.
  case saveMerge(FlowID, seen: Int64?)

  // Text of a flow, for the editor pane
  /// → `.editor(.textLoaded)`. `field` nil: the body.
  case loadText(FlowID, field: String?)
  /// Looks for mistakes after 80 ms without a newer one → `.editor(.textChecked)`.
  /// Made by ``TextCheck/init(of:version:kind:base:)``; `kind` nil: only the syntax counts.
  case checkText(TextBuffer, version: Int, kind: FlowKind?, base: TextBuffer? = nil)
  /// Looks for values by letters of their paths → `.editor(.pathsFound)`.
  /// Made by ``PathSearch/init(of:for:)``.
  case findPaths(TextBuffer, query: String)
  /// → `.editor(.saved)` or `.editor(.saveRefused)`.
  /// Where the flow changed meanwhile → `.editor(.merged)`; `overwrites`: where both changed the
  /// same, this text counts.
  case saveText(
    [UInt8], of: FlowID, field: String, fromVersion: Int64, overwrites: Bool = false)
  /// Keeps text that is not saved, so that it survives a kill → `.editor(.unsavedKept)`,
  /// `.unsavedTextsFound`.
  case keepUnsaved(TextBuffer, of: FlowID, field: String, fromVersion: Int64)
  /// → `.unsavedTextsFound`.
  case dropUnsaved(FlowID)
  /// Writes a text into a new file of the person's own → `.noticed`.
  case writeText([UInt8], to: String)
  /// Writes a flow as the file that Flowise imports → `.noticed`.
  case exportFlow(FlowID, FlowExport)
  /// Makes a flow of such a file → `.ordered`; with `isDryRun` it is only looked at → `.noticed`.
  case importFlow(String, FlowKind, isDryRun: Bool)
  /// Suspends the screen and runs the person's own editor → `.outsideEditEnded`.
  case openExternalEditor(FlowID, field: String?)
  /// The same with a text that is saved nowhere yet: a string, or the editor pane's own
  /// → `.editor(.textEditedOutside)`.
  case editTextOutside([UInt8], suffix: TextSuffix, flow: FlowID)

  // Servers
  /// → `.syncStepped` …, `.pullEnded`.
  case pull
  /// Reads what a push would send; nothing is sent → `.pushPlanned`. nil: all that is ready.
  case planPush([FlowID]?)
  /// → `.syncStepped` …, `.pushEnded`. `confirmed`: a person saw the warnings of the plan.
  case push([FlowID]?, confirmed: Bool)
  case stopSync
  /// Whether pulls and pushes put together what changed here and there, at different places.
  case mergeByItself(Bool)

  // The program
  /// Moves the write-ahead log of the local copy into its file, while nobody does anything. Nothing
  /// comes back.
  case checkpoint
  /// Puts bytes on the clipboard → `.noticed`, or `.clipboardNeedsTerminal` where no program does
  /// it. `what` names them: "the path".
  case copy([UInt8], what: String)
  /// Opens an address in the browser; where there is none it is copied → `.noticed`.
  case openLink(String)
  /// The request of an order, for a shell → as ``copy(_:what:)``.
  case copyRequest(ChangeID)
  /// The body of a flow, pretty, without its secrets → as ``copy(_:what:)``.
  case copyBody(FlowID)
  /// The same by the terminal itself.
  case copyByTerminal([UInt8], what: String)
  /// What was used last in the palette, in earlier runs → `.recentLoaded`.
  case loadRecent
  /// Keeps it for later runs. Nothing comes back.
  case keepRecent([String])
  /// → `.themeLoaded`.
  case loadTheme(String, ThemePurpose)
  /// Makes a profile on the first screen → `.profileAdded`.
  case addServer(NewServer)
  /// Changes a server of the open profile → `.profileAdded`: it is to be opened again.
  case editServer(NewServer)
  /// Reads the person's own files again → `.personalSettingsLoaded`.
  case loadPersonalSettings
  /// → `.themesListed`.
  case listThemes
  case redraw
  case suspend
  /// Wakes the program up again → `.timePassed`.
  case wake(afterMilliseconds: Int64)
  /// The same for somebody who hesitates in the middle of a sequence of keys.
  case wakeForKeys(afterMilliseconds: Int64)
  case quit
}

/// What flows are looked for by their names for.
package enum FlowSearch: Hashable, Sendable { case completion, palette }
