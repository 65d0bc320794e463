import TextEditing

/// `s/pattern/replacement/flags` as it was typed.
struct Substitution: Hashable, Sendable {
  /// nil: the last one that was searched.
  var pattern: String?
  var replacement: String
  /// All of a line, not the first only.
  var isEverywhere = false
  var caseRule = TextSearch.CaseRule.smart

  /// Reads what stands behind `s`; the first sign is what parts the rest.
  ///
  /// - Returns: nil if a flag is unknown.
  init?(_ text: Substring) {
    guard let mark = text.first else { return nil }
    var parts = [""]
    var isEscaped = false
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == mark && !isEscaped {
        parts.append("")
        if parts.count == 3 { break }
        continue
      }
      // The mark itself loses its backslash, everything else keeps it.
      if character == mark { parts[parts.count - 1].removeLast() }
      parts[parts.count - 1].append(character)
      isEscaped = character == "\\" && !isEscaped
    }
    pattern = parts[0].isEmpty ? nil : parts[0]
    replacement = parts.count > 1 ? parts[1] : ""
    for flag in rest where flag != " " {
      switch flag {
      case "g": isEverywhere = true
      case "i": caseRule = .ignored
      case "I": caseRule = .exact
      default: return nil
      }
    }
  }
}

/// A line behind `:` that is the editor's: `42`, `%s/a/b/g`, `'<,'>s/a//`.
struct EditorLineCommand: Hashable {
  enum Address: Hashable {
    case line(Int)
    case current, last
    case mark(Character)
  }

  enum Verb: Hashable {
    case go
    case substitute(Substitution)
    /// `s` alone: the last one again.
    case substituteAgain
  }

  /// An address with what is added to it.
  struct Place: Hashable {
    var address: Address
    var offset = 0
  }

  /// Why a line that is the editor's cannot be run; a sentence.
  struct Mistake: Error {
    var sentence: String
  }

  /// None, one or two; `%` is two.
  var places: [Place] = []
  var verb = Verb.go

  /// - Returns: nil if the line is none of the editor's.
  init?(_ line: String) throws(Mistake) {
    var rest = line[...].drop { $0 == " " }
    if rest.first == "%" {
      rest.removeFirst()
      places = [Place(address: .line(1)), Place(address: .last)]
    } else {
      while let place = Self.place(&rest) {
        places.append(place)
        guard rest.first == "," else { break }
        rest.removeFirst()
      }
    }
    rest = rest.drop { $0 == " " }
    let isSubstitution = rest.first == "s" && rest.dropFirst().first.map(Self.isMark) ?? true
    if isSubstitution {
      let behind = rest.dropFirst().drop { $0 == " " }
      guard !behind.isEmpty else {
        verb = .substituteAgain
        return
      }
      guard let substitution = Substitution(behind) else {
        throw Mistake(sentence: "Behind s/a/b/ stand g (all of a line), i or I (case), or nothing.")
      }
      verb = .substitute(substitution)
    } else if places.isEmpty {
      return nil
    } else if !rest.isEmpty {
      throw Mistake(
        sentence: "\"\(rest)\" takes no lines; s/a/b/ does, and a number goes to a line.")
    }
  }

  private static func isMark(_ character: Character) -> Bool {
    !character.isLetter && !character.isNumber && character != "\"" && character != "\\"
  }

  private static func place(_ rest: inout Substring) -> Place? {
    var place: Place?
    switch rest.first {
    case ".": place = Place(address: .current)
    case "$": place = Place(address: .last)
    case "'":
      guard let name = rest.dropFirst().first else { return nil }
      rest.removeFirst()
      place = Place(address: .mark(name))
    case "+", "-": return offset(Place(address: .current), &rest)
    default: return number(&rest).map { offset(Place(address: .line($0)), &rest) }
    }
    if place != nil { rest.removeFirst() }
    return place.map { offset($0, &rest) }
  }

  /// `+3`, `-`.
  private static func offset(_ place: Place, _ rest: inout Substring) -> Place {
    var place = place
    while let sign = rest.first, sign == "+" || sign == "-" {
      rest.removeFirst()
      place.offset += (number(&rest) ?? 1) * (sign == "+" ? 1 : -1)
    }
    return place
  }

  private static func number(_ rest: inout Substring) -> Int? {
    var value: Int?
    while let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true {
      value = min((value ?? 0) * 10 + digit, 99_999_999)
      rest.removeFirst()
    }
    return value
  }
}
