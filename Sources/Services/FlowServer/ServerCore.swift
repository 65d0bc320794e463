/// Takes a request through faults, routes and log.
final class ServerCore: Sendable {
  let store: SharedStore
  let faults: FaultScript
  let log: RequestLog
  let pause = Pause()
  private let flowise: FlowiseRoutes
  private let flowNally: FlowNallyRoutes
  private let clock: @Sendable () -> Int64

  init(options: ServerOptions) throws(ServerError) {
    store = try SharedStore(options: options)
    faults = FaultScript(options.faults)
    log = try RequestLog(options.logging)
    flowise = FlowiseRoutes(store: store, options: options)
    flowNally = FlowNallyRoutes(store: store, options: options)
    clock = options.clock
  }

  func answer(_ request: Request, isTooLarge: Bool) -> Response {
    let when = clock()
    let response = faulty(request, isTooLarge: isTooLarge)
    guard log.isWanted else { return response }
    let isSilent = if case .none = response.delivery { true } else { false }
    let parts = request.target.split(separator: "?", maxSplits: 1)
    log.add(
      LoggedRequest(
        method: request.method, target: request.target,
        path: request.path ?? parts.first.map(String.init) ?? "",
        query: parts.count > 1 ? String(parts[1]) : "",
        headerNames: request.headers.map { $0.name.lowercased() }, body: request.body,
        status: isSilent ? 0 : response.status, when: when))
    return response
  }

  private func faulty(_ request: Request, isTooLarge: Bool) -> Response {
    let path = request.path ?? request.target
    let isFlowNally = path == FlowNallyRoutes.prefix || path.hasPrefix(FlowNallyRoutes.prefix + "/")
    let prefix = isFlowNally ? FlowNallyRoutes.prefix : flowise.rules.prefix
    let below = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    let faults = faults.take(method: request.verb, path: below)
    pause.wait(milliseconds: faults.delayBefore)
    func refusal(_ status: Int, _ retryAfter: Int? = nil) -> Response {
      isFlowNally
        ? FlowNallyRoutes.scripted(status: status, retryAfter: retryAfter)
        : flowise.errors.scripted(status: status, retryAfter: retryAfter)
    }
    switch faults.decisive {
    case .unreachable: return .dropped
    case .refused(let status, let retryAfter): return refusal(status, retryAfter)
    case .html: return FlowiseErrors.webPage
    case .redirect(let address): return Response(status: 302, headers: [("Location", address)])
    default: break
    }
    if isTooLarge { return refusal(413) }
    var response =
      isFlowNally
      ? flowNally.answer(request, shape: faults.shape)
      : flowise.answer(
        request, shape: faults.shape, isHalfCreate: faults.decisive == .halfCreate)
    pause.wait(milliseconds: faults.delayAfter)
    switch faults.decisive {
    case .stored(let status): return refusal(status)
    case .lost, .halfCreate: return .dropped
    case .cut: response.delivery = .half
    default: break
    }
    return response
  }
}
