package import CellGrid
package import FlowModel
package import JSONText

/// Everything that can happen. Events are in the past tense; ``AppState/receive(_:)`` is the only
/// way from one to a new state.
package enum AppEvent: Sendable {
  /// The program began. `now` as in `timePassed`.
  case started(now: Milliseconds)
  /// Comes before other events of a turn of the loop, so that ages and timers are right.
  case timePassed(now: Milliseconds)
  case screen(ScreenEvent)

  // What effects bring back
  case windowLoaded(FlowWindow, kind: FlowKind, request: Int)
  case rowsToMarkRead([FlowSummary], FlowQuery, MarkChange)
  /// nil: nothing is like that.
  case matchFound(FlowSummary?, isWrapped: Bool)
  case flowFound(FlowSummary, FlowGoal)
  /// What fits what was typed then.
  case flowsFound([FlowSummary], for: String)
  case completionsFound([String], for: String)
  case statusLoaded(FlowCounts, [Server])
  /// The flows that unsaved text is kept for.
  case unsavedTextsFound(Set<FlowID>)
  case detailLoaded(FlowDetail)
  case comparedWithServer(FlowSummary, [FlowDifference])
  /// Names of flows that call a flow.
  case mentionsLoaded(FlowID, [String])
  case settingsLoaded(FlowID, [FlowSetting])
  case publishedLoaded(FlowID, [PublishedLine])
  case publishedContentLoaded(FlowID, version: String, PublishedContent)
  case bodyTextLoaded(FlowID, [String])
  /// nil: it has no body that can be read.
  case graphLoaded(FlowID, GraphFlow?)
  case graphLaidOut(GraphSheet)
  case outboxLoaded([OutboxEntry])
  case differencesLoaded(FlowID, [FlowDifference])
  case deliveryLoaded(ChangeID, Delivery)
  case activityLoaded([PastEvent], before: Int64?)
  /// nil: no conflict is open any more.
  case conflictLoaded(ConflictReview?, FlowID)
  /// A choice was stored, or taken back: the conflict with it.
  case choiceStored(ConflictReview, FlowID)
  case historyLoaded(FlowID, [FlowVersion], before: VersionID?)
  case versionChangesLoaded(FlowID, VersionChanges)
  case versionTextLoaded(FlowID, VersionText)
  /// An order stands in the outbox, or was taken out of it. The sentence tells which.
  case ordered(String, FlowID?)
  /// The same for all these flows at once: undo right after it is about all of them.
  case orderedTogether([FlowID], String)
  /// A flow that was never sent is in no list any more; redo brings it back.
  case dropped(FlowID, String)
  case pushPlanned(PushProposal)
  case syncStepped(SyncStep)
  case pullEnded(SyncOutcome)
  case pushEnded(SyncOutcome)
  /// The local copy changed, by us or another program: show it afresh.
  case localCopyChanged
  case editor(EditorEvent)
  case outsideEditEnded(FlowID, String?)
  case recentLoaded([String])
  /// Nobody takes what was to be copied.
  case copyRefused([UInt8], what: String)
  /// No program took what was to be copied.
  case clipboardNeedsTerminal([UInt8], what: String)
  /// The problems are those of its file, each with file and line.
  case themeLoaded(Theme, ThemePurpose, problems: [String])
  case themesListed([String])
  case personalSettingsLoaded(PersonalSettings)
  case profileAdded(String)
  /// A file of a theme was written.
  case themeFilesChanged
  case failed(Problem)
  /// Something to know that nobody asked for: a damaged file was set aside, a theme has a mistake.
  case noticed(Notice)
}

/// What happens to the editor pane besides keys.
package enum EditorEvent: Sendable {
  case textLoaded(EditorText)
  /// The pane drops checks of older texts.
  case textChecked(TextCheck)
  /// The pane drops what was found for an older query.
  case pathsFound(PathSearch)
  case saved(SaveResult)
  /// It was saved together with what changed meanwhile: the text that stands now.
  case merged(EditorText, SaveResult)
  /// Nothing was saved: syntax is broken there.
  case saveRefused(JSONDiagnostic)
  /// Nothing was saved for another reason: the text stays as it is.
  case saveFailed(Problem)
  case unsavedKept
  /// The text that `.editTextOutside` gave to an editor came back.
  case textEditedOutside(OutsideText)
  case loadFailed(Problem)
}

/// What became of a text in the person's own editor.
package enum OutsideText: Hashable, Sendable {
  case unchanged
  /// In order: JSON parses, and secrets are back in their places.
  case edited([UInt8])
  /// Nothing is to be taken. The sentence tells where the text is, if any was left.
  case failed(Problem)
}
