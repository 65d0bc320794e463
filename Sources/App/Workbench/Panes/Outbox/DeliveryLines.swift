import CellGrid
import FlowModel
import JSONText

/// A row of "Delivery", or of "Last error".
struct DeliveryLine: Hashable {
  /// What stands on the left; nil: the text has the whole row.
  var name: String?
  var text: String
  var role: StyleRole
}

/// What is told about an order on its way: its request and base, the last error and what to do,
/// what happened so far.
enum DeliveryLines {
  /// The request, what it starts from, and when it goes.
  static func request(
    of change: Change, _ delivery: Delivery?, now: Milliseconds
  ) -> [DeliveryLine] {
    var lines: [DeliveryLine] = []
    if let delivery {
      let size = delivery.byteCount.map { "   " + Wording.size($0) } ?? ""
      lines.append(DeliveryLine(text: shortened(delivery.request) + size, role: .strong))
      let base = delivery.baseStamp.map { "server copy of \(Wording.serverDate($0))" }
      lines.append(
        DeliveryLine(name: "base", text: base ?? "none: the server does not know it", role: .text))
      if let checked = delivery.checkedAt {
        let isSame = base != nil && change.errorCode != "conflict"
        lines.append(
          DeliveryLine(
            name: "checked",
            text: Wording.ago(checked, now: now) + (isSame ? ": still the same" : ""), role: .text))
      }
    }
    if let sends = sends(change, now: now) {
      lines.append(DeliveryLine(name: "sends", text: sends, role: .text))
    }
    return lines
  }

  /// Ids say nothing to people: their beginning is enough to tell them apart.
  private static func shortened(_ request: String) -> String {
    request.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.count > 16 ? part.prefix(8) + "…" : part
    }.joined(separator: "/")
  }

  private static func sends(_ change: Change, now: Milliseconds) -> String? {
    switch change.status {
    case .queued where change.notBefore > now:
      "in \((change.notBefore - now + 59_999) / 60_000) min at the soonest; r lets it go at once"
    case .queued: "on P, after one more check; held if it changed"
    case .unknown: "nothing before it was read what stands there"
    case .sending: "now"
    case .blocked, .failed: "nothing before you decide"
    case .done, .cancelled: nil
    }
  }

  /// What happened so far, oldest first.
  static func timeline(of delivery: Delivery?, now: Milliseconds) -> [DeliveryLine] {
    delivery?.steps.map {
      DeliveryLine(name: Wording.age(of: $0.at, now: now), text: $0.words, role: .muted)
    } ?? []
  }

  /// Whether it is live, the last error, and what to do: where one look must be enough.
  static func urgent(of change: Change, at place: NamedPlace?) -> [DeliveryLine] {
    var lines = live(change)
    if change.errorText != nil {
      lines += error(of: change, at: place)
      return lines
    }
    if change.attempts > 0 { lines.append(tried(change)) }
    return lines + advice(for: change, at: place)
  }

  static func live(_ change: Change) -> [DeliveryLine] {
    guard change.isLive else { return [] }
    return [DeliveryLine(text: "It is live: people use it now.", role: .messageWarning)]
  }

  /// What was said, where, and what to do.
  static func error(of change: Change, at place: NamedPlace?) -> [DeliveryLine] {
    var lines = [DeliveryLine(text: change.errorText ?? "", role: .messageError)]
    if let place, place.isNamed, let path = place.paths.first {
      let value = place.difference?.after.map { " = \($0)" } ?? ""
      lines.append(
        DeliveryLine(text: "at \(DetailLines.shortPath(path.dotted))\(value)", role: .text))
    }
    if change.attempts > 0 { lines.append(tried(change)) }
    return lines + advice(for: change, at: place)
  }

  private static func tried(_ change: Change) -> DeliveryLine {
    DeliveryLine(text: "Tried \(Wording.count(change.attempts, "time")).", role: .muted)
  }

  /// What to do.
  static func advice(for change: Change, at place: NamedPlace?) -> [DeliveryLine] {
    let text: String? =
      switch change.status {
      case .queued: "Sent when you push, after one more look at the server."
      case .unknown: "The answer was lost. The next push reads what stands there first."
      case .blocked: held(change.errorCode)
      case .failed where change.errorCode == "too-large": "It is larger than the server takes."
      case .failed: "The server refused it; the same again will not help."
      case .sending, .done, .cancelled: nil
      }
    let lines = text.map { [DeliveryLine(text: $0, role: .text)] } ?? []
    return lines + keys(for: change, at: place)
  }

  private static func held(_ code: String?) -> String? {
    switch code {
    case "conflict": "It changed here and on the server. c shows both sides."
    case "auth": "The token was not taken. The next push tries again; weir doctor checks it."
    case "permission": "The token may not do that. The next push tries again."
    case "quota": "The plan of the server allows no more. The next push tries again."
    case "redirected", "not-json": "Is the address right? The next push tries again."
    case "no-version": "No version is published yet. The next push tries again."
    case "newer-edit": "The draft changed after this was ordered: order it again, or drop it."
    case "confirm": "It needs your yes: r lets it wait again, then P asks."
    case "invalid": "It would be refused as it is."
    default: nil
    }
  }

  private static func keys(for change: Change, at place: NamedPlace?) -> [DeliveryLine] {
    guard change.status == .failed || change.status == .blocked, change.errorCode != "conflict"
    else { return [] }
    let isText = change.verb == .create || change.verb == .update
    let edit =
      place?.isNamed == true
      ? "e opens the editor there, "
      : place != nil ? "e opens the editor at the change, " : "e edits it, "
    return [
      DeliveryLine(
        text: (isText ? edit : "") + "r lets it be sent again, d drops it.", role: .strong)
    ]
  }
}
