/// What happens at one call of a script.
enum Fault: Hashable, Sendable {
  /// SIGKILL before the call, or after it.
  case killBefore, killAfter
  /// SIGKILL after the call, and the disk holds less than was written to it.
  case powerCut, tornSector, scattered
  /// The call fails, and with `forGood` every later one that it can happen to.
  case error(DiskError, forGood: Bool)

  enum DiskError: String, CaseIterable, Sendable {
    case full = "ENOSPC"
    case broken = "EIO"
    case readOnly = "EROFS"
    case quota = "EDQUOT"
    case short, fsync
  }

  static let kills: [Fault] = [.killBefore, .killAfter]
  static let cuts: [Fault] = [.powerCut, .tornSector, .scattered]
  static let errors: [Fault] = DiskError.allCases.flatMap {
    [.error($0, forGood: false), .error($0, forGood: true)]
  }

  /// As a replay names it.
  var name: String {
    switch self {
    case .killBefore: "kill-before"
    case .killAfter: "kill-after"
    case .powerCut: "power-cut"
    case .tornSector: "torn-sector"
    case .scattered: "scattered"
    case .error(let error, let forGood): error.rawValue + (forGood ? "-on" : "")
    }
  }

  init?(name: String) {
    guard let found = (Self.kills + Self.cuts + Self.errors).first(where: { $0.name == name })
    else { return nil }
    self = found
  }

  var isKill: Bool {
    if case .error = self { return false }
    return true
  }

  /// What is left of what was not synced; nil: the computer runs on.
  func cut(at call: Int) -> DiskModel.Cut? {
    switch self {
    case .powerCut: .dropped
    case .tornSector: .torn
    case .scattered: .scattered(seed: UInt64(call))
    case .killBefore, .killAfter: nil
    // The pages of a failed flush are gone, which shows after the next start of the computer.
    case .error(let error, _): error == .fsync ? .dropped : nil
    }
  }

  /// Whether it can happen to a call.
  func applies(to call: CallTrace.Call) -> Bool {
    switch self {
    case .killBefore, .killAfter: return true
    case .powerCut, .tornSector, .scattered: return true
    case .error(let error, _):
      guard call.isOnDisk else { return false }
      let needsNoRoom = call.kind == .unlink || call.kind == .truncate
      switch error {
      case .full, .quota: return !needsNoRoom
      case .broken: return true
      case .readOnly: return call.kind != .sync
      case .short: return call.kind == .write && call.bytes.count > 1
      case .fsync: return call.kind == .sync
      }
    }
  }

  /// What the library is told.
  func environment(at call: Int) -> [String: String] {
    var values = ["WEIR_BENCH_AT": "\(call)"]
    switch self {
    case .killBefore: values["WEIR_BENCH_DO"] = "kill-before"
    case .killAfter, .powerCut, .tornSector, .scattered: values["WEIR_BENCH_DO"] = "kill-after"
    case .error(let error, let forGood):
      values["WEIR_BENCH_DO"] = error.rawValue
      if forGood { values["WEIR_BENCH_ON"] = "1" }
    }
    return values
  }
}
