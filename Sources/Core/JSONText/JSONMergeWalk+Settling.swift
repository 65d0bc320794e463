// Values that are not gone into: one side's is taken, or they clash.
extension JSONMergeWalk {
  /// What is taken of a value.
  enum Take {
    /// The remote's, or its absence.
    case remote
    case text([UInt8])
    case nothing
    /// A value that differs in looks only: to be merged as these three.
    case inside(JSONMergeSides<JSONNode>)
  }

  /// Decides on a value that stands in all three as a whole.
  mutating func settle(_ job: Job) {
    let values = job.values.map(Optional.some)
    let settled = settle(values, rule: job.rule, key: job.key, place: job.place)
    if let step = settled.step { waiting.append(step) }
    if case .text(let bytes) = settled.take {
      text.replace(job.values.remote, by: bytes, in: job.part)
    }
  }

  /// Decides on a value as a whole.
  ///
  /// - Returns: what is taken, and what is to be told of it.
  mutating func settle(
    _ values: JSONMergeSides<JSONNode?>, rule: JSONMergeRule?, key: ArraySlice<UInt8>?, place: Int
  ) -> (take: Take, step: Step?) {
    let isCosmetic = rule?.isCosmetic == true
    func row(_ side: JSONMergeRow.Side) -> Step {
      .row(self.row(Self.kind(values), side, at: place, isCosmetic: isCosmetic))
    }
    if let choice = choice(at: place) {
      switch choice {
      case .mine: return (Self.text(of: values.local), row(.local))
      case .theirs: return (.remote, row(.remote))
      case .base: return (Self.text(of: values.base), row(.base))
      case .own(let node): return (.text(own(node, values, key: key)), row(.own))
      }
    }
    let isLocalSame = isEqual(values.local, values.base, key: key)
    if isEqual(values.local, values.remote, key: key) {
      return (.remote, isLocalSame ? nil : row(.both))
    }
    if isLocalSame { return (.remote, row(.remote)) }
    if isCosmetic || isEqual(values.remote, values.base, key: key) {
      return (Self.text(of: values.local), row(.local))
    }
    if let looks = differingInLooks(values, rule) { return (looks, row(.both)) }
    return (.remote, .clash(clash(values, at: place)))
  }

  private static func text(of value: JSONNode?) -> Take {
    value.map { .text(Array($0.bytes)) } ?? .nothing
  }

  /// An object or array that replaces a string which holds JSON is put into a string.
  private func own(
    _ node: JSONNode, _ values: JSONMergeSides<JSONNode?>, key: ArraySlice<UInt8>?
  ) -> [UInt8] {
    guard let key, rules.embedded.contains(key), node.kind == .object || node.kind == .array,
      (values.remote ?? values.local)?.kind == .string
    else { return Array(node.bytes) }
    return JSONString.literal(bytes: Array(node.bytes))
  }

  /// What one side removed and the other only moved about is removed; of what both added alike but
  /// for its looks, the local looks count.
  private mutating func differingInLooks(
    _ values: JSONMergeSides<JSONNode?>, _ rule: JSONMergeRule?
  ) -> Take? {
    guard let rule, rule.holdsCosmetic else { return nil }
    switch (values.base, values.local, values.remote) {
    case (nil, let local?, let remote?) where differsInLooks(remote, local, rule):
      return .inside(JSONMergeSides(base: remote, local: local, remote: remote))
    case (let base?, let local?, nil) where differsInLooks(base, local, rule): return .remote
    case (let base?, nil, let remote?) where differsInLooks(base, remote, rule): return .nothing
    default: return nil
    }
  }

  private mutating func differsInLooks(
    _ old: JSONNode, _ new: JSONNode, _ rule: JSONMergeRule
  ) -> Bool {
    var walk = JSONMergeWalk(rules: rules, choices: JSONMergeChoices())
    let values = JSONMergeSides(base: old, local: new, remote: old)
    let job = Job(values: values, rule: rule, place: -1, part: 0, key: nil, holder: nil)
    let isDone = (try? walk.run(job)) != nil
    charge(walk.steps)
    return isDone && walk.clashes.isEmpty && walk.rows.allSatisfy(\.isCosmetic)
  }

  // MARK: Sets

  /// Merges three arrays as sets: what each side added or removed is added or removed.
  mutating func mergeSets(_ job: Job) {
    let values = job.values
    if isEqual(values.local, values.remote, key: nil)
      || isEqual(values.local, values.base, key: nil)
      || isEqual(values.remote, values.base, key: nil)
    {
      return settle(job)
    }
    // Each of the three compared is written out twice.
    guard values.allSatisfy({ canWrite($0) }) else { return }
    let sets = values.map { Self.elements($0) }
    guard let sets = sets.all() else { return settle(job) }
    let stays = values.remote.elements.enumerated().filter { _, element in
      let content = JSONCanonical.bytes(of: element)
      return sets.local.contains(content) || !sets.base.contains(content)
    }
    let comes = values.local.elements.filter { element in
      let content = JSONCanonical.bytes(of: element)
      return !sets.base.contains(content) && !sets.remote.contains(content)
    }
    // Without elements it may mean "all", and nobody asked for that.
    let isEmptied = stays.isEmpty && comes.isEmpty
    guard !isEmptied, !sets.local.isEmpty, !sets.remote.isEmpty else { return settle(job) }
    let layout = layout(of: values.remote, in: job.holder)
    let entries =
      stays.map { JSONMergeList.Entry(position: $0.offset) }
      + comes.map { JSONMergeList.Entry(text: Array($0.bytes)) }
    let list = JSONMergeList(container: values.remote, layout: layout, entries: entries)
    text.add(list.splices(), to: job.part)
    if sets.remote != sets.base {
      waiting.append(.row(row(.changed, .remote, at: job.place, isCosmetic: false)))
    }
    if sets.local != sets.base {
      waiting.append(.row(row(.changed, .local, at: job.place, isCosmetic: false)))
    }
  }

  /// - Returns: nil if an element stands twice.
  private static func elements(_ array: JSONNode) -> Set<[UInt8]>? {
    let elements = Set(array.elements.map { JSONCanonical.bytes(of: $0) })
    return elements.count == array.count ? elements : nil
  }

  // MARK: What is told

  func hasChoice(at place: Int) -> Bool { choice(at: place) != nil }

  /// Whether something was chosen for the value at a place, or inside it.
  func hasChoiceWithin(_ place: Int) -> Bool {
    let path = places.path(place)
    return choices[path] != nil || choices.leads(through: path)
  }

  /// Whether something was chosen inside the value at a place.
  func leadsToChoice(_ place: Int) -> Bool {
    !choices.isEmpty && choices.leads(through: places.path(place))
  }

  private func choice(at place: Int) -> JSONMergeChoices.Choice? {
    choices.isEmpty ? nil : choices[places.path(place)]
  }

  func row(
    _ kind: JSONChange.Kind, _ side: JSONMergeRow.Side, at place: Int, isCosmetic: Bool
  ) -> JSONMergeRow {
    JSONMergeRow(path: places.path(place), kind: kind, side: side, isCosmetic: isCosmetic)
  }

  private static func kind(_ values: JSONMergeSides<JSONNode?>) -> JSONChange.Kind {
    if values.base == nil { return .added }
    return values.local == nil || values.remote == nil ? .removed : .changed
  }

  private func clash(_ values: JSONMergeSides<JSONNode?>, at place: Int) -> JSONClash {
    let kind: JSONClash.Kind =
      values.base == nil
      ? .addedTwice
      : values.local == nil ? .deletedHere : values.remote == nil ? .deletedThere : .bothChanged
    return JSONClash(
      path: places.path(place), kind: kind, base: value(values, .base, at: place),
      local: value(values, .local, at: place), remote: value(values, .remote, at: place))
  }

  private func value(
    _ values: JSONMergeSides<JSONNode?>, _ copy: JSONMergeCopy, at place: Int
  ) -> JSONMergeValue? {
    values[copy].map {
      JSONMergeValue(path: places.path(place, in: copy), text: Array($0.bytes), range: $0.range)
    }
  }
}
