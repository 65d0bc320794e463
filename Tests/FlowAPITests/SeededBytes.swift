/// Random JSON, the same for the same seed.
struct SeededBytes: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  // Vigna's xorshift64*.
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A number from 0, below `bound`.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func jsonValue(depth: Int) -> String {
    switch below(depth > 0 ? 8 : 5) {
    case 0: return ["null", "true", "false"][below(3)]
    case 1: return ["-0", "1.10", "1E400", "123456789012345678901234567890"][below(4)]
    case 2, 3, 4: return jsonString()
    case 5:
      return "[" + (0..<below(6)).map { _ in jsonValue(depth: depth - 1) }.joined(separator: ",")
        + "]"
    default:
      let members = (0..<below(6)).map { _ in "\(jsonString()): \(jsonValue(depth: depth - 1))" }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  /// Strings rich in what could lead a scanner astray: quotes, backslashes, brackets.
  mutating func jsonString() -> String {
    let parts = [#"\""#, #"\\"#, "{", "}", "[", "]", ",", ":", "ä", "abcdefgh", #"\u005c"#, "☂"]
    let length = [3, 20, 300][below(3)]
    let text = (0..<below(length)).map { _ in parts[below(parts.count)] }
    return "\"" + text.joined() + "\""
  }
}
