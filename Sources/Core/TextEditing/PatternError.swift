/// What is wrong with a pattern.
package enum PatternError: Error, Equatable {
  case empty
  /// `\(` without `\)`.
  case unclosedGroup
  /// `\)` without `\(`.
  case strayClosing
  /// A letter behind `\` that means nothing here.
  case unknown(Character)
  /// `\{` that is no count, or one behind nothing.
  case badCount
  case tooManyGroups
  case tooLong
  /// `\n`: a match lies within a line.
  case lineBreak

  /// What a person reads.
  package var sentence: String {
    switch self {
    case .empty: "The pattern is empty."
    case .unclosedGroup: #"The pattern has \( without \)."#
    case .strayClosing: #"The pattern has \) without \(."#
    case .unknown(let letter): #"The pattern has \\#(letter), which means nothing here."#
    case .badCount: #"The pattern has a \{ that is no count; one is \{2,5}."#
    case .tooManyGroups: #"The pattern has more than nine groups; \%( begins one not counted."#
    case .tooLong: "The pattern is too long."
    case .lineBreak: #"A match lies within a line: \n is only for what replaces it."#
    }
  }
}
