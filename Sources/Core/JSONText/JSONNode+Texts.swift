extension JSONNode {
  /// Calls back with the text of each string and key inside, unescaped, in order. Lone surrogates
  /// stand as WTF-8.
  ///
  /// - Complexity: O(bytes), without recursion.
  package func forEachText(_ body: (ArraySlice<UInt8>) -> Void) {
    for index in index..<map.next(after: index) {
      switch map.tokens[index].mark {
      case .string, .escapedString, .bareKey: body(map.decoded(at: index))
      default: break
      }
    }
  }
}
