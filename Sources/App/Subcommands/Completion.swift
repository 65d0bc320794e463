/// Completion for shells, made from the list of subcommands and their options.
package enum Completion {
  /// The shells it is written for.
  package enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  package static func script(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private struct Entry {
    let name: String
    let summary: String
    let options: [Option]
    /// Takes names of flows: what `weir list` knows.
    let takesFlow: Bool
  }

  private static let entries: [Entry] =
    SubcommandList.all.map { command in
      Entry(
        name: command.name, summary: command.summary, options: command.options,
        takesFlow: command.usage.contains("REF"))
    }
    + ProgramHelp.ownCommands.map {
      Entry(name: $0.0, summary: $0.1, options: [], takesFlow: false)
    }

  /// What may stand behind an option or a command, where it is one of a few words.
  private static func choices(_ value: String?) -> [String] {
    guard let value, value.contains("|") else { return [] }
    return value.split(separator: "|").map(String.init)
  }

  private static func fixedWords(_ entry: Entry) -> [String] {
    switch entry.name {
    case "completion": Shell.allCases.map(\.rawValue)
    case "help": entries.map(\.name)
    case "profile": ["add", "list", "show", "use", "remove", "rebind"]
    default: []
    }
  }

  // MARK: bash

  private static var bash: String {
    let names = entries.map(\.name).joined(separator: " ")
    let globals = ProgramHelp.globalOptions.map(\.name).joined(separator: " ")
    var cases = ""
    for entry in entries {
      var words = entry.options.map(\.name) + fixedWords(entry)
      words.append("--help")
      cases +=
        "    \(entry.name)) words=\"\(words.joined(separator: " "))\"; flows=\(entry.takesFlow ? 1 : 0) ;;\n"
    }
    var values = ""
    var seen: Set<String> = []
    for option in entries.flatMap(\.options) + ProgramHelp.globalOptions {
      let choices = choices(option.value)
      guard !choices.isEmpty, seen.insert(option.name).inserted else { continue }
      values +=
        "    \(option.name)) COMPREPLY=($(compgen -W \"\(choices.joined(separator: " "))\" -- \"$cur\")); return ;;\n"
    }
    return """
      # weir completion bash: put it where bash-completion looks, or: source <(weir completion bash)
      _weir() {
        local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command="" i words flows
        COMPREPLY=()
        case "$prev" in
          -p) COMPREPLY=($(compgen -W "$(weir profile list 2>/dev/null | awk 'NR > 1 { print $1 }')" -- "$cur")); return ;;
      \(values)  esac
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "${COMP_WORDS[i]}" in
            -p|--color) ((i++)) ;;
            -*) ;;
            *) command="${COMP_WORDS[i]}"; break ;;
          esac
        done
        case "$command" in
          "") words="\(names) \(globals)"; flows=0 ;;
      \(cases)    *) words=""; flows=0 ;;
        esac
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        if [ "$flows" = 1 ] && [[ "$cur" != -* ]]; then
          COMPREPLY+=($(compgen -W "$(weir list --json 2>/dev/null | sed -n 's/^ *"id": "\\(.*\\)",*$/\\1/p')" -- "$cur"))
        fi
        [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$cur"))
      }
      complete -F _weir weir

      """
  }

  // MARK: zsh

  private static var zsh: String {
    func escaped(_ text: String) -> String {
      text.map { "'[]:\\".contains($0) ? ($0 == "'" ? "'\\''" : "\\\($0)") : String($0) }.joined()
    }
    let commands = entries.map { "    '\($0.name):\(escaped($0.summary))'" }
      .joined(separator: "\n")
    func option(_ option: Option) -> String {
      let choices = choices(option.value)
      let value = option.value.map { name in
        choices.isEmpty
          ? ":\(escaped(name)):_files" : ":value:(\(choices.joined(separator: " ")))"
      }
      return "'\(option.name)[\(escaped(option.help))]\(value ?? "")'"
    }
    let cases = entries.map { entry -> String in
      let words = fixedWords(entry)
      let rest =
        words.isEmpty
        ? (entry.takesFlow ? "'*:flow:_weir_flows'" : "'*:file:_files'")
        : "'1:word:(\(words.joined(separator: " ")))'"
      let options = entry.options.map(option).joined(separator: " ")
      return "        \(entry.name)) _arguments \(options) \(rest) ;;"
    }.joined(separator: "\n")
    let globals = ProgramHelp.globalOptions.map(option).joined(separator: " ")
    return """
      #compdef weir
      # weir completion zsh: a file named _weir in a folder of $fpath
      _weir_flows() {
        local -a flows
        flows=(${(f)"$(weir list --json 2>/dev/null | sed -n 's/^ *"id": "\\(.*\\)",*$/\\1/p')"})
        compadd -a flows
      }
      _weir() {
        local context state line
        local -a commands
        commands=(
      \(commands)
        )
        _arguments -C \(globals) '1:command:->command' '*::argument:->argument'
        case $state in
          command) _describe command commands ;;
          argument)
            case $words[1] in
      \(cases)
            esac ;;
        esac
      }
      _weir "$@"

      """
  }

  // MARK: fish

  private static var fish: String {
    func quoted(_ text: String) -> String {
      "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
    }
    func option(_ option: Option, _ condition: String) -> String {
      let name =
        option.name.hasPrefix("--")
        ? "-l \(option.name.dropFirst(2))" : "-s \(option.name.dropFirst())"
      let choices = choices(option.value)
      let value =
        option.value == nil
        ? "" : choices.isEmpty ? " -r" : " -x -a \(quoted(choices.joined(separator: " ")))"
      return "complete -c weir\(condition) \(name)\(value) -d \(quoted(option.help))\n"
    }
    var text = "# weir completion fish: a file weir.fish in ~/.config/fish/completions\n"
    for global in ProgramHelp.globalOptions { text += option(global, "") }
    for entry in entries {
      text +=
        "complete -c weir -n __fish_use_subcommand -f -a \(entry.name) -d \(quoted(entry.summary))\n"
      let condition = " -n '__fish_seen_subcommand_from \(entry.name)'"
      for own in entry.options { text += option(own, condition) }
      let words = fixedWords(entry)
      if !words.isEmpty {
        text += "complete -c weir\(condition) -f -a \(quoted(words.joined(separator: " ")))\n"
      }
      if entry.takesFlow {
        text +=
          "complete -c weir\(condition) -f -a \"(weir list --json 2>/dev/null | string match -rg '^ *\\\"id\\\": \\\"(.*)\\\",*\\$')\"\n"
      }
    }
    return text
  }
}
