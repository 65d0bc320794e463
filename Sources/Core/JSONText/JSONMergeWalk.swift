/// Goes down three documents side by side; what is still to be merged waits on a stack.
struct JSONMergeWalk {
  /// A value that stands in all three.
  struct Job {
    let values: JSONMergeSides<JSONNode>
    let rule: JSONMergeRule?
    let place: Int
    /// The part of the text that its changes belong to.
    let part: Int
    /// The name of the field that holds it; of an element and of the JSON inside a string nil.
    let key: ArraySlice<UInt8>?
    /// What holds it in the remote document, if that is the same one.
    let holder: JSONNode?
  }

  /// What is to be done or told, so that things are told in the order of the document.
  enum Step {
    case merge(Job)
    case row(JSONMergeRow)
    case clash(JSONClash)
  }

  let rules: JSONMergeRules
  let choices: JSONMergeChoices
  private(set) var rows: [JSONMergeRow] = []
  private(set) var clashes: [JSONClash] = []
  /// Whether a local value lost to a rule that the remote's always counts.
  var hasPassedOver = false
  var places = JSONMergePlaces()
  var text = JSONMergeText([])
  var waiting: [Step] = []
  private(set) var steps = 0
  private var valueCounts = JSONMergeSides(base: 0, local: 0, remote: 0)
  private var habits: [ObjectIdentifier: JSONHabits] = [:]

  init(rules: JSONMergeRules, choices: JSONMergeChoices) {
    self.rules = rules
    self.choices = choices
  }

  /// - Returns: the remote's text with all that is taken from here.
  mutating func merge(_ roots: JSONMergeSides<JSONNode>) throws(JSONMergeError) -> [UInt8] {
    text = JSONMergeText(roots.remote.map.bytes)
    count(roots)
    try run(
      Job(values: roots, rule: rules.root, place: -1, part: 0, key: nil, holder: nil))
    return text.finish()
  }

  mutating func run(_ job: Job) throws(JSONMergeError) {
    waiting = [.merge(job)]
    while let step = waiting.popLast() {
      switch step {
      case .row(let row):
        rows.append(row)
        charge(1)
      case .clash(let clash):
        clashes.append(clash)
        charge(3)
      case .merge(let job): merge(job)
      }
      if isOver { throw .tooMuch }
    }
  }

  // MARK: Limits

  /// Whether it has become too much; what is done then does not matter any more.
  var isOver: Bool {
    steps > rules.limits.steps || !valueCounts.allSatisfy { $0 <= rules.limits.values }
  }

  mutating func charge(_ more: Int) { steps += more }

  /// Counts new documents.
  private mutating func count(_ roots: JSONMergeSides<JSONNode>) {
    for copy in JSONMergeCopy.allCases {
      valueCounts[copy] += roots[copy].map.valueCount
      charge(roots[copy].map.bytes.count / JSONMergeLimits.bytesRead)
    }
  }

  /// Counts the writing of a value in its canonical form.
  ///
  /// - Returns: whether it may be written.
  mutating func canWrite(_ node: JSONNode?) -> Bool {
    charge((node?.range.count ?? 0) / JSONMergeLimits.bytesWritten)
    return !isOver
  }

  // MARK: Values

  /// Whether two values are written alike.
  mutating func isSame(_ left: JSONNode, _ right: JSONNode) -> Bool {
    if left.map === right.map, left.index == right.index { return true }
    guard left.range.count == right.range.count else { return false }
    charge(left.range.count / JSONMergeLimits.bytesCompared)
    return left.bytes == right.bytes
  }

  /// Whether two values, or their absence, are the same content.
  mutating func isEqual(_ left: JSONNode?, _ right: JSONNode?, key: ArraySlice<UInt8>?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    if isSame(left, right) { return true }
    guard canWrite(left), canWrite(right) else { return false }
    return JSONCanonical.areEqual(left, right, embedded: rules.embedded, key: key ?? [])
  }

  private mutating func merge(_ job: Job) {
    charge(1)
    let values = job.values
    if choices.isEmpty, isSame(values.base, values.remote), isSame(values.local, values.base) {
      return
    }
    charge(values.base.count + values.local.count + values.remote.count)
    if isOver { return }
    if hasChoice(at: job.place) || job.rule?.isCosmetic == true { return settle(job) }
    if values.allSatisfy({ $0.kind == .object }),
      let slots = JSONMergeSlots(membersOf: values)
    {
      return merge(slots, of: job, isOrdered: false)
    }
    if values.allSatisfy({ $0.kind == .array }) {
      switch job.rule?.kind {
      case .keyed(let keys):
        for key in keys {
          guard let slots = JSONMergeSlots(elementsOf: values, keyedBy: key) else { continue }
          return merge(slots, of: job, isOrdered: true)
        }
      case .set: return mergeSets(job)
      default: break
      }
    }
    if let inner = inside(job) { return waiting.append(.merge(inner)) }
    settle(job)
  }

  /// The documents inside three strings, if all hold one.
  private mutating func inside(_ job: Job) -> Job? {
    guard let key = job.key, rules.embedded.contains(key),
      job.values.allSatisfy({ $0.kind == .string })
    else { return nil }
    let roots = job.values.map { literal in
      (try? JSONDocument(parsing: JSONEmbeddedText.text(of: literal.bytes)))?.root
    }
    guard let roots = roots.all() else { return nil }
    count(roots)
    return Job(
      values: roots, rule: job.rule, place: job.place,
      part: text.open(literal: job.values.remote, in: job.part), key: nil, holder: nil)
  }

  // MARK: Text

  mutating func layout(of container: JSONNode, in holder: JSONNode?) -> JSONLayout {
    let map = ObjectIdentifier(container.map)
    let known = habits[map] ?? JSONHabits(of: container.map)
    habits[map] = known
    return JSONLayout(of: container, in: holder, habits: known)
  }
}
