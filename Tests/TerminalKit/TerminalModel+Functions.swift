/// The control functions that weir and the shell of a test may send.
extension TerminalModel {
  mutating func escape(_ rest: String) {
    last = ""
    switch rest {
    case "7": kept = (row, column)
    case "8": move(row: kept.row, column: kept.column)
    case "=": modes.hasKeypad = true
    case ">": modes.hasKeypad = false
    case "D": lineFeed()
    case "M": if row == region.lowerBound { scroll(region, by: -1) } else { move(row: row - 1) }
    case "(B", ")0", "(0":
      if rest == "(0" { modes.isShifted = true } else if rest == "(B" { modes.isShifted = false }
    default: foreign.append("ESC \(rest)")
    }
  }

  mutating func sequence(
    _ marker: String, _ parameters: String, _ intermediates: String, _ final: Character,
    _ token: TerminalToken
  ) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map {
      Int($0) ?? 0
    }
    let isKnown =
      switch (marker, intermediates) {
      case ("", ""): plain(final, numbers)
      case ("?", "") where final == "h" || final == "l":
        numbers.allSatisfy { set($0, isOn: final == "h") }
      // The Linux console's cursor: `CSI ? 0 c`, `CSI ? 1 c`. A question would have no marker.
      case ("?", "") where final == "c": parameters == "0" || parameters == "1"
      case ("", " ") where final == "q": take(shape: numbers.first ?? 0)
      default: false
      }
    if !isKnown { foreign.append(token.name) }
    if final != "b" { last = "" }
  }

  private mutating func plain(_ final: Character, _ numbers: [Int]) -> Bool {
    let first = numbers.first ?? 0
    let count = max(first, 1)
    switch final {
    case "A": move(row: row - count)
    case "B": move(row: row + count)
    case "C": move(column: column + count)
    case "D": move(column: column - count)
    case "G", "`": move(column: count - 1)
    case "d": move(row: count - 1)
    case "H", "f": move(row: count - 1, column: max(numbers.count > 1 ? numbers[1] : 1, 1) - 1)
    case "Z": move(column: (column - 1) / 8 * 8)
    case "J": return eraseDisplay(first)
    case "K": return eraseLine(first)
    case "X": erase(row, column..<min(columns, column + count))
    case "@": insertBlanks(count)
    case "P": deleteCharacters(count)
    case "L": if region.contains(row) { scroll(row..<region.upperBound, by: -count) }
    case "M": if region.contains(row) { scroll(row..<region.upperBound, by: count) }
    case "S": scroll(region, by: count)
    case "T": scroll(region, by: -count)
    case "b": for _ in 0..<count { put(last, width: 1) }
    case "r": return setRegion(numbers)
    case "m": return numbers.isEmpty ? look([0]) : look(numbers)
    case "h", "l": return numbers.allSatisfy { setANSI($0, isOn: final == "h") }
    case "t": return title(numbers)
    default: return false
    }
    return true
  }

  // MARK: Erasing

  private mutating func erase(_ row: Int, _ part: Range<Int>) {
    for column in part { cells[row][column] = " " }
  }

  private mutating func eraseLine(_ kind: Int) -> Bool {
    switch kind {
    case 0: erase(row, column..<columns)
    case 1: erase(row, 0..<column + 1)
    case 2: erase(row, 0..<columns)
    default: return false
    }
    return true
  }

  private mutating func eraseDisplay(_ kind: Int) -> Bool {
    switch kind {
    case 0:
      erase(row, column..<columns)
      for line in row + 1..<max(row + 1, rows) { erase(line, 0..<columns) }
    case 1:
      erase(row, 0..<column + 1)
      for line in 0..<row { erase(line, 0..<columns) }
    case 2: cells = Self.blank(rows, columns)
    // What scrolled away is nobody's business here.
    case 3: break
    default: return false
    }
    return true
  }

  private mutating func deleteCharacters(_ count: Int) {
    let count = min(count, columns - column)
    cells[row].removeSubrange(column..<column + count)
    cells[row] += Array(repeating: " ", count: count)
  }

  // MARK: Modes

  private mutating func setRegion(_ numbers: [Int]) -> Bool {
    let top = max(numbers.first ?? 1, 1) - 1
    let bottom = numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], rows) : rows
    guard top < bottom else { return false }
    modes.region = top == 0 && bottom == rows ? nil : top..<bottom
    move(row: 0, column: 0)
    return true
  }

  private mutating func setANSI(_ number: Int, isOn: Bool) -> Bool {
    switch number {
    case 4: modes.isInserting = isOn
    // The cursor's look in screen and tmux.
    case 34: break
    default: return false
    }
    return true
  }

  private mutating func set(_ number: Int, isOn: Bool) -> Bool {
    switch number {
    case 25: modes.isCursorVisible = isOn
    case 1049: setAlternate(isOn)
    // A blinking cursor and wrapping are left as they are found.
    case 12, 7: break
    case 1, 1000, 1002, 1004, 1006, 2004, 2026:
      if isOn { modes.on.insert(number) } else { modes.on.remove(number) }
    default: return false
    }
    return true
  }

  private mutating func setAlternate(_ isOn: Bool) {
    guard isOn != modes.isAlternate else { return }
    if isOn {
      keptForAlternate = (row, column)
      alternate = Self.blank(rows, columns)
      modes.isAlternate = true
    } else {
      modes.isAlternate = false
      move(row: keptForAlternate.row, column: keptForAlternate.column)
    }
  }

  private mutating func take(shape: Int) -> Bool {
    // What the terminal has of its own (0) and a block that does not blink, to which terminfo goes
    // back, are the same to us.
    modes.shape = shape == 2 ? 0 : shape
    return (0...6).contains(shape)
  }

  private mutating func title(_ numbers: [Int]) -> Bool {
    guard let first = numbers.first,
      [[22, 2], [23, 2], [22, 0, 0], [23, 0, 0]].contains(numbers)
    else { return false }
    modes.keptTitles += first == 22 ? 1 : -1
    return true
  }

  private mutating func look(_ numbers: [Int]) -> Bool {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: modes.attributes = []
      case 1...9: modes.attributes.insert(number)
      case 22: modes.attributes.subtract([1, 2])
      case 23...29: modes.attributes.remove(number - 20)
      case 30...37, 90...97: modes.attributes.insert(30)
      case 40...47, 100...107: modes.attributes.insert(40)
      case 38, 48:
        guard rest.popFirst() == 5, let color = rest.popFirst(), (0...255).contains(color) else {
          return false
        }
        modes.attributes.insert(number == 38 ? 30 : 40)
      case 39: modes.attributes.remove(30)
      case 49: modes.attributes.remove(40)
      // The letters of the Linux console.
      case 10: modes.isShifted = false
      default: return false
      }
    }
    return true
  }

  mutating func string(_ introducer: Character, _ text: String, _ token: TerminalToken) {
    last = ""
    if introducer == "]", text.hasPrefix("2;") {
      titles.append(String(text.dropFirst(2)))
    } else if introducer == "]", text == "104" || text == "R" {
      // terminfo's `oc`, by which ncurses may end: the palette as it was. Nobody changed it.
    } else if introducer == "]", text.hasPrefix("52;c;"), text.dropFirst(5).allSatisfy(\.isBase64) {
      clipboard.append(String(text.dropFirst(5)))
    } else {
      foreign.append(token.name)
    }
  }
}

extension Character {
  fileprivate var isBase64: Bool { isASCII && (isLetter || isNumber) || "+/=".contains(self) }
}
