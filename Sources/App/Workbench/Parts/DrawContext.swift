package import CellGrid
package import FlowModel

/// What a pane needs to draw itself besides its own state.
package struct DrawContext: Sendable {
  package let theme: Theme
  package let now: Milliseconds
  package let shape: AppLayout.Shape
  /// Keys, for hints inside panes.
  package let bindings: KeyBindings
  /// Whether keys go to this pane: its rule is heavy and its cursor row reverse.
  package var isFocused: Bool

  package subscript(_ role: StyleRole) -> Style { theme[role] }

  /// The rule at the top of a pane with its titles: the first is its name.
  package func drawRule(_ titles: [String], on canvas: inout Canvas, row: Int = 0) {
    let name = theme[isFocused ? .titleFocus : .title]
    let styled = titles.enumerated().map { index, text in
      StyledText(text, index == 0 ? name : theme[.muted])
    }
    canvas.rule(
      row: row, titles: styled, isFocused: isFocused,
      style: theme[isFocused ? .ruleFocus : .rule])
  }
}
