import FlowModel

/// A short answer to a question that the screen raises.
struct HelpArticle: Sendable, Hashable {
  let title: String
  let paragraphs: [String]

  /// What the states mean, then how weir works.
  static let all: [HelpArticle] = states + topics

  /// One for each word of the list's first column: of states that share a word, all sentences.
  private static var states: [HelpArticle] {
    var words: [String] = []
    for state in SyncState.allCases where state != .discarded {
      if !words.contains(state.word) { words.append(state.word) }
    }
    return words.map { word in
      let states = SyncState.allCases.filter { $0.word == word && $0 != .discarded }
      return HelpArticle(
        title: "What does \"\(word)\" mean?",
        paragraphs: states.map(\.sentence)
          + [states.contains { $0.allowsEdits } ? "" : "Such a flow cannot be edited."]
          .filter { !$0.isEmpty } + ["The filter state:\(word) lists such flows."])
    }
  }

  private static let topics = [
    HelpArticle(
      title: "When is something sent to the server?",
      paragraphs: [
        "Only when you push: P shows the plan, and nothing leaves before you say so there.",
        "Saving, renaming, deleting and the like wait in the outbox (3). u takes the last one back.",
        "A pull (R) only reads.",
      ]),
    HelpArticle(
      title: "What if somebody else changed the same flow?",
      paragraphs: [
        "Before each write the server's copy is read. What was changed there and here at different "
          + "places is put together; the same place changed twice is a conflict.",
        "c in the outbox, or e in the list, shows both sides: 1 takes yours, 2 the server's, 3 what "
          + "stood there before.",
        "Nothing is lost: both versions stay in the local history (g h).",
      ]),
    HelpArticle(
      title: "Can I work without a network?",
      paragraphs: [
        "Yes. Everything but push, pull, versions of a chatbot and comparing with the server works "
          + "on the local copy.",
        "Edits wait in the outbox, also when weir ends or the computer goes off.",
      ]),
    HelpArticle(
      title: "How do I get an old version back?",
      paragraphs: [
        "g h shows the versions that are kept here; Enter shows one, r brings it back as an edit.",
        "u and Ctrl-r undo and redo. What was deleted on the server is listed by g d for 30 days.",
      ]),
    HelpArticle(
      title: "Where are secrets shown?",
      paragraphs: [
        "Nowhere unasked: they stand as dots. g s in the editor shows them until it is pressed again.",
        "In $EDITOR marks stand in their places and come back byte for byte. Exported files hold "
          + "none unless --secrets keep is given.",
      ]),
    HelpArticle(
      title: "How do I filter a list?",
      paragraphs: [
        "/ and words; all of them have to be in the name. !word leaves out, \"two words\" stay together. "
          + "Plain letters find every spelling, an accent only itself.",
        "node:llm looks for a type or label of a node. state:waiting type:agent category:email "
          + "nodes>10 size<50KB deployed:yes re:^sup choose by facts. Esc shows all again.",
      ]),
    HelpArticle(
      title: "How do I change a key?",
      paragraphs: [
        "In keys.json5 beside config.json5: { list: { delete: [\"X\"] } }. ? shows the line for each "
          + "key; custom binds a command line: { list: { custom: { \"g w\": \":flows state:waiting\" } } }.",
        "`weir keys --check` tells what is wrong in the file.",
      ]),
    HelpArticle(
      title: "How do I keep a setting?",
      paragraphs: [
        ":set changes it until weir ends and names the line of config.json5 that keeps it.",
        "`weir profile show NAME` tells where the files are.",
      ]),
  ]
}
