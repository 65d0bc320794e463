/// Every subcommand, a line each: help, README and the program read this list.
package enum SubcommandList {
  package static let all: [any Subcommand.Type] = [
    ProfileCommand.self,
    KeysCommand.self,
    DoctorCommand.self,
    PullCommand.self,
    PushCommand.self,
    SyncCommand.self,
    StatusCommand.self,
    ListCommand.self,
    ShowCommand.self,
    GraphCommand.self,
    HistoryCommand.self,
    DiffCommand.self,
    SetCommand.self,
    PutCommand.self,
    EditCommand.self,
    NewCommand.self,
    RenameCommand.self,
    DuplicateCommand.self,
    DeleteCommand.self,
    UndoCommand.self,
    RestoreCommand.self,
    PublishCommand.self,
    ActivateCommand.self,
    PauseCommand.self,
    VersionsCommand.self,
    ConflictsCommand.self,
    ResolveCommand.self,
    NoticesCommand.self,
    RecoverCommand.self,
    ExportCommand.self,
    ImportCommand.self,
    BackupCommand.self,
    RestoreBackupCommand.self,
    ManCommand.self,
    CompletionCommand.self,
  ]

  package static func named(_ name: String) -> (any Subcommand.Type)? {
    all.first { $0.name == name }
  }
}
