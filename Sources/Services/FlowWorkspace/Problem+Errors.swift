import FlowAPI
package import FlowModel
import FlowStore
package import FlowSync
import Glibc

// Every error of the modules below becomes a Problem here; nothing else leaves this module.

extension Problem {
  /// Why a change did not come about. Where the disk or the file is to blame, nothing is as the
  /// person wanted it: that comes first.
  init(changing error: StoreError) {
    switch error {
    case .notAllowed, .alreadySending, .versionMoved, .notFound: self.init(error)
    default: self.init(saving: error)
    }
  }

  /// Why something was not saved: that comes first, whatever the cause.
  init(saving error: StoreError) {
    self = Problem(error).asNotSaved
  }

  /// The same, where something was to be saved.
  package var asNotSaved: Problem {
    guard !title.hasPrefix("NOT saved") else { return self }
    let isSentence = title.first?.isUppercase == true
    var copy = self
    copy.title =
      "NOT saved: " + (isSentence ? title.prefix(1).lowercased() : String(title.prefix(1)))
      + title.dropFirst()
    return copy
  }

  /// Why the local copy could not be opened. Nothing was to be saved yet.
  init(opening error: StoreError) {
    switch error {
    case .full:
      self.init(
        .failed, "The local copy cannot be opened: the disk is full.",
        advice: "Make room and try again.")
    case .readOnly:
      self.init(
        .failed, "The local copy cannot be opened: its folder cannot be written.",
        advice: "Check the folder's permissions; `weir doctor` names it.")
    case .unsound(let message):
      self.init(
        .failed, "The local copy cannot be opened: the disk did not confirm a write.",
        detail: message, advice: "Check the disk and start weir again.")
    case .refused(let code, let message, _):
      self.init(
        .failed, "The local copy cannot be opened: \(message).",
        detail: "SQLite error \(code).", advice: "Check the disk and its limits; try again.")
    case .replaced:
      self.init(
        .failed, "Another weir put a new local copy in the place of this one.",
        detail: "The old one was damaged, or a backup was restored.", advice: "Start weir again.")
    default: self.init(error)
    }
  }

  init(_ error: StoreError) {
    switch error {
    case .full:
      self.init(
        .failed, "NOT saved: the disk is full.", advice: "Make room and save again.")
    case .readOnly:
      self.init(
        .failed, "NOT saved: the local copy cannot be written.",
        advice: "Check the folder's permissions; `weir doctor` names it.")
    case .busy:
      self.init(
        .failed, "Another program is writing to the local copy.", advice: "Try again in a moment.")
    case .unsound(let message):
      self.init(
        .failed, "NOT saved: the disk did not confirm the write.", detail: message,
        advice: "Check the disk and start weir again.")
    case .damaged(let message):
      self.init(
        .failed, "The local copy is damaged.", detail: message,
        advice: "Start weir again: it sets the file aside and takes the unpushed edits along.")
    case .damagedInPlace(let message):
      self.init(
        .failed, "The local copy is damaged, and its folder cannot be written.", detail: message,
        advice: "Give yourself the right to write there and start weir again: it sets the file "
          + "aside and takes the unpushed edits along; they stand as plain files in unpushed/, too."
      )
    case .newerSchema(let found, let known):
      self.init(
        .failed, "The local copy was written by a newer weir (\(found); this one knows \(known)).",
        advice: "Use the newer weir; the file was not touched.")
    case .notOurs(let path):
      self.init(
        .failed, "\(path) belongs to another program.",
        advice: "Move it away; it was not touched.")
    case .stopped: self.init(.failed, "The search was stopped.")
    case .replaced:
      self.init(
        .failed, "NOT saved: another weir put a new local copy in the place of this one.",
        detail: "The old one was damaged, or a backup was restored.",
        advice: "Start weir again.")
    case .inUse:
      self.init(
        .failed, "Another weir has this profile open.", detail: "Nothing was changed.",
        advice: "End it and try again.")
    case .otherServer(let origin):
      self.init(
        .failed, "The backup is of another server, \(origin).", detail: "Nothing was changed.",
        advice: "Restore it into a profile of that server.")
    case .exists(let path):
      self.init(
        .failed, "\(path) exists already.", detail: "It was not written over.",
        advice: "Give another name, or move it away.")
    case .system(let operation, let path, let number):
      self.init(
        .failed, "\(path): \(operation) failed.", detail: SystemError.sentence(number))
    case .unsafePlace(let path, let reason):
      self.init(
        .failed, "\(path) is not a safe place for private data.", detail: reason,
        advice: "Use a folder of your own (WEIR_HOME).")
    case .versionMoved:
      self.init(
        .needsPerson, "The flow changed meanwhile, in another window or by a pull.",
        detail: "Your text is kept.", advice: "Open it again and compare.")
    case .notAllowed(let state): self.init(refusedIn: state)
    case .alreadySending(let verb):
      self.init(
        .failed, "A \(verb.rawValue) of this flow is being sent.",
        advice: "Push again first: it settles what became of it.")
    case .notFound: self.init(.failed, "It is no longer in the local copy.")
    case .refused(let code, let message, _):
      self.init(
        .failed, "NOT saved: the local copy refused: \(message).",
        detail: "SQLite error \(code).", advice: "Check the disk and its limits; try again.")
    }
  }

  /// Why a flow in this state cannot be changed, and the way out (sync.md 2.15).
  private init(refusedIn state: SyncState) {
    switch state {
    case .stub:
      self.init(
        .failed, "This flow was never read whole.", advice: "Pull once, then change it.")
    case .conflict:
      self.init(
        .needsPerson, "This flow changed here and on the server.",
        advice: "Choose first: `weir resolve REF --mine`, `--theirs`, `--both` or `--choose`.")
    case .pendingDelete:
      self.init(
        .failed, "This flow waits to be deleted.", advice: "Take that back first: `weir undo REF`.")
    case .goneOnServer:
      self.init(
        .failed, "This flow is gone on the server.",
        advice: "Bring it back with `weir restore REF`.")
    case .quarantined:
      self.init(
        .failed, "The server's record of this flow could not be understood.",
        advice: "What was understood last stays as it is; the next pull that understands the "
          + "record lets it be changed again. `weir status` says what is wrong with it.")
    default:
      self.init(.failed, "This cannot be done while the flow is \(state.rawValue).")
    }
  }

  /// Why a pull or a push of a server ended early.
  ///
  /// - Parameter isWaiting: whether an order for this server waits.
  package init(_ error: SyncError, service: Service, isWaiting: Bool) {
    let name = service.title
    let change = "`weir profile add NAME --\(service.rawValue) URL …` changes"
    switch error {
    case .unreachable(let text):
      // The title says it already.
      let isTold = text.hasPrefix(AnswerMeaning.unreachableText)
      let why = isTold ? String(text.dropFirst(AnswerMeaning.unreachableText.count)) : text
      self.init(
        .unreachable, "The \(name) server could not be reached.", detail: why,
        advice: Self.certificateAdvice(why, service)
          ?? (isWaiting
            ? "Nothing is lost: what waits is sent when it is back." : "\(change) its address."))
    case .interrupted(let why):
      self.init(.unreachable, "The connection to the \(name) server broke.", detail: why)
    case .unauthorized(let why) where why.hasPrefix(AnswerMeaning.noTokenText):
      self.init(
        .authentication, "There is no token for the \(name) server.",
        detail: String(why.dropFirst(AnswerMeaning.noTokenText.count)))
    case .unauthorized(let why):
      self.init(
        .authentication, "The \(name) server refused the token.", detail: why,
        advice: "Check the token of this profile: `weir doctor` tries it, \(change) it.")
    case .forbidden(let why):
      self.init(
        .authentication, "The token may not do this on the \(name) server.", detail: why,
        advice: "Ask for the permission, or use another key.")
    case .serverChanged(let expected, let found):
      self.init(
        .needsPerson, "Another workspace stands behind this profile.",
        detail: "Expected \(expected), found \(found). Nothing was taken or sent.",
        advice: "If the key is of another workspace, give the profile the right one. Else "
          + "`weir profile rebind NAME` takes this one as the same; with `--as NEW` the copy stays "
          + "as it is and a new profile begins.")
    case .unusableAnswer(let why):
      self.init(
        .refused, "What the \(name) server answers is not its API.", detail: why,
        advice: "Check the URL of the profile: `weir doctor` tells what answers there, "
          + "\(change) it.")
    case .refused(let status, let message):
      self.init(.refused, "The \(name) server refused (\(status)).", detail: message)
    case .pushedElsewhere(let process, _):
      self.init(
        .failed,
        "Another weir is pushing to this server"
          + (process.map { " (process \($0))." } ?? "."),
        advice: "What you ordered waits; push again when it is done.")
    case .storage(let error): self.init(error)
    case .cancelled: self.init(.failed, "Stopped.", detail: "What was done so far is kept.")
    case .crashed(let point): self.init(.failed, "Ended at \(point.rawValue).")
    }
  }

  init(_ error: APIError, service: Service) {
    let name = service.title
    switch error {
    case .neverConnected(let why), .lost(let why):
      self.init(
        .unreachable, "The \(name) server could not be reached.", detail: why,
        advice: Self.certificateAdvice(why, service))
    case .noToken(let why): self.init(.authentication, "There is no token to send.", detail: why)
    case .answered(let refusal): self.init(refusal, name: name)
    case .notJSON(let status, let type):
      self.init(
        .refused, "What answers there is not the \(name) API.",
        detail: "It sent \(type.isEmpty ? "no content type" : type) with status \(status).",
        advice: "Check the URL: a web page, a proxy or a login page answers there.")
    case .redirected(let host):
      self.init(
        .refused, "The server points to another place: \(host).",
        advice: "weir never follows; put the right URL into the profile.")
    case .unreadable(let why), .malformed(_, let why):
      self.init(.refused, "The \(name) server's answer could not be understood.", detail: why)
    case .tooLarge(let limit):
      self.init(.refused, "The answer is larger than \(limit >> 20) MiB.")
    case .notAllowed(let why): self.init(.usage, "The request was not sent.", detail: why)
    case .cancelled: self.init(.failed, "Stopped.")
    }
  }

  /// What to do about a certificate that was refused; nil for other causes. libcurl's words tell
  /// which cause it is, and only they.
  private static func certificateAdvice(_ why: String, _ service: Service) -> String? {
    guard why.contains("certificate") else { return nil }
    if why.contains("expired") || why.contains("not yet valid") {
      return "Its owner must renew it; see, too, that this computer's clock is right."
    }
    if why.contains("revoked") { return "Send nothing there: ask the owner of the server." }
    if why.contains("does not match") || why.contains("matches target host") {
      return "Put the name that the certificate is for into the profile's URL."
    }
    return "If it is of your own authority, name that in the profile: "
      + "`weir profile add NAME … --\(service.rawValue)-ca-file FILE`."
  }

  private init(_ refusal: Refusal, name: String) {
    let said = refusal.message.isEmpty ? nil : refusal.message
    switch refusal.status {
    case 401:
      self.init(
        .authentication, "The \(name) server refused the token.", detail: said,
        advice: "Check the token of this profile.")
    case 403:
      self.init(.authentication, "The token may not do this on the \(name) server.", detail: said)
    default:
      self.init(.refused, "The \(name) server refused (\(refusal.status)).", detail: said)
    }
  }
}
