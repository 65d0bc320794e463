/// The rows of the nodes of one layer, at the least sum of weighted distances from their wishes.
///
/// The order and the distances are fixed. With the distances taken off, the rows of a layer must
/// not fall; so this is a regression on rising values: nodes whose medians stand in the wrong order
/// form a block that shares the median of all their wishes.
struct LayerRows {
  struct Wish {
    var row: Int
    var weight: Int
  }

  private struct Block {
    /// From top to bottom.
    var wishes: [Wish]
    var near: Int?
    var count = 1
    var row = 0

    mutating func settle() {
      let half = wishes.reduce(0) { $0 + $1.weight }
      var sum = 0
      var upper: Int?
      for wish in wishes {
        sum += wish.weight * 2
        if sum == half { upper = wish.row }
        guard sum > half else { continue }
        // Any row between two equal halves costs the same.
        let first = upper ?? wish.row
        row = near.map { min(max($0, first), wish.row) } ?? first + (wish.row - first) / 2
        return
      }
    }
  }

  private var blocks: [Block] = []
  private var offsets: [Int] = []

  /// Adds the next node.
  ///
  /// - Parameters:
  ///   - wishes: at least one; rows without the offset.
  ///   - near: which row to take of those that cost the same; nil for the middle.
  ///   - offset: rows from the first node of the layer, at least.
  mutating func append(_ wishes: [Wish], near: Int?, offset: Int) {
    offsets.append(offset)
    var block = Block(wishes: wishes.sorted { $0.row < $1.row }, near: near)
    block.settle()
    while let last = blocks.last, last.row > block.row {
      blocks.removeLast()
      block = Block(
        wishes: Self.merged(last.wishes, block.wishes), near: last.near,
        count: last.count + block.count)
      block.settle()
    }
    blocks.append(block)
  }

  /// Of each node.
  var rows: [Int] {
    var rows: [Int] = []
    for block in blocks {
      for _ in 0..<block.count { rows.append(block.row + offsets[rows.count]) }
    }
    return rows
  }

  private static func merged(_ first: [Wish], _ second: [Wish]) -> [Wish] {
    var result: [Wish] = []
    result.reserveCapacity(first.count + second.count)
    var (left, right) = (0, 0)
    while left < first.count, right < second.count {
      if first[left].row <= second[right].row {
        result.append(first[left])
        left += 1
      } else {
        result.append(second[right])
        right += 1
      }
    }
    return result + first[left...] + second[right...]
  }
}
