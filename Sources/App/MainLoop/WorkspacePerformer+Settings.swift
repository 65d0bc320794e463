import FlowModel
import FlowWorkspace
import JSONText
import Workbench

extension WorkspacePerformer {
  /// What the tab Versions asks for.
  func published(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .loadPublished(let flow):
      let versions = try await workspace.versions(of: flow)
      post(
        .publishedLoaded(
          flow,
          versions.map { version in
            PublishedLine(
              id: version.id, createdAt: version.createdAt, nodeCount: version.nodeCount,
              byteCount: version.byteCount)
          }))
    case .loadPublishedContent(let flow, let version, compared: false):
      let record = try await workspace.publishedRecord(version, of: flow)
      let lines = Self.lines(of: record, try await workspace.summary(flow))
      post(.publishedContentLoaded(flow, version: version, .text(lines)))
    case .loadPublishedContent(let flow, let version, compared: true):
      let differences = try await workspace.differences(
        of: flow, from: .published(version), limit: FlowDiff.shortened)
      post(.publishedContentLoaded(flow, version: version, .changes(differences)))
    default: break
    }
  }

  /// Orders of the tabs Config and Versions.
  func change(
    _ effect: Effect, _ post: @escaping @Sendable (AppEvent) -> Void
  ) async throws(Problem) {
    switch effect {
    case .changeSetting(let flow, let setting, let value):
      let record = try await workspace.flow(flow).record
      let place = setting.placing(value, in: record)
      let outcome = try await workspace.setValue(
        at: place.path.dotted, to: place.value, of: flow)
      let name = [setting.group, setting.name].joined(separator: ", ")
      post(.ordered("\(outcome.sentence(done: "\(name): changed here"))", nil))
    case .usePublished(let flow, let version):
      let outcome = try await workspace.usePublished(version, of: flow)
      post(.ordered(outcome.sentence(done: "The draft is that version"), nil))
    default: break
    }
  }
}
