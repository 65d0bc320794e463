import GraphLayout

/// A graph in a few characters.
///
///     A>B>C         arrows; a name makes its box
///     A>B:yes       a label
///     F{A>B C}      a frame and what is inside
///     ~N            a note
///     A@30,20       the author's place: column and row, ten pixels each
///     A#5           a height; others have three rows
struct GraphText {
  private(set) var graph = LayoutGraph(boxes: [], arrows: [])
  private var rest: Substring

  static func graph(_ text: String) -> LayoutGraph {
    var reader = GraphText(rest: text[...])
    reader.read(inside: nil)
    return reader.graph
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func read(inside frame: String?) {
    while let sign = rest.first, sign != "}" {
      if sign == " " || sign == "\n" {
        rest.removeFirst()
      } else {
        readChain(inside: frame)
      }
    }
    rest = rest.dropFirst()
  }

  private mutating func readChain(inside frame: String?) {
    var last = readBox(inside: frame)
    while rest.first == ">" {
      rest.removeFirst()
      let next = readBox(inside: frame)
      var label: String?
      if rest.first == ":" { label = word(after: ":") }
      graph.arrows.append(.init(from: last, to: next, label: label))
      last = next
    }
  }

  private mutating func readBox(inside frame: String?) -> String {
    let isNote = rest.first == "~"
    if isNote { rest.removeFirst() }
    let name = word()
    var number = graph.boxes.firstIndex { $0.id == name } ?? graph.boxes.count
    if number == graph.boxes.count {
      graph.boxes.append(
        .init(
          id: name, size: LayoutSize(columns: name.count + 4, rows: 3), parent: frame,
          kind: isNote ? .note : .node))
    }
    while let sign = rest.first, "@#{".contains(sign) {
      if sign == "{" {
        graph.boxes[number].kind = .frame
        rest.removeFirst()
        read(inside: name)
        number = graph.boxes.firstIndex { $0.id == name } ?? number
      } else if sign == "#" {
        graph.boxes[number].size.rows = Int(word(after: "#")) ?? 3
      } else {
        let numbers = word(after: "@").split(separator: ",").compactMap { Int($0) }
        graph.boxes[number].position = .init(
          x: Double(numbers[0] * 10), y: Double(numbers[1] * 10),
          width: Double(graph.boxes[number].size.columns * 10), height: 40)
      }
    }
    return name
  }

  private mutating func word(after sign: Character? = nil) -> String {
    if sign != nil { rest.removeFirst() }
    let word = rest.prefix { !" \n>{}:@#~".contains($0) }
    precondition(!word.isEmpty, "a name is missing before \(rest)")
    rest = rest.dropFirst(word.count)
    return String(word)
  }
}
