import CellGrid
import TextEditing

/// Which key means what. To add one: a line here; what it does is in `EditorPane+Perform`.
extension NormalKeys {
  static func motion(for key: Key, count: Int?) -> EditorMotion? {
    if key == Key("G") { return .text(count.map { .line($0 - 1) } ?? .documentEnd) }
    return motions[key]
  }

  private static let motions: [Key: EditorMotion] = [
    Key("h"): .text(.characterBack), Key(.left): .text(.characterBack),
    .backspace: .text(.textBack), Key("l"): .text(.characterForward),
    Key(.right): .text(.characterForward), .space: .text(.textForward),
    Key("j"): .lines(1), Key(.down): .lines(1), Key("k"): .lines(-1), Key(.up): .lines(-1),
    .enter: .lineStarts(1),
    Key("w"): .text(.wordForward), Key("b"): .text(.wordBack), Key("e"): .text(.wordEnd),
    Key("W"): .text(.longWordForward), Key("B"): .text(.longWordBack),
    Key("E"): .text(.longWordEnd),
    Key("0"): .text(.lineStart), Key(.home): .text(.lineStart), Key("^"): .text(.firstNonBlank),
    Key("$"): .text(.lineEnd), Key(.end): .text(.lineEnd),
    Key("{"): .text(.paragraphBack), Key("}"): .text(.paragraphForward),
    Key("%"): .text(.matchingBracket),
    Key("n"): .match(forward: true), Key("N"): .match(forward: false),
    Key(";"): .characterAgain(reversed: false), Key(","): .characterAgain(reversed: true),
    Key("H"): .screen(.top), Key("M"): .screen(.middle), Key("L"): .screen(.bottom),
  ]

  /// What they mean everywhere in weir comes before what they mean in vim: help and $EDITOR. Behind
  /// an operator and while text is marked they are vim's.
  static let leftToCommands: Set<Key> = [Key("?"), Key("E")]

  static let motionsAfterG: [Key: Motion] = [Key("e"): .wordEndBack]

  static let operators: [Key: EditorOperator] = [
    Key("d"): .delete, Key("c"): .change, Key("y"): .copy, Key(">"): .indent, Key("<"): .outdent,
  ]

  /// Behind `g`.
  static let caseOperators: [Key: EditorOperator] = [
    Key("~"): .toggleCase, Key("u"): .lowerCase, Key("U"): .upperCase,
  ]

  static let commands: [Key: EditorAction] = [
    Key("i"): .insert(.here), Key("a"): .insert(.after), Key("I"): .insert(.lineStart),
    Key("A"): .insert(.lineEnd), Key("o"): .insert(.lineBelow), Key("O"): .insert(.lineAbove),
    Key(.insert): .insert(.here),
    Key("x"): .apply(.delete, to: .motion(.text(.characterForward))),
    Key(.delete): .apply(.delete, to: .motion(.text(.characterForward))),
    Key("X"): .apply(.delete, to: .motion(.text(.characterBack))),
    Key("s"): .apply(.change, to: .motion(.text(.characterForward))),
    Key("S"): .apply(.change, to: .lines),
    Key("D"): .apply(.delete, to: .motion(.text(.lineEnd))),
    Key("C"): .apply(.change, to: .motion(.text(.lineEnd))),
    Key("Y"): .apply(.copy, to: .lines), Key("J"): .joinLines(withBlank: true),
    Key("~"): .toggleCharacters,
    Key("p"): .putBack(before: false), Key("P"): .putBack(before: true),
    .control("a"): .add(1), .control("x"): .add(-1), Key("."): .repeatChange,
    Key("u"): .undo, .control("r"): .redo,
    Key("v"): .mark(isLines: false), Key("V"): .mark(isLines: true),
    .control("d"): .page(0.5), .control("u"): .page(-0.5),
    .control("f"): .page(1), .control("b"): .page(-1),
    Key(.pageDown): .page(1), Key(.pageUp): .page(-1),
    Key("/"): .openSearch(forward: true, nil), Key("?"): .openSearch(forward: false, nil),
    Key("*"): .findWord(forward: true), Key("#"): .findWord(forward: false),
  ]

  static let commandsAfterG: [Key: EditorAction] = [
    Key("p"): .goToProblem(forward: true), Key("P"): .goToProblem(forward: false),
    Key("-"): .goInTime(-1), Key("+"): .goInTime(1), Key("v"): .markAgain,
    Key("J"): .joinLines(withBlank: false),
  ]

  /// Behind `z`.
  static let scrolls: [Character: EditorAction] = [
    "t": .scroll(.top), "z": .scroll(.middle), "b": .scroll(.bottom), "u": .undo,
  ]

  /// What means something else while text is marked.
  static let markingCommands: [Key: EditorAction] = [
    Key("d"): .apply(.delete, to: .marked(isLines: false)),
    Key("x"): .apply(.delete, to: .marked(isLines: false)),
    Key(.delete): .apply(.delete, to: .marked(isLines: false)),
    Key("D"): .apply(.delete, to: .marked(isLines: true)),
    Key("X"): .apply(.delete, to: .marked(isLines: true)),
    Key("c"): .apply(.change, to: .marked(isLines: false)),
    Key("s"): .apply(.change, to: .marked(isLines: false)),
    Key("C"): .apply(.change, to: .marked(isLines: true)),
    Key("S"): .apply(.change, to: .marked(isLines: true)),
    Key("y"): .apply(.copy, to: .marked(isLines: false)),
    Key("Y"): .apply(.copy, to: .marked(isLines: true)),
    Key(">"): .apply(.indent, to: .marked(isLines: false)),
    Key("<"): .apply(.outdent, to: .marked(isLines: false)),
    Key("~"): .apply(.toggleCase, to: .marked(isLines: false)),
    Key("u"): .apply(.lowerCase, to: .marked(isLines: false)),
    Key("U"): .apply(.upperCase, to: .marked(isLines: false)),
    Key("o"): .swapEnds, Key("O"): .swapEnds, Key(":"): .openLine,
  ]
}

extension TextObject {
  /// The object of a letter behind `i` or `a`.
  init?(_ letter: Character, around: Bool) {
    switch letter {
    case "w": self = .word(around: around, isLong: false)
    case "W": self = .word(around: around, isLong: true)
    case "\"", "'", "`": self = .quotes(letter.asciiValue ?? 0, around: around)
    case "{", "}", "B": self = .brackets(UInt8(ascii: "{"), around: around)
    case "[", "]": self = .brackets(UInt8(ascii: "["), around: around)
    case "(", ")", "b": self = .brackets(UInt8(ascii: "("), around: around)
    case "p": self = .paragraph(around: around)
    default: return nil
    }
  }
}
