import Testing

@testable import Workbench

/// The palette, the choosers and the command line share it.
@Suite("What a few letters find") struct FuzzyMatchTests {
  @Test(
    "plain letters find every spelling, an accent only itself",
    arguments: [
      ("recl", "Réclamation client", true), ("RECL", "Réclamation client", true),
      ("récl", "Réclamation client", true), ("rècl", "Réclamation client", false),
      ("récl", "Reclamation", false), ("wsl", "Wysyłka", true), ("push", "Push…", true),
    ])
  func accents(letters: String, text: String, isFound: Bool) {
    #expect((FuzzyMatch.score(letters, in: text) != nil) == isFound)
  }

  @Test("an accent in the text costs nothing")
  func scores() {
    #expect(
      FuzzyMatch.score("rec", in: "Réclamation") == FuzzyMatch.score("rec", in: "Reclamation"))
  }
}
