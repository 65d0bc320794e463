extension VimTriples {
  /// Changing, joining, case, indentation, numbers.
  static let changes = #"""
    ‸ab cd ┃ cwx<Esc> ┃ ‸x cd
    ab‸ cd ┃ cwx<Esc> ┃ ab‸xcd
    ab‸   cd ┃ cwx<Esc> ┃ ab‸xcd
    ‸ab cd ef ┃ c2wx<Esc> ┃ ‸x ef
    a‸b cd ┃ cwx<Esc> ┃ a‸x cd
    ‸ab, cd ┃ cWx<Esc> ┃ ‸x cd
    ‸ab cd ┃ cex<Esc> ┃ ‸x cd
    ab c‸d ┃ cbx<Esc> ┃ ab ‸xd
      ‸a⏎b ┃ ccx<Esc> ┃   ‸x⏎b
    ‸a⏎b⏎c ┃ 2ccx<Esc> ┃ ‸x⏎c
      a‸b⏎c ┃ Sx<Esc> ┃   ‸x⏎c
    a‸bc ┃ Cx<Esc> ┃ a‸x
    ‸abc ┃ sx<Esc> ┃ ‸xbc
    ‸abc ┃ 2sx<Esc> ┃ ‸xc
    ‸abc ┃ c$x<Esc> ┃ ‸x
    a‸bc ┃ c0x<Esc> ┃ ‸xbc
    ‸a(b)c ┃ ct)x<Esc> ┃ ‸x)c
    ‸a⏎b⏎c ┃ cjx<Esc> ┃ ‸x⏎c
    ‸a⏎b⏎c ┃ cGx<Esc> ┃ ‸x
    ‸ ┃ cwx<Esc> ┃ ‸x
    ‸ ┃ sx<Esc> ┃ ‸x
    ‸abc ┃ rx ┃ ‸xbc
    ‸abc ┃ 2rx ┃ x‸xc
    ‸ab ┃ 9rx ┃ ‸ab
    ‸a⏎b ┃ J ┃ a‸ b
    ‸a⏎  b⏎c ┃ 3J ┃ a b‸ c
    ‸a⏎⏎b ┃ J ┃ ‸a⏎b
    ‸a⏎⏎b ┃ 3J ┃ a‸ b
    ‸a  ⏎b ┃ J ┃ a  ‸b
    ‸a⏎  )b ┃ J ┃ a‸)b
    ‸a⏎ b ┃ gJ ┃ a‸ b
    ‸a ┃ J ┃ ‸a
    ‸aBc ┃ ~ ┃ A‸Bc
    ‸aBc ┃ 3~ ┃ Ab‸C
    a‸b ┃ ~ ┃ a‸B
    ‸aB cd ┃ g~w ┃ ‸Ab cd
    a‸B cd ┃ g~~ ┃ ‸Ab CD
    a‸B cd ┃ guu ┃ ‸ab cd
    a‸b cd ┃ gUU ┃ ‸AB CD
    a‸b cd ┃ gUiw ┃ ‸AB cd
    ‸aB⏎cD ┃ gUj ┃ ‸AB⏎CD
    aB ‸CD ┃ gub ┃ ‸ab CD
    ‸a⏎b ┃ >> ┃   ‸a⏎b
    ‸a⏎b ┃ 2>> ┃   ‸a⏎  b
        a‸b ┃ << ┃   ‸ab
     ‸a ┃ << ┃ ‸a
    ‸a⏎⏎b ┃ 3>> ┃   ‸a⏎⏎  b
    a⏎‸b ┃ >k ┃   ‸a⏎  b
    ‸a⏎b⏎c ┃ >G ┃   ‸a⏎  b⏎  c
    {⏎‸a⏎} ┃ >i{ ┃ {⏎  ‸a⏎}
    a: ‸1 ┃ <C-a> ┃ a: ‸2
    ‸a: 1 ┃ <C-a> ┃ a: ‸2
    ‸a: 1 ┃ 5<C-a> ┃ a: ‸6
    ‸9 ┃ <C-a> ┃ 1‸0
    ‸0 ┃ <C-x> ┃ -‸1
    ‸-1 ┃ <C-a> ┃ ‸0
    ‸-1 ┃ 3<C-x> ┃ -‸4
    ‸x 099 y ┃ <C-a> ┃ x 10‸0 y
    ‸x 1000 y ┃ <C-x> ┃ x 99‸9 y
    ‸1 2 ┃ w<C-a> ┃ 1 ‸3
    ‸abc ┃ <C-a> ┃ ‸abc
    ‸ab⏎abcd⏎⏎cd ┃ jlguj ┃ ab⏎a‸bcd⏎⏎cd
    ab⏎cd⏎‸ef ┃ 4<BS> ┃ ‸ab⏎cd⏎ef
    ‸a⏎b⏎c ┃ 2<Enter> ┃ a⏎b⏎‸c
    ‸a⏎b ┃ >jj ┃   a⏎  ‸b
    ‸a ö a ┃ /ö<Enter> ┃ a ‸ö a
    ‸ ┃ ~ ┃ ‸
    ‸ ┃ J ┃ ‸
    ‸ ┃ >> ┃ ‸
    ‸⏎a ┃ J ┃ ‸a
    ‸aB cd⏎eF ┃ lguj ┃ a‸b cd⏎ef
    ‸aB⏎cD⏎eF ┃ jlgUk ┃ A‸B⏎CD⏎eF
    ‸[1, 2] ┃ f2r3F1r4 ┃ [‸4, 3]
    """#

  /// Insert mode.
  static let inserts = #"""
    a‸b ┃ ix<Esc> ┃ a‸xb
    a‸b ┃ ax<Esc> ┃ ab‸x
      a‸b ┃ Ix<Esc> ┃   ‸xab
    ‸ab ┃ Ax<Esc> ┃ ab‸x
    ‸ ┃ ax<Esc> ┃ ‸x
      ‸a ┃ ox<Esc> ┃   a⏎  ‸x
      ‸a ┃ Ox<Esc> ┃   ‸x⏎  a
      ‸a ┃ o<Esc> ┃   a⏎‸
      ‸a ┃ O<Esc> ┃ ‸⏎  a
      ‸a ┃ o<Enter>x<Esc> ┃   a⏎⏎  ‸x
    a‸b ┃ i<Esc> ┃ ‸ab
    ‸ab ┃ 3ix<Esc> ┃ xx‸xab
    ‸ab ┃ 2aw <Esc> ┃ aw w‸ b
    ‸ab ┃ 2Axy<Esc> ┃ abxyx‸y
    ‸ab ┃ 2Ixy<Esc> ┃ xyx‸yab
    ‸ab ┃ 2ox<Esc> ┃ ab⏎x⏎‸x
    ‸ab ┃ 2Ox<Esc> ┃ x⏎‸x⏎ab
      ‸a⏎b ┃ 3ox<Esc> ┃   a⏎  x⏎  x⏎  ‸x⏎b
    ‸ab ┃ 2ix<Enter><Esc> ┃ x⏎x⏎‸ab
    a‸b ┃ i<Enter><Esc> ┃ a⏎‸b
      ab‸cd ┃ i<Enter><Esc> ┃   ab⏎ ‸ cd
      ab‸ cd ┃ i<Enter><Esc> ┃   ab⏎ ‸ cd
    ‸abc ┃ A<Left><Left>x<Esc> ┃ a‸xbc
    ‸ab cd ┃ A<C-w>x<Esc> ┃ ab ‸x
    ‸ab cd ┃ A<C-w><C-w>x<Esc> ┃ ‸x
    ab⏎‸cd ┃ i<C-w>x<Esc> ┃ ab‸xcd
    ‸ab ┃ Axy<BS>z<Esc> ┃ abx‸z
    a⏎‸b ┃ i<BS>x<Esc> ┃ a‸xb
    ‸abc ┃ i<Del><Esc> ┃ ‸bc
    ‸ab ┃ A<C-t><Esc> ┃   a‸b
        a‸b ┃ A<C-d><Esc> ┃   a‸b
      ‸ab ┃ A<Home>x<End>y<Esc> ┃ x  ab‸y
    ‸größe x ┃ cwa<Esc> ┃ ‸a x
    ‸a b ┃ i<Del><Del>x<Esc> ┃ ‸xb
    ‸a b ┃ wiabc<Left><BS>x<Esc> ┃ a a‸xcb
    ‸abc ┃ A<C-u>x<Esc> ┃ ‸x
    ‸abc def ┃ wi<C-u>x<Esc> ┃ ‸xdef
    ‸a ┃ A <Esc>j ┃ a‸ 
    a⏎‸ ┃ ix<Esc> ┃ a⏎‸x
    ‸⏎b ┃ cwx<Esc> ┃ ‸x⏎b
    """#

  /// Registers: copying and putting back.
  static let put = #"""
    ‸a⏎b ┃ yyp ┃ a⏎‸a⏎b
    a⏎‸b ┃ yyp ┃ a⏎b⏎‸b
    a⏎‸b ┃ yyP ┃ a⏎‸b⏎b
    ‸a⏎b⏎c ┃ 2yyGp ┃ a⏎b⏎c⏎‸a⏎b
    ‸ab ┃ xp ┃ b‸a
    a‸b ┃ xP ┃ ‸ba
    ‸a⏎b ┃ ddp ┃ b⏎‸a
    ‸ab cd ┃ yw$p ┃ ab cdab‸ 
    ‸a ┃ yl3p ┃ aaa‸a
    ‸a⏎  b ┃ jyyggP ┃   ‸b⏎a⏎  b
    ‸abc ┃ p ┃ ‸abc
    ‸a⏎b ┃ Yjp ┃ a⏎b⏎‸a
    a‸b⏎c ┃ ykp ┃ a‸b⏎c
    a⏎b‸c ┃ yk ┃ ‸a⏎bc
    a⏎‸bc ┃ yj ┃ a⏎‸bc
    ab c‸d ┃ yb ┃ ab ‸cd
    ab⏎c‸d ┃ ygg ┃ ‸ab⏎cd
    ab⏎‸cd ┃ y$ ┃ ab⏎‸cd
    ‸ab cd⏎ef ┃ yjp ┃ ab cd⏎‸ab cd⏎ef⏎ef
    ‸a⏎b ┃ yy3p ┃ a⏎‸a⏎a⏎a⏎b
    ‸ab cd ┃ dw$pp ┃ cdab ab‸ 
    ‸ab⏎cd ┃ ly/d<Enter>P ┃ a‸b⏎cb⏎cd
    ‸ab⏎cd ┃ ly/d<Enter>p ┃ ab‸b⏎c⏎cd
    ‸ab cd ┃ "ayw$"ap ┃ ab cdab‸ 
    ‸ab cd ┃ "ayww"byw$"ap ┃ ab cdab‸ 
    ‸ab cd ┃ "ayww"Ayw$"ap ┃ ab cdab c‸d
    ‸a⏎b⏎c ┃ "ayyj"AyyG"ap ┃ a⏎b⏎c⏎‸a⏎b
    ‸ab cd ┃ yww"_dw"0P ┃ abab‸  
    ‸ab cd ┃ yiwwdiw"0P ┃ aba‸b 
    ‸ab cd ┃ ywwdwP ┃ abc‸d 
    ‸ab cd ┃ "_dwP ┃ ‸cd
    ‸ ┃ ix<Esc>yyP ┃ ‸x⏎x
    a‸⏎b⏎⏎c ┃ dip ┃ ‸⏎c
    ab⏎abc‸d⏎⏎cd ┃ gUip ┃ ‸AB⏎ABCD⏎⏎cd
    ‸ab⏎abcd⏎⏎cd ┃ jlgUip ┃ ‸AB⏎ABCD⏎⏎cd
    ‸ab⏎abcd⏎⏎cd ┃ jlyip ┃ ‸ab⏎abcd⏎⏎cd
    ‸ab⏎abcd⏎⏎cd ┃ jl>ip ┃   ‸ab⏎  abcd⏎⏎cd
    ‸ab cd ┃ l2<Space> ┃ ab ‸cd
    ‸ab⏎cd⏎ef ┃ 4<Space> ┃ ab⏎cd⏎‸ef
    ‸ab⏎cd⏎ef ┃ d4<Space> ┃ ‸d⏎ef
    ‸a b⏎c ┃ wd<Space> ┃ a‸ ⏎c
    ‸a b c d ┃ wdwP ┃ a b‸ c d
    ‸a⏎b⏎c⏎d ┃ ddjp ┃ b⏎c⏎‸a⏎d
    ‸a⏎b⏎c⏎d ┃ 2ddp ┃ c⏎‸a⏎b⏎d
    ‸a⏎b⏎c⏎d ┃ jddkP ┃ ‸b⏎a⏎c⏎d
    ‸one two ┃ wD0P ┃ tw‸oone 
    ‸one two ┃ wDjp ┃ one tw‸o
    ‸one two three ┃ wcwx<Esc>bP ┃ tw‸oone x three
    ‸x = (a + b) ┃ f(yi($p ┃ x = (a + b)a + ‸b
    ‸a⏎b⏎c⏎d⏎e ┃ jmajjy'aP ┃ a⏎‸b⏎c⏎d⏎b⏎c⏎d⏎e
    ‸a⏎b⏎c⏎d⏎e ┃ GmaggyG'ap ┃ a⏎b⏎c⏎d⏎e⏎‸a⏎b⏎c⏎d⏎e
    ‸ ┃ p ┃ ‸
    ‸ ┃ yyp ┃ ⏎‸
    a⏎‸ ┃ P ┃ a⏎‸
    ‸⏎b ┃ ywP ┃ ‸⏎⏎b
    """#

  /// Undo, redo and going in time.
  static let undo = #"""
    a‸bc ┃ xu ┃ a‸bc
    a‸bc ┃ xu<C-r> ┃ a‸c
    ‸ab ┃ iabc<Esc>u ┃ ‸ab
    ‸a⏎b⏎c ┃ jddu ┃ a⏎‸b⏎c
    a⏎‸b ┃ ddu ┃ a⏎‸b
    ‸a ┃ ob<Esc>u ┃ ‸a
    ‸abc ┃ xxxu ┃ ‸c
    ‸abc ┃ xxx2u ┃ ‸bc
    ‸abc ┃ xxxuuu ┃ ‸abc
    ‸ab ┃ u ┃ ‸ab
    ‸ab ┃ x<C-r> ┃ ‸b
    ‸abcd ┃ xxuxg- ┃ ‸cd
    ‸abcd ┃ xxuxg-g- ┃ ‸bcd
    ‸abcd ┃ xxuxg-g-g+ ┃ ‸cd
    ‸abcd ┃ xxuux2g- ┃ ‸bcd
    ‸abcd ┃ 2xux3g-9g+ ┃ ‸bcd
    ‸ab cd ┃ dwu ┃ ‸ab cd
    ‸ab cd ┃ cwxy<Esc>u ┃ ‸ab cd
    ‸a⏎b⏎c ┃ Gxggu ┃ a⏎b⏎‸c
    ‸a⏎b ┃ >>u ┃ ‸a⏎b
    ‸one two three ┃ wcwx<Esc>u ┃ one ‸two three
    ‸a⏎b⏎c ┃ 2>>u ┃ ‸a⏎b⏎c
    ‸a⏎b⏎c ┃ yyjpu ┃ a⏎‸b⏎c
    ‸a⏎b⏎c ┃ yyjPu ┃ a⏎‸b⏎c
    ‸a⏎b⏎c⏎d ┃ jjyyGpggu ┃ a⏎b⏎c⏎‸d
    ‸a⏎b⏎c⏎d⏎e⏎f ┃ 3ddGu ┃ ‸a⏎b⏎c⏎d⏎e⏎f
    ‸a⏎b⏎c⏎d⏎e⏎f ┃ G2kdkggu ┃ a⏎b⏎‸c⏎d⏎e⏎f
    ‸a⏎b⏎c⏎d⏎e⏎f ┃ GkddGu<C-r> ┃ a⏎b⏎c⏎d⏎‸f
    """#

  /// The dot.
  static let repeats = #"""
    ‸abcdef ┃ x. ┃ ‸cdef
    ‸abcdef ┃ 2x. ┃ ‸ef
    ‸abcdef ┃ x3. ┃ ‸ef
    ‸abcdef ┃ x2.. ┃ ‸f
    ‸a b c d ┃ dw. ┃ ‸c d
    ‸a b c d e f ┃ d2w. ┃ ‸e f
    ‸a⏎b⏎c ┃ dd. ┃ ‸c
    ‸ab cd ef ┃ cwx<Esc>w. ┃ x ‸x ef
    ‸ab cd ef ┃ ix<Esc>. ┃ ‸xxab cd ef
    ‸ab cd ef ┃ ix<Esc>w. ┃ xab ‸xcd ef
    ‸ab cd ef ┃ 2ix<Esc>w. ┃ xxab x‸xcd ef
    ‸ab cd ef ┃ ix<Esc>3. ┃ xx‸xxab cd ef
    ‸ab⏎cd ┃ A,<Esc>j. ┃ ab,⏎cd‸,
    ‸ab⏎cd ┃ I-<Esc>j. ┃ -ab⏎‸-cd
    ‸ab ┃ ox<Esc>. ┃ ab⏎x⏎‸x
    ‸ab ┃ Ox<Esc>. ┃ ‸x⏎x⏎ab
    ‸ab ┃ 2ox<Esc>. ┃ ab⏎x⏎x⏎x⏎‸x
    ‸a,b,c ┃ f,r;;. ┃ a;b‸;c
    ‸a b⏎c d ┃ ~j. ┃ A b⏎c ‸d
    ‸a⏎b⏎c⏎d ┃ J. ┃ a b‸ c⏎d
    ‸a⏎b ┃ >>. ┃     ‸a⏎b
    ‸a⏎b⏎c⏎d ┃ >jj. ┃   a⏎    ‸b⏎  c⏎d
    ‸a1 b1 ┃ <C-a>w. ┃ a2 b‸2
    ‸a1 b1 ┃ 5<C-a>w. ┃ a6 b‸6
    ‸ab ┃ xp. ┃ ba‸a
    ‸ab cd ┃ ywP.. ┃ ababab‸   ab cd
    ‸abc ┃ xu. ┃ ‸bc
    {"a": "‸x", "b": "y"} ┃ ci"z<Esc>f,f:2l. ┃ {"a": "z", "b": "‸z"}
    "a‸b" "cd" ┃ di"f". ┃ "" "‸"
    ‸abc ┃ ix<Left>y<Esc>. ┃ ‸yyxabc
    ‸a b c ┃ "adw.P ┃ b‸ c
    ‸ab cd⏎ef gh ┃ d/c<Enter>j0. ┃ ‸ef gh
    ‸abc abc abc ┃ d/abc<Enter>. ┃ ‸abc
    ‸a(b)c(d) ┃ f(ci(x<Esc>f(. ┃ a(x)c(‸x)
    ‸a⏎⏎b ┃ dw. ┃ ‸⏎b
    ‸abc def ┃ wcwxy<Esc>0. ┃ x‸y xy
    """#
}
