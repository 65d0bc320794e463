// Objects, and arrays whose elements have names: merged child by child.
extension JSONMergeWalk {
  /// What becomes of a slot.
  private enum Outcome {
    /// The remote's value stays, perhaps with changes inside.
    case stays(Job?)
    case replaced(JSONNode, by: [UInt8])
    case comes([UInt8])
    case absent

    var isThere: Bool { if case .absent = self { false } else { true } }
  }

  mutating func merge(_ slots: JSONMergeSlots, of job: Job, isOrdered: Bool) {
    var told = [Step?](repeating: nil, count: slots.slots.count)
    let leads = leadsToChoice(job.place)
    let outcomes = slots.slots.indices.map { number in
      outcome(
        of: slots.slots[number], in: job, isElement: isOrdered, leads: leads, told: &told[number])
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

  private mutating func isSameEverywhere(_ values: JSONMergeSides<JSONNode?>) -> Bool {
    guard let all = values.all() else { return false }
    return isSame(all.base, all.remote) && isSame(all.local, all.base)
  }

  /// - Parameter leads: whether something was chosen inside `job`.
  private mutating func outcome(
    of slot: JSONMergeSlot, in job: Job, isElement: Bool, leads: Bool, told: inout Step?
  ) -> Outcome {
    if isOver { return .absent }
    let values = slot.children.map { $0?.node }
    let rule = job.rule?.child(slot.name)
    if rule?.isRemote == true {
      if !hasPassedOver { hasPassedOver = !isEqual(values.local, values.remote, key: slot.name) }
      return values.remote == nil ? .absent : .stays(nil)
    }
    let key = isElement ? nil : slot.name
    if !leads, isSameEverywhere(values) { return .stays(nil) }
    let place = places.add(
      slot.name, in: job.place,
      positions: isElement ? slot.children.map { $0?.position } : nil)
    if leads, !hasChoiceWithin(place), isSameEverywhere(values) { return .stays(nil) }
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
    case .nothing: return .absent
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
