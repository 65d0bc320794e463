/// What was done to a text, so that it can be undone and done again.
///
///     0 ── 1 ── 2          after two undos and a new edit the old branch stays:
///           ╲── 3          nothing that was typed is lost
///
/// A step is what one undo takes back. Changes join the open step until ``closeStep()``: the caller
/// says where one ends (a pause, a motion, a save); there is no clock in here. Revisions are
/// numbered in the order of time, so ``go(to:)`` reaches every text that ever was.
package struct EditHistory: Sendable {
  private struct Revision {
    var parent: Int
    var latestChild: Int?
    var change: TextChange
    var inverse: TextChange
    var before: Selection
    var after: Selection
  }

  /// What to apply to the text, and where the cursor goes.
  package struct Step: Equatable, Sendable {
    package var change: TextChange
    package var selection: Selection
    /// Where the cursor was when the step was first made.
    package var origin: Selection
  }

  private var revisions: [Revision]
  private var isStepOpen = false

  /// Where the text is: 0 as it was opened. The same number means the same text, once the step is
  /// closed.
  package private(set) var revision = 0

  /// The history of a text that nobody has changed yet.
  package init() {
    let nowhere = Selection(at: 0)
    revisions = [
      Revision(
        parent: 0, change: TextChange(), inverse: TextChange(), before: nowhere, after: nowhere)
    ]
  }

  package var canUndo: Bool { revision > 0 }
  package var canRedo: Bool { revisions[revision].latestChild != nil }

  /// Notes a change that is about to be applied to `buffer`.
  ///
  /// - Parameters:
  ///   - buffer: the text before the change.
  ///   - before: the selection before; undo brings it back.
  ///   - after: the selection afterwards; redo brings it back.
  package mutating func record(
    _ change: TextChange, in buffer: TextBuffer, from before: Selection, to after: Selection
  ) {
    let inverse = change.inverted(in: buffer)
    if isStepOpen {
      let step = revisions[revision]
      revisions[revision].change = step.change.followed(by: change)
      revisions[revision].inverse = inverse.followed(by: step.inverse)
      revisions[revision].after = after
    } else {
      revisions.append(
        Revision(parent: revision, change: change, inverse: inverse, before: before, after: after))
      revisions[revision].latestChild = revisions.count - 1
      revision = revisions.count - 1
      isStepOpen = true
    }
  }

  /// Ends the open step: the next change starts a new one.
  package mutating func closeStep() { isStepOpen = false }

  /// Goes back by a step.
  ///
  /// - Returns: what to apply; nil at the first text.
  package mutating func undo() -> Step? {
    guard canUndo else { return nil }
    isStepOpen = false
    let step = revisions[revision]
    revision = step.parent
    return Step(change: step.inverse, selection: step.before, origin: step.before)
  }

  /// Goes forward by a step, along the branch that was written last.
  ///
  /// - Returns: what to apply; nil where nothing was undone.
  package mutating func redo() -> Step? {
    guard let next = revisions[revision].latestChild else { return nil }
    isStepOpen = false
    revision = next
    let step = revisions[next]
    return Step(change: step.change, selection: step.after, origin: step.before)
  }

  /// The number of the latest text. Every one from 0 on can be gone to.
  package var latestRevision: Int { revisions.count - 1 }

  /// Goes to a text by its number: back to where its branch begins, and forward along it.
  ///
  /// Redo leads along this branch from then on.
  ///
  /// - Returns: what to apply, in order; nothing if the text is there already.
  package mutating func go(to target: Int) -> [Step] {
    let target = max(0, min(target, latestRevision))
    // A parent is always older than its child.
    var (here, forward, steps) = (revision, [target], [Step]())
    while let there = forward.last, there != here {
      if there > here {
        forward.append(revisions[there].parent)
      } else {
        here = revisions[here].parent
      }
    }
    while revision != here, let step = undo() { steps.append(step) }
    for child in forward.dropLast().reversed() {
      revisions[revision].latestChild = child
      if let step = redo() { steps.append(step) }
    }
    isStepOpen = false
    return steps
  }
}
