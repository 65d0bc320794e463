/// What is said of the commands of the editor.
extension Command {
  /// What changes the text.
  var entries: CommandFacts? {
    switch self {
    case .changeValue:
      .init(
        "change value",
        "Changes the value in place: a number stays a number, true becomes false, a setting with "
          + "options offers them. A long text opens as a text of its own.", in: [.outline],
        changes: true)
    case .openString:
      .init(
        "open string",
        "Opens the string under the cursor as a text of its own, with real line breaks; JSON in a "
          + "string as JSON. Esc puts it back.", in: .texts, changes: true)
    case .addBelow:
      .init(
        "add below…", "Adds an entry below this one.", in: [.outline], hint: "add", changes: true)
    case .addAbove:
      .init("add above…", "Adds an entry above this one.", in: [.outline], changes: true)
    case .deleteEntry:
      .init(
        "delete entry",
        "Deletes this entry with all it holds. u brings it back, p puts it elsewhere.",
        in: [.outline], hint: "delete", changes: true)
    case .pasteEntry:
      .init(
        "paste entry", "Puts the entry that was deleted or copied below this one.", in: [.outline],
        changes: true)
    case .duplicateEntry:
      .init("duplicate entry", "Puts a copy of this entry below it.", in: [.outline], changes: true)
    case .renameKey:
      .init(
        "rename key…", "Gives this entry another key; its value and its place stay.",
        in: [.outline], changes: true)
    case .moveEntryDown:
      .init(
        "move entry down", "Moves this entry below the next one.", in: [.outline], changes: true)
    case .moveEntryUp:
      .init(
        "move entry up", "Moves this entry above the one before.", in: [.outline], changes: true)
    case .applyFix:
      .init(
        "apply fix", "Mends the problem under the cursor where only one way is right.", in: .texts,
        hint: "fix", changes: true)
    case .undoText:
      .init("undo", "Takes the last change of the text back.", in: [.outline], changes: true)
    case .redoText:
      .init("redo", "Makes the change again that was undone.", in: [.outline], changes: true)
    case .save:
      .init(
        "save",
        "Saves here; the change waits in the outbox. Refused while the JSON is broken. `:w FILE` "
          + "writes the text into a new file instead.",
        in: .texts, changes: true)
    case .saveOver:
      .init(
        "save over",
        "Saves although the flow changed meanwhile in the same places: there your text counts. The "
          + "other version stays in the local history.", in: .texts, changes: true)
    case .saveAndClose:
      .init(
        "save and close", "Saves, then closes the editor.", in: .texts,
        changes: true)
    case .closeUnsaved:
      .init(
        "close, drop text", "Closes the editor without the unsaved text. Asks first.",
        in: .texts)
    case .restoreUnsaved:
      .init(
        "continue with unsaved text",
        "Puts the text that was kept and not saved into the editor. It can be undone.",
        in: .texts)
    default: nil
    }
  }

  /// What moves in the text, or shows and copies what stands there.
  var placesInJSON: CommandFacts? {
    switch self {
    case .unfold:
      .init("unfold", "Shows what this holds, then goes to its first entry.", in: [.outline])
    case .fold: .init("fold", "Hides what this holds, or goes to what holds it.", in: [.outline])
    case .toggleFold:
      .init("fold or unfold", "Folds or unfolds in the outline what the cursor is in.", in: .texts)
    case .unfoldAll: .init("unfold all", "Shows every value of the text.", in: [.outline])
    case .foldAll: .init("fold all", "Shows the first level only.", in: [.outline])
    case .unfoldTo: .init("unfold to depth", "z 1 to z 9 show so many levels.", in: [.outline])
    case .goToPath:
      .init(
        "go to…",
        "Finds a value by a few letters of its path or of its node's label. Paste a path "
          + "as weir, jq or JSON Pointer write it.", in: [.list, .detail] + .texts, hint: "go to")
    case .followReference:
      .init("follow", "Goes to the node that the value under the cursor refers to.", in: .texts)
    case .listReferences:
      .init("references…", "Lists what refers to this node, or uses this credential.", in: .texts)
    case .nextSibling:
      .init("next sibling", "Goes to the next entry of the same level.", in: [.outline])
    case .previousSibling:
      .init("previous sibling", "Goes to the entry before on the same level.", in: [.outline])
    case .nextSameKey:
      .init("next same key", "Goes to the next value under the same key.", in: [.outline])
    case .previousSameKey:
      .init("previous same key", "Goes to the value before under the same key.", in: [.outline])
    case .switchToText:
      .init("edit as text", "Goes to the text, at the same place.", in: [.outline], hint: "text")
    case .copyPath: .init("copy path", "Copies the path, dotted: nodes[3].data.label.", in: .texts)
    case .copyPathJq:
      .init(
        "copy path for jq", "Copies the path as jq reads it: .nodes[3].data.label.", in: [.outline])
    case .copyPathBrackets:
      .init("copy path in brackets", "Copies the path as [\"nodes\"][3][\"data\"].", in: [.outline])
    case .copyPathPointer:
      .init("copy JSON Pointer", "Copies the path as /nodes/3/data (RFC 6901).", in: [.outline])
    case .copyValue: .init("copy value", "Copies the value as JSON.", in: [.outline])
    case .copyText: .init("copy text", "Copies a string as the text it stands for.", in: [.outline])
    case .copyKey: .init("copy key", "Copies the key of this entry.", in: [.outline])
    case .nextProblem: .init("next problem", "Goes to the next problem.", in: .texts)
    case .previousProblem: .init("previous problem", "Goes to the problem before.", in: .texts)
    case .revealSecrets:
      .init(
        "secrets shown or hidden", "Shows values that look like secrets, or hides them again.",
        in: .texts)
    case .find:
      .init(
        "find", "Looks for a piece of the text; in a graph for a node.", in: [.outline, .graph])
    case .findNext: .init("next match", "Goes to the next match.", in: [.outline, .graph])
    case .findPrevious:
      .init("previous match", "Goes to the match before.", in: [.outline, .graph])
    default: nil
    }
  }
}
