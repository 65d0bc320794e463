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
  private(set) var hasPassedOver = false
  var places = JSONMergePlaces()
  var text = JSONMergeText([])
  var waiting: [Step] = []
  private var steps = 0
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
      case .row(let row): rows.append(row)
      case .clash(let clash): clashes.append(clash)
      case .merge(let job): merge(job)
      }
      guard steps <= rules.limits.steps,
        valueCounts.allSatisfy({ $0 <= rules.limits.values })
      else { throw .tooMuch }
    }
  }

  // MARK: Limits

  mutating func charge(_ more: Int) { steps += more }

  private mutating func count(_ roots: JSONMergeSides<JSONNode>) {
    let counts = roots.map(\.map.valueCount)
    valueCounts.base += counts.base
    valueCounts.local += counts.local
    valueCounts.remote += counts.remote
  }

  // MARK: Values

  /// Whether two values are written alike.
  mutating func isSame(_ left: JSONNode, _ right: JSONNode) -> Bool {
    if left.map === right.map, left.index == right.index { return true }
    guard left.range.count == right.range.count else { return false }
    charge(left.range.count >> 6)
    return left.bytes == right.bytes
  }

  /// Whether two values, or their absence, are the same content.
  mutating func isEqual(_ left: JSONNode?, _ right: JSONNode?, key: ArraySlice<UInt8>?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    if isSame(left, right) { return true }
    charge((left.range.count + right.range.count) >> 6)
    return JSONCanonical.areEqual(left, right, embedded: rules.embedded, key: key ?? [])
  }

  private mutating func merge(_ job: Job) {
    charge(1)
    let values = job.values
    if choices.isEmpty, isSame(values.base, values.remote), isSame(values.local, values.base) {
      return
    }
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

  // MARK: Children

  /// What becomes of a slot.
  private enum Outcome {
    /// The remote's value stays, perhaps with changes inside.
    case stays(Job?)
    case replaced(JSONNode, by: [UInt8])
    case comes([UInt8])
    case absent

    var isThere: Bool { if case .absent = self { false } else { true } }
  }

  private mutating func merge(_ slots: JSONMergeSlots, of job: Job, isOrdered: Bool) {
    charge(slots.slots.count)
    var told = [Step?](repeating: nil, count: slots.slots.count)
    let outcomes = slots.slots.indices.map { number in
      outcome(of: slots.slots[number], in: job, isElement: isOrdered, told: &told[number])
    }
    let isThere = outcomes.map(\.isThere)
    let isMine = isOrdered && slots.isReordered(slots.orders.local)
    let isTheirs = isOrdered && slots.isReordered(slots.orders.remote)
    let orders = slots.orders
    let order =
      isMine && !isTheirs
      ? slots.order(leader: orders.local, other: orders.remote, stays: isThere)
      : slots.order(leader: orders.remote, other: orders.local, stays: isThere)
    let parts = arrange(order, slots, outcomes, job, isOrdered: isOrdered)

    let first = waiting.count
    if isMine || isTheirs {
      waiting.append(
        .row(row(.moved, isTheirs ? .remote : .local, at: job.place, isCosmetic: false)))
    }
    for number in slots.slots.indices {
      let part = parts[number] ?? job.part
      switch outcomes[number] {
      case .stays(let inner?): waiting.append(.merge(inner.moved(to: part)))
      case .replaced(let node, let bytes): text.replace(node, by: bytes, in: part)
      default: break
      }
      if let step = told[number] { waiting.append(step) }
    }
    waiting[first...].reverse()
  }

  private mutating func outcome(
    of slot: JSONMergeSlot, in job: Job, isElement: Bool, told: inout Step?
  ) -> Outcome {
    let values = slot.children.map { $0?.node }
    let rule = job.rule?.child(slot.name)
    if rule?.isRemote == true {
      if !hasPassedOver { hasPassedOver = !isEqual(values.local, values.remote, key: slot.name) }
      return values.remote == nil ? .absent : .stays(nil)
    }
    let key = isElement ? nil : slot.name
    if choices.isEmpty, let all = values.all(), isSame(all.base, all.remote),
      isSame(all.local, all.base)
    {
      return .stays(nil)
    }
    let place = places.add(
      slot.name, in: job.place,
      positions: isElement ? slot.children.map { $0?.position } : nil)
    if let all = values.all() {
      return .stays(
        Job(
          values: all, rule: rule, place: place, part: job.part, key: key,
          holder: job.values.remote))
    }
    let settled = settle(values, rule: rule, key: key, place: place)
    told = settled.step
    switch settled.take {
    case .inside(let all):
      return .stays(
        Job(
          values: all, rule: rule, place: place, part: job.part, key: key,
          holder: job.values.remote))
    case .remote: return values.remote == nil ? .absent : .stays(nil)
    case .none: return .absent
    case .text(let bytes):
      guard let remote = values.remote else { return .comes(bytes) }
      return .replaced(remote, by: bytes)
    }
  }

  /// Puts what stays and what comes in order.
  ///
  /// - Returns: the parts of the text for the slots whose elements are moved.
  private mutating func arrange(
    _ order: [Int], _ slots: JSONMergeSlots, _ outcomes: [Outcome], _ job: Job, isOrdered: Bool
  ) -> [Int: Int] {
    let positions = order.map { slots.slots[$0].children.remote?.position }
    if positions.count == slots.orders.remote.count,
      positions.enumerated().allSatisfy({ $0 == $1 })
    {
      return [:]
    }
    let layout = layout(of: job.values.remote, in: job.holder)
    let steady =
      isOrdered ? JSONAlignment.longestRise(positions) : Set(positions.compactMap(\.self))
    let entries = zip(order, positions).map { number, position in
      if let position {
        return JSONMergeList.Entry(position: steady.contains(position) ? position : nil)
      }
      guard case .comes(let bytes) = outcomes[number] else { return JSONMergeList.Entry() }
      let label = isOrdered ? [] : slots.slots[number].label + layout.style.colon
      return JSONMergeList.Entry(text: label + bytes)
    }
    let list = JSONMergeList(container: job.values.remote, layout: layout, entries: entries)
    if positions.allSatisfy({ $0.map(steady.contains) ?? true }) {
      text.add(list.splices(), to: job.part)
      return [:]
    }
    let part = text.open(list: list, in: job.part)
    var parts: [Int: Int] = [:]
    for (entry, number) in order.enumerated() {
      guard let child = slots.slots[number].children.remote, !steady.contains(child.position)
      else { continue }
      parts[number] = text.open(element: child.node, of: part, entry: entry)
    }
    return parts
  }

  mutating func layout(of container: JSONNode, in holder: JSONNode?) -> JSONLayout {
    let map = ObjectIdentifier(container.map)
    let known = habits[map] ?? JSONHabits(of: container.map)
    habits[map] = known
    return JSONLayout(of: container, in: holder, habits: known)
  }
}

extension JSONMergeWalk.Job {
  fileprivate func moved(to part: Int) -> Self {
    Self(values: values, rule: rule, place: place, part: part, key: key, holder: holder)
  }
}

extension JSONMergeSlot {
  /// The key of a member as it is written.
  fileprivate var label: [UInt8] {
    guard let node = (children.local ?? children.base ?? children.remote)?.node else { return [] }
    return Array(node.map.bytes[node.map.range(at: node.index - 1)])
  }
}
