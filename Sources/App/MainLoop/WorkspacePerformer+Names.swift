import FlowModel
import FlowWorkspace
import Workbench

extension WorkspacePerformer {
  /// Flows and files that are named on the command line.
  func names(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .findFlow(let reference, let goal, let kind):
      post(.flowFound(try await workspace.findNamed(reference, preferring: kind), goal))
    case .findFlows(let words, .completion):
      let flows = try await workspace.flows(withWords: words, limit: Self.mostNames)
      post(.completionsFound(flows.map(\.name), for: words))
    case .findFlows(let words, .palette):
      let flows = try await workspace.flows(withWords: words, limit: Self.mostNames)
      post(.flowsFound(flows, for: words))
    case .listFiles(let beginning):
      post(.completionsFound(workspace.fileNames(beginning: beginning), for: beginning))
    default: break
    }
  }

  /// More than a person looks through.
  private static let mostNames = 50

  /// One flow as one file.
  func file(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .exportFlow(let id, let export):
      let written: Workspace.Exported
      do throws(Problem) {
        written = try await workspace.exportFlow(
          id, to: export.path, keepsSecrets: export.keepsSecrets, replaces: export.replaces,
          isDryRun: export.isDryRun)
      } catch {
        guard error.title.hasSuffix("exists already."), !export.replaces else { throw error }
        throw Problem(
          error.kind, error.title, detail: error.detail, advice: ":export! writes over it.")
      }
      post(.noticed(Notice(.success, written.sentence(isDryRun: export.isDryRun))))
    case .importFlow(let path, let kind, let isDryRun):
      let file = try workspace.flowFile(at: path, wanted: kind)
      if isDryRun { return post(.noticed(Notice(.info, file.sentence))) }
      let flow = try await workspace.importFlow(file)
      post(.ordered("Imported here: \(flow.name). P sends it.", flow.id))
    default: break
    }
  }
}

extension Workspace.Exported {
  fileprivate func sentence(isDryRun: Bool) -> String {
    let secrets =
      switch secretCount {
      case 0: ""
      case 1: ", without 1 secret"
      default: ", without \(secretCount) secrets"
      }
    return isDryRun
      ? "\(path) would be written: \(byteCount) bytes\(secrets). It was not."
      : "\(path): \(byteCount) bytes\(secrets)."
  }
}

extension FlowFile {
  fileprivate var sentence: String {
    let nodes = nodeCount.map { $0 == 1 ? ", 1 node" : ", \($0) nodes" } ?? ""
    let what = type.map { "\(kind.rawValue) (\($0))" } ?? kind.rawValue
    return "It would become the \(what) \"\(name)\"\(nodes). Nothing was made."
  }
}
