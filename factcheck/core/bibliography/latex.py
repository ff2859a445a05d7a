"""The spellings of LaTeX that bibliographies use: accents, signs, marks of type, braces that keep the case.

`from_latex(to_latex(text))` is the text again, but for white space, which LaTeX does not tell apart. A command that is
not known stays as it is written.
"""

from __future__ import annotations

import re
import unicodedata

from factcheck.core.bibliography.markup import tags_in

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "S": "§", "P": "¶", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textyen": "¥",
    "textwon": "₩", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
    "textdegree": "°", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotedbl": '"', "textquotesingle": "'", "guillemotleft": "«", "guillemotright": "»", "textexclamdown": "¡",
    "textquestiondown": "¿", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
    "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textbar": "|", "textless": "<",
    "textgreater": ">", "textdollar": "$", "textbullet": "•", "textperiodcentered": "·", "textmu": "µ",
    "textonehalf": "½", "textpm": "±", "texttimes": "×", "lbrace": "{", "rbrace": "}", "lq": "‘", "rq": "’",
}  # fmt: skip
_MARKS = {
    "emph": ("<i>", "</i>"),
    "textit": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
}
_DROPPED = frozenset(
    {"url", "textrm", "textsf", "texttt", "text", "mbox", "hbox", "relax", "protect", "textnormal"}
)
"""Commands that say nothing about the words in their braces."""
_SWITCHES = frozenset({"em", "it", "bf", "sc", "rm", "sf", "sl", "tt"})
NO_CASE = ('<span class="nocase">', "</span>")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
_PIECE = re.compile(
    r"\\([a-zA-Z]+|.|$)(\s*)|([{}])|(\$[^$]*\$)|(---|--|``|''|~)|([^\\{}$`'~-]+|.)", re.DOTALL
)
_LETTER = re.compile(r"\s*(?:\{\s*(\\[ij](?![a-zA-Z])|[^\\{}\s])?\s*\}|(\\[ij])(?![a-zA-Z])\s*|([^\\{}\s]))")


def from_latex(text: str, *, keeps_case: bool = False) -> str:
    """The text that LaTeX stands for. With `keeps_case`, braces inside it become the mark of CSL for words whose case
    is kept; elsewhere they say nothing.
    """
    said: list[str] = []
    closing: list[str] = []
    pending: tuple[str, str] | None = None
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        assert found is not None
        at = found.end()
        command, space, brace, formula, ligature, plain = found.groups()
        marks, pending = pending, None
        if brace == "{":
            begins, ends = marks or (NO_CASE if keeps_case and _keeps(text, at) else ("", ""))
            said.append(begins)
            closing.append(ends)
        elif brace == "}":
            said.append(closing.pop() if closing else "")
        elif command is not None:
            word, at, pending = _command(command, space, text, at)
            said.append(word)
        else:
            said.append(formula or _LIGATURES.get(ligature or "") or plain or "")
    said.extend(reversed(closing))
    return unicodedata.normalize("NFC", "".join(said))


def _keeps(text: str, at: int) -> bool:
    """Whether a group that begins here holds words, and is not only how an accent or a comma is written."""
    return text[at : at + 1].isalpha()


def _command(  # noqa: PLR0911 -- one line for each kind of command
    name: str, space: str, text: str, at: int
) -> tuple[str, int, tuple[str, str] | None]:
    """What a command stands for, where it ends, and the marks of the group behind it."""
    if name in ACCENTS and (not name.isalpha() or space or text.startswith("{", at)):
        letter = _LETTER.match(text, at)
        if letter is not None:
            base = (letter[1] or letter[2] or letter[3] or "").removeprefix("\\")
            return base + ACCENTS[name], letter.end(), None
    if name in SIGNS:
        return SIGNS[name], at, None
    if name in _MARKS and text.startswith("{", at):
        return "", at, _MARKS[name]
    if name in _DROPPED and text.startswith("{", at):
        return "", at, ("", "")
    if name in _SWITCHES:
        return "", at, None
    if name in {"&", "%", "$", "#", "_", "{", "}"}:
        return name + space, at, None
    if name in {"-", "/"}:
        return space, at, None
    if name in {" ", ",", "\\", "\n", ";", ":"}:
        return " ", at, None
    return f"\\{name}{space}", at, None


_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "\u00a0": "~",
}  # fmt: skip
_ESCAPED = re.compile(r"[\\{}~^&%$#_\u00a0]|-(?=-)|`(?=`)|'(?=')")
_OPENS = {
    "<i>": r"\textit{",
    "<b>": r"\textbf{",
    "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
    '<span style="font-variant:small-caps;">': r"\textsc{",
    NO_CASE[0]: "{",
}


def to_latex(text: str) -> str:
    """A text as BibTeX keeps it: every sign that LaTeX would take for its own is spelled out, letters stay letters."""
    tags = tags_in(text)
    if any(not tag[1] and tag[0] not in _OPENS for tag in tags):
        tags = []
    pieces, begun = list[str](), 0
    for tag in tags:
        pieces += [_escaped(text[begun : tag.start()]), "}" if tag[1] else _OPENS[tag[0]]]
        begun = tag.end()
    return "".join([*pieces, _escaped(text[begun:])])


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], found[0] + "{}"), text)
