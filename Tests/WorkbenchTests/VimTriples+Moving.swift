/// What vim does: text with cursor, keys, text with cursor; `⏎` is a line break.
///
/// Made by vim 9.0 itself (`vim -u NONE -N`, each row through `feedkeys`), with `shiftwidth=2
/// expandtab autoindent ignorecase smartcase nrformats=` and the line and column read back. Where the
/// editor differs on purpose, the case is in `EditorNormalModeTests` with the reason. `?` and `E` are
/// here behind operators and in visual mode only: alone they are help and $EDITOR.
enum VimTriples {}

extension VimTriples {
  /// Motions, marks and searches.
  static let moves = #"""
    a‸bc ┃ h ┃ ‸abc
    ‸abc ┃ h ┃ ‸abc
    ‸abc ┃ l ┃ a‸bc
    ab‸c ┃ l ┃ ab‸c
    ‸abc⏎ ┃ 9l ┃ ab‸c⏎
    a‸b⏎cd ┃ j ┃ ab⏎c‸d
    ab⏎c‸d ┃ k ┃ a‸b⏎cd
    abcd‸e⏎ab⏎abcde ┃ jj ┃ abcde⏎ab⏎abcd‸e
    ‸a⏎b⏎c ┃ 2j ┃ a⏎b⏎‸c
    ‸a⏎b ┃ 9j ┃ a⏎‸b
    ‸ab⏎abcd ┃ $j ┃ ab⏎abc‸d
    ‸ab⏎⏎ab ┃ l2j ┃ ab⏎⏎a‸b
    ‸a b c d ┃ 3w ┃ a b c ‸d
    a b ‸c ┃ 2b ┃ ‸a b c
    ‸ab, cd ┃ w ┃ ab‸, cd
    ‸ab⏎⏎cd ┃ w ┃ ab⏎‸⏎cd
    ‸ab⏎  cd ┃ w ┃ ab⏎  ‸cd
    ‸ab  ┃ w ┃ ab‸ 
    a‸b ┃ w ┃ a‸b
    ‸"k": [1, 2] ┃ 3w ┃ "k": ‸[1, 2]
    ‸"k": [1, 2] ┃ W ┃ "k": ‸[1, 2]
    ‸"k": [1, 2] ┃ 2W ┃ "k": [1, ‸2]
    a.b c.‸d ┃ B ┃ a.b ‸c.d
    a.b c.‸d ┃ 2b ┃ a.b ‸c.d
    ‸ab cd ┃ e ┃ a‸b cd
    ‸ab cd ┃ 2e ┃ ab c‸d
    a⏎⏎ ‸b ┃ b ┃ a⏎‸⏎ b
    ab c‸d ┃ ge ┃ a‸b cd
    ab cd ‸ef ┃ 2ge ┃ a‸b cd ef
    ab⏎⏎c‸d ┃ ge ┃ ab⏎‸⏎cd
    a.b ‸c ┃ ge ┃ a.‸b c
    ‸ab ┃ ge ┃ ‸ab
      ab‸c ┃ 0 ┃ ‸  abc
      ab‸c ┃ ^ ┃   ‸abc
    ‸abc⏎d ┃ $ ┃ ab‸c⏎d
    ‸abc⏎def ┃ 2$ ┃ abc⏎de‸f
    a⏎‸b⏎c ┃ gg ┃ ‸a⏎b⏎c
    ‸a⏎b⏎  c ┃ G ┃ a⏎b⏎  ‸c
    ‸a⏎ b⏎c ┃ 2G ┃ a⏎ ‸b⏎c
    a⏎ b⏎‸c ┃ 2gg ┃ a⏎ ‸b⏎c
    ‸abcabc ┃ fc ┃ ab‸cabc
    ‸abcabc ┃ 2fc ┃ abcab‸c
    ‸abcabc ┃ 3fc ┃ ‸abcabc
    ‸abc ┃ tc ┃ a‸bc
    abca‸b ┃ Fa ┃ abc‸ab
    abca‸b ┃ Tb ┃ ab‸cab
    ‸a,b,c,d ┃ f,; ┃ a,b‸,c,d
    ‸a,b,c,d ┃ 2f,, ┃ a‸,b,c,d
    ‸a,b,c,d ┃ t,; ┃ a,‸b,c,d
    ‸a,b,c,d ┃ t,2; ┃ a,‸b,c,d
    a,b,c,‸d ┃ F,; ┃ a,b‸,c,d
    a,b,c,‸d ┃ T,; ┃ a,b,‸c,d
    ‸a,b,c,d ┃ f,;;, ┃ a,b‸,c,d
    ‸{"a": [1]} ┃ % ┃ {"a": [1]‸}
    {"a": ‸[1]} ┃ % ┃ {"a": [1‸]}
    ‸x (a (b)) ┃ % ┃ x (a (b)‸)
    ‸a⏎b⏎⏎c ┃ } ┃ a⏎b⏎‸⏎c
    ‸a⏎⏎⏎b ┃ 2} ┃ a⏎⏎⏎‸b
    a⏎⏎b⏎‸c ┃ { ┃ a⏎‸⏎b⏎c
    ‸a⏎  b ┃ <Enter> ┃ a⏎  ‸b
    a⏎‸b ┃ <BS> ┃ ‸a⏎b
    ‸a⏎b ┃ <Space> ┃ a⏎‸b
    ‸a⏎b⏎c⏎d ┃ jjjma gg'a ┃ a⏎b⏎c⏎‸d
    ‸a⏎b⏎ cd ┃ jjlmagg`a ┃ a⏎b⏎ ‸cd
    ‸a⏎b⏎ cd ┃ jjlmagg'a ┃ a⏎b⏎ ‸cd
    ‸a⏎b⏎c ┃ G'' ┃ ‸a⏎b⏎c
    ‸a⏎b⏎ cd ┃ G$gg`` ┃ a⏎b⏎ c‸d
    ‸ab ab x ab ┃ * ┃ ab ‸ab x ab
    ab ‸ab x ab ┃ # ┃ ‸ab ab x ab
    ‸ab abc ab ┃ * ┃ ab abc ‸ab
    ‸  ab x ab ┃ * ┃   ab x ‸ab
    ‸ab ab x ab ab ┃ *n ┃ ab ab x ‸ab ab
    ‸ab ab x ab ab ┃ *N ┃ ‸ab ab x ab ab
    ‸ab ab x ab ab ┃ #n ┃ ab ab x ‸ab ab
    ‸ab ab x ab ab ┃ 2* ┃ ab ab x ‸ab ab
    ‸ab ab ab ┃ /b<Enter> ┃ a‸b ab ab
    ‸ab ab ab ┃ /ab<Enter>n ┃ ab ab ‸ab
    ‸ab ab ab ┃ /ab<Enter>N ┃ ‸ab ab ab
    ‸Ab aB ┃ /ab<Enter> ┃ Ab ‸aB
    ‸ab Ab ┃ /Ab<Enter> ┃ ab ‸Ab
    ‸a1 b2 c3 ┃ /\d<Enter> ┃ a‸1 b2 c3
    ‸a1 b2 c3 ┃ /\d<Enter>n ┃ a1 b‸2 c3
    ‸foo fo fooo ┃ /fo\{3}<Enter> ┃ foo fo ‸fooo
    ‸foo bar ┃ /ba\|ob<Enter> ┃ foo ‸bar
    ‸ab⏎cd⏎ef ┃ /$<Enter> ┃ a‸b⏎cd⏎ef
    ‸ab⏎cd⏎ef ┃ /$<Enter>n ┃ ab⏎c‸d⏎ef
    ‸ab⏎cd⏎ef ┃ /^.f<Enter> ┃ ab⏎cd⏎‸ef
    ‸a b c b ┃ /\vb$<Enter> ┃ a b c ‸b
    ‸ab x ab ┃ /x<Enter>gg/<Enter> ┃ ab ‸x ab
    ‸ab  cd ┃ wge ┃ a‸b  cd
    ‸ab cd ┃ $b ┃ ab ‸cd
      ‸ab⏎cd ┃ jk ┃   ‸ab⏎cd
    ‸abcdef⏎a⏎abcdef ┃ $jjh ┃ abcdef⏎a⏎abcd‸ef
    ‸abcdef⏎a⏎abcdef ┃ 4ljj ┃ abcdef⏎a⏎abcd‸ef
    ‸ab ┃ 5l ┃ a‸b
    ‸  a⏎    b ┃ <j ┃ ‸a⏎  b
    ‸aé漢b ┃ $X ┃ aé‸b
    ‸größe x ┃ * ┃ ‸größe x
    ‸x = (a + b) ┃ $% ┃ x = ‸(a + b)
    ‸[a, [b, c]] ┃ fb% ┃ [a, ‸[b, c]]
    """#

  /// Deleting with motions.
  static let deletes = #"""
    a‸bc ┃ x ┃ a‸c
    ab‸c ┃ x ┃ a‸b
    ‸abcd ┃ 3x ┃ ‸d
    ‸ab⏎c ┃ 9x ┃ ‸⏎c
    ab‸c ┃ X ┃ a‸c
    abc‸d ┃ 2X ┃ a‸d
    a⏎‸b⏎c ┃ dd ┃ a⏎‸c
    a⏎‸b ┃ dd ┃ ‸a
    ‸a ┃ dd ┃ ‸
    ‸a⏎b⏎c ┃ 2dd ┃ ‸c
    ‸a⏎b⏎c ┃ d2d ┃ ‸c
    a⏎‸b⏎c ┃ 9dd ┃ ‸a
    a⏎‸b ┃ 2dd ┃ a⏎‸b
    ‸a⏎  b ┃ dd ┃   ‸b
    ‸a⏎b⏎c ┃ dj ┃ ‸c
    a⏎b⏎‸c ┃ dk ┃ ‸a
    a⏎b⏎‸c ┃ dj ┃ a⏎b⏎‸c
    a⏎‸b⏎c ┃ dG ┃ ‸a
    a⏎‸b⏎c ┃ dgg ┃ ‸c
    ‸a⏎b⏎c⏎d ┃ d2j ┃ ‸d
    ‸a⏎b⏎c⏎d ┃ d3G ┃ ‸d
    a‸bc⏎d ┃ D ┃ ‸a⏎d
    a‸bc⏎def⏎g ┃ 2D ┃ ‸a⏎g
    ‸ab cd ┃ dw ┃ ‸cd
    ab ‸cd⏎ef ┃ dw ┃ ab‸ ⏎ef
    a‸b⏎  cd ┃ dw ┃ ‸a⏎  cd
    ‸ab⏎⏎cd ┃ d2w ┃ ‸cd
    ‸a b c d ┃ d2w ┃ ‸c d
    ‸a b c d ┃ 2dw ┃ ‸c d
    ‸a b c d e f ┃ 2d2w ┃ ‸e f
    ‸a.b c ┃ dW ┃ ‸c
    ‸ab cd ┃ de ┃ ‸ cd
    ‸a.b c ┃ dE ┃ ‸ c
    ab c‸d ┃ db ┃ ab ‸d
    a.b c‸d ┃ d2b ┃ a.‸d
    ab⏎‸cd ┃ db ┃ ‸cd
    ab⏎c‸d ┃ d2b ┃ ‸d
    ab c‸d ef ┃ dge ┃ a‸ ef
    ab‸c ┃ d0 ┃ ‸c
      ab‸c ┃ d^ ┃   ‸c
    ‸abc ┃ d$ ┃ ‸
    ‸abcd ┃ dfc ┃ ‸d
    ‸abcd ┃ dtc ┃ ‸cd
    abc‸d ┃ dFb ┃ a‸d
    abc‸d ┃ dTb ┃ ab‸d
    ‸a,b,c ┃ f,d; ┃ a‸c
    ‸{[1]} x ┃ d% ┃ ‸ x
    x {1‸} y ┃ d% ┃ x ‸ y
    ‸a⏎b⏎⏎c ┃ d} ┃ ‸⏎c
    a‸b⏎c⏎⏎d ┃ d} ┃ ‸a⏎⏎d
    a⏎⏎b⏎‸c ┃ d{ ┃ a⏎‸c
    ‸ab cd ef ┃ d/ef<Enter> ┃ ‸ef
    ‸ab cd⏎ef ┃ d/ef<Enter> ┃ ‸ef
    a ‸b⏎cd ┃ d/cd<Enter> ┃ a‸ ⏎cd
    ab cd e‸f ┃ d?cd<Enter> ┃ ab ‸f
    ‸a⏎b⏎c⏎d ┃ majjd'a ┃ ‸d
    ‸abcd ┃ malld`a ┃ ‸cd
    ‸ab ab ┃ /ab<Enter>ggdn ┃ ‸ab
    a‸bc⏎ ┃ dh ┃ ‸bc⏎
    ‸ab ┃ dh ┃ ‸ab
    a⏎‸b ┃ d<BS> ┃ a‸b
    ‸ab⏎c ┃ ld<Space> ┃ ‸a⏎c
    ‸abc ┃ d<Esc>x ┃ ‸bc
    ‸⏎b ┃ dw ┃ ‸b
    ‸ab⏎abcd⏎⏎cd ┃ jl2dd ┃ ab⏎‸cd
    ‸ab cd ef ┃ d/e<Enter>u2w ┃ ab cd ‸ef
    ‸a, b, c ┃ f,lrxF, ┃ a‸,xb, c
    ‸aé漢b ┃ lrx ┃ a‸x漢b
    ‸aé漢b ┃ lx ┃ a‸漢b
    ‸aé漢b ┃ f漢x ┃ aé‸b
    ‸größe x ┃ de ┃ ‸ x
    ‸[a, [b, c]] ┃ fbd% ┃ [a, ‸, c]]
    ‸[a, [b, c]] ┃ fbda[ ┃ [a, ‸]
    ‸[a, [b, c]] ┃ fb2da[ ┃ ‸
    ‸a⏎b⏎c⏎d⏎e ┃ 2jmakkd'a ┃ ‸d⏎e
    ‸a b c ┃ wmawd`a ┃ a ‸c
    ‸a b c ┃ wmaggd`a ┃ ‸b c
    ‸abc ┃ xxx ┃ ‸
    ‸ ┃ x ┃ ‸
    ‸ ┃ dd ┃ ‸
    ‸ ┃ D ┃ ‸
    ‸⏎ ┃ dd ┃ ‸
    ‸⏎ ┃ x ┃ ‸⏎
    ‸a⏎ ┃ dG ┃ ‸
    ‸a⏎⏎ ┃ Gdd ┃ a⏎‸
    a⏎‸ ┃ dk ┃ ‸
    a⏎‸⏎b ┃ dwdw ┃ a⏎‸
    ab⏎cd⏎‸ef ┃ d4<BS> ┃ ab‸ef
    ‸ab,cd,ef ┃ f,;D ┃ ab,c‸d
    ‸ab,cd,ef ┃ t,;;D ┃ ab,‸c
    ‸ab,cd,ef ┃ 2t,D ┃ ab,‸c
    ab,cd,e‸f ┃ T,;x ┃ ab,‸d,ef
    """#

  /// Text objects.
  static let objects = #"""
    a‸b cd ef ┃ diw ┃ ‸ cd ef
    a‸b cd ef ┃ daw ┃ ‸cd ef
    ab c‸d ┃ daw ┃ a‸b
    ab ‸ cd ┃ diw ┃ ab‸cd
    ab‸  cd ef ┃ daw ┃ ab‸ ef
    ‸ab cd ef gh ┃ d2aw ┃ ‸ef gh
    ‸ab cd ef gh ┃ d3iw ┃ ‸ ef gh
    a.‸b c ┃ diW ┃ ‸ c
    x a.‸b c ┃ daW ┃ x ‸c
    a.‸b c ┃ diw ┃ a.‸ c
    ‸  ab ┃ daw ┃ ‸
    "na‸me": "x" ┃ di" ┃ "‸": "x"
    "na‸me": "x" ┃ da" ┃ ‸: "x"
    {"k": "va‸l"} ┃ di" ┃ {"k": "‸"}
    {"k": "va‸l" } ┃ da" ┃ {"k": ‸}
    {"k": "va‸l"} ┃ da" ┃ {"k":‸}
    ‸  "k": 1 ┃ di" ┃   "‸": 1
    "a ‸\"b\" c" ┃ di" ┃ "‸"
    {"a": [1, ‸2]} ┃ di[ ┃ {"a": [‸]}
    {"a": [1, ‸2]} ┃ da[ ┃ {"a": ‸}
    {"a": [1, ‸2]} ┃ di{ ┃ {‸}
    {"a": [1, ‸2]} ┃ da{ ┃ ‸
    {"a": [1, ‸2]} ┃ di] ┃ {"a": [‸]}
    {{‸1}} ┃ 2di{ ┃ {‸}
    ‸{1} ┃ di{ ┃ {‸}
    {1‸} ┃ di{ ┃ {‸}
    {⏎  a‸⏎} ┃ di{ ┃ {⏎‸}
    {⏎  a⏎  ‸b⏎} ┃ di{ ┃ {⏎‸}
    { ‸a⏎} ┃ di{ ┃ ‸{⏎}
    {⏎‸a } ┃ di{ ┃ {⏎‸}
    {⏎  a⏎  ‸b⏎} ┃ da{ ┃ ‸
    {‸} ┃ di{ ┃ {‸}
    f(a, ‸b) ┃ di( ┃ f(‸)
    f(a, ‸b) ┃ dab ┃ ‸f
    f(a, (‸b)) ┃ d2i( ┃ f(‸)
    a⏎‸b⏎⏎c ┃ dip ┃ ‸⏎c
    a⏎‸b⏎⏎c ┃ dap ┃ ‸c
    a⏎⏎‸c ┃ dap ┃ ‸a
    a⏎‸⏎⏎b ┃ dip ┃ a⏎‸b
    a‸b cd ┃ ciwx<Esc> ┃ ‸x cd
    {"k": "va‸l"} ┃ ci"x<Esc> ┃ {"k": "‸x"}
    {⏎  a⏎  ‸b⏎} ┃ ci{x<Esc> ┃ {⏎  ‸x⏎}
    a⏎‸b⏎⏎c ┃ yipP ┃ ‸a⏎b⏎a⏎b⏎⏎c
    a‸b cd ┃ yiwP ┃ a‸bab cd
    {"k": "va‸l"} ┃ yi"$p ┃ {"k": "val"}va‸l
    """#
}
