import FlowModel
import Testing

@Suite("Plain letters") struct PlainLettersTests {
  @Test(
    "are in lower case and have no marks",
    arguments: [
      ("Réclamation", "reclamation"), ("Bücherei", "bucherei"), ("Wysyłka", "wysylka"),
      ("Año rápida", "ano rapida"), ("Straße STRAẞE", "strasse strasse"), ("Þórður", "thordur"),
      ("Ærø Øl Œuvre", "aero ol oeuvre"), ("ħal Đà Nẵng", "hal da nang"),
      ("İzmir ıssız", "izmir issiz"),
      ("Bảng ấm", "bang am"), ("ΆΣΟΣ άσος", "ασοσ ασοσ"), ("Ёлка Йод їжак", "елка иод іжак"),
      ("Ｆｕｌｌ　１", "full　1"), ("ﬁt", "fit"), ("e\u{301}a\u{325}", "ea"), ("Ǆ ǳ ĳ", "dz dz ij"),
    ])
  func plain(text: String, is plain: String) {
    #expect(PlainLetters.of(text).unicodeScalars.elementsEqual(plain.unicodeScalars))
    #expect(PlainLetters.isPlain(plain))
  }

  @Test(
    "leave other scripts and signs alone",
    arguments: ["漢字", "がば", "한글", "हिन्दी", "سلام", "👩‍👧", "ا·", "a_1"])
  func others(text: String) {
    #expect(PlainLetters.of(text) == text)
    #expect(PlainLetters.isPlain(text))
  }

  @Test("a text with an accent is not plain", arguments: ["é", "Ü", "ß", "ł", "й", "e\u{301}"])
  func accents(text: String) { #expect(!PlainLetters.isPlain(text)) }

  /// The standard library compares by canonical equivalence (UAX #15): it knows what a letter with
  /// a mark is, and says so without our table.
  @Test("are what Unicode decomposes a letter into")
  func decompositions() {
    let letters = "abcdefghijklmnopqrstuvwxyzαεηιοσυωгеикжзо"
    let marks = (0x300...0x36F).compactMap { Unicode.Scalar(UInt32($0)) }
    var bases: [Character: Character] = [:]
    for letter in letters {
      for mark in marks { bases[Character("\(letter)\(mark)")] = letter }
    }
    // Two marks: only of those letters that Unicode has with one.
    let blocks = [0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF].joined()
    let known = blocks.compactMap { Unicode.Scalar(UInt32($0)) }
    for scalar in known {
      guard let base = bases[Character(scalar)] else { continue }
      for mark in marks { bases[Character("\(scalar)\(mark)")] = base }
    }
    var compared = 0
    for scalar in known {
      guard let base = bases[Character(scalar)] else { continue }
      compared += 1
      #expect(PlainLetters.of(String(scalar)) == String(base), "\(scalar)")
    }
    #expect(compared > 380, "\(compared)")
  }
}
