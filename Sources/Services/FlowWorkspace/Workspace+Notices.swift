import FlowModel
import FlowStore

/// What a person should know about the opening of a profile.
extension Workspace {
  static func notices(of opening: StoreOpening) -> [String] {
    var notices: [String] = []
    if let folder = opening.setAside {
      notices.append(
        "The local copy was damaged (\(opening.damage ?? "no reason is known")) and stands in "
          + "\(folder) now. A new one is filled by a pull.")
    }
    if opening.isRestored {
      notices.append(
        "A backup took the place of the local copy; the former one is in a folder replaced-… beside it."
      )
    }
    if opening.isFull {
      notices.append("The disk is full: reading only. Make room and start weir again.")
    } else if opening.isReadOnly {
      notices.append("The local copy cannot be written: reading only.")
    }
    if opening.isOnNetwork {
      notices.append("The local copy is on a network file system: slower, and less safe.")
    }
    return notices
  }

  /// Brings `unpushed/` and the local copy together. What goes wrong there keeps nobody from
  /// working: it is told, and the files stay.
  static func settleUnpushed(in store: Store, isReadOnly: Bool) -> [String] {
    do {
      return notices(
        of: try isReadOnly ? store.unpushedReport(ofAll: false) : store.settleUnpushed(),
        isReadOnly: isReadOnly)
    } catch {
      let problem = Problem(error)
      return ["The files in unpushed/ were not looked at. \(problem.sentence)"]
    }
  }

  static func notices(of report: UnpushedReport, isReadOnly: Bool) -> [String] {
    var notices: [String] = []
    if !report.taken.isEmpty {
      notices.append(
        "\(count(report.taken)) came back from unpushed/ and \(report.taken.count == 1 ? "waits" : "wait") "
          + "for a push: \(names(of: report.taken)).")
    }
    if !report.offered.isEmpty {
      notices.append(
        "\(count(report.offered)) in unpushed/ that the local copy does not hold: "
          + "\(names(of: report.offered)). "
          + (isReadOnly
            ? "Open the profile without read-only to take them in."
            : "`weir recover` takes them in."))
    }
    for edit in report.left {
      notices.append("unpushed/\(edit.fileName) was left alone: \(edit.standing.reason ?? "").")
    }
    return notices
  }

  private static func count(_ edits: [UnpushedEdit]) -> String {
    edits.count == 1 ? "An edit" : "\(edits.count) edits"
  }

  private static func names(of edits: [UnpushedEdit]) -> String {
    let shown = edits.prefix(3).map { $0.name ?? $0.fileName }.joined(separator: ", ")
    return edits.count > 3 ? "\(shown) and \(edits.count - 3) more" : shown
  }

  /// What editors left behind when their program ended (promises 9 and 52).
  static func notices(
    ofTextsKeptFor profile: Profile, _ places: Places, _ store: borrowing Store
  ) -> [String] {
    let texts = EditorFolder.keptTexts(in: places.data(of: profile.name))
    let shown = texts.prefix(3).map { text in
      // A flow that is gone has no name any more; its text is worth telling all the same.
      let name = (try? store.reader.summary(text.flow))??.name ?? "a flow that is gone"
      return "Text of \(name) that was not saved is kept in \(text.path). "
        + "`weir put REF --field NAME --file FILE` saves it; remove the file when you are done."
    }
    return shown + (texts.count > 3 ? ["\(texts.count - 3) more texts are kept there."] : [])
  }

  /// Text that was being typed when its program ended: the editor of its flow offers it.
  static func notices(ofUnsavedIn store: borrowing Store) -> [String] {
    guard let all = try? store.reader.allUnsaved() else { return [] }
    let left = all.filter { !EditorFolder.isRunning(ownerOfText: $0.owner) }
    let names = left.prefix(3).map { text in
      (try? store.reader.summary(text.flow))??.name ?? "a flow that is gone"
    }
    guard !names.isEmpty else { return [] }
    let more = left.count > 3 ? " and \(left.count - 3) more" : ""
    return [
      "Text that was not saved is kept of \(names.joined(separator: ", "))\(more): "
        + "the editor of the flow offers it."
    ]
  }
}

extension UnpushedEdit.Standing {
  /// Why the file cannot be taken in; nil where it can.
  package var reason: String? {
    switch self {
    case .held: "the local copy holds this content already"
    case .otherServer(let origin): "it is of another server, \(origin)"
    case .unreadable(let reason): reason
    case .flow, .edit, .version: nil
    }
  }
}
