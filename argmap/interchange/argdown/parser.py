"""From the tokens of an Argdown document to its syntax tree, or to a sentence that says what is wrong."""

from __future__ import annotations

from argmap.interchange.argdown.lexer import RELATION_KINDS, Lexer, Token
from argmap.interchange.argdown.syntax import (
    Block,
    Content,
    Data,
    Document,
    Element,
    Heading,
    Inference,
    Structure,
    WebLink,
)
from argmap.interchange.file import DEEPEST, too_deep

_LOGIC = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨", "v_": "⊻", "<>": "◇",
    "[]": "◻", "?": "❓",
}  # fmt: skip
_FACES = {
    "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣", "joy": "😂", "heart": "❤",
    "question": "❓", "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐", "eye-roll": "🙄", "sad": "😢",
    "disappointed": "😞", "scream": "😱", "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "think": "🤔",
    "star": "⭐", "y": "✔", "agree": "✔", "n": "❌", "disagree": "❌",
}  # fmt: skip


def character(code: str) -> str | None:
    """The character that a short code stands for, between points or colons; None when there is no such code."""
    if len(code) < 3 or code[0] != code[-1] or code[0] not in ".:":
        return None
    return _LOGIC.get(code[1:-1]) or _FACES.get(code[1:-1])


_IF_TEXT = "If it is text, write a backslash before it."
_SENTENCES = {
    "end": "The document ends here, and something was expected.",
    "data": f"'{{}}' is data in braces, which belong after a whole element. {_IF_TEXT}",
    "front matter": "Front matter between rows of '=' belongs at the start of a document.",
    "text": "'{}' cannot follow a title in brackets: a colon, tags, data or the end of the line is expected.",
    "statement definition": f"'{{}}' begins a statement inside a text. Put an empty line above it. {_IF_TEXT}",
    "statement reference": "'{}' names a statement inside a text. Write '@' before it to mention it.",
    "argument definition": f"'{{}}' begins an argument inside a text. Put an empty line above it. {_IF_TEXT}",
    "argument reference": "'{}' names an argument inside a text. Write '@' before it to mention it.",
    "number": f"'{{}}' begins a premise, which needs an empty line above it. {_IF_TEXT}",
    "inference start": "A row of hyphens needs premises above it and a conclusion below.",
    "heading": "Put an empty line above a heading.",
    "indent": "This line is indented as no line before it. Give the relations of one element the same indentation.",
    "dedent": "This line is indented as no line before it. Give the relations of one element the same indentation.",
}


def what_is_wrong(token: Token) -> str:
    """What is wrong with a token where a block or an element should go on or end."""
    words = token.text.strip()[:60]
    if token.kind in RELATION_KINDS:
        return (
            f"'{words}' begins a relation, which belongs on an indented line directly below a statement or argument. "
            f"{_IF_TEXT}"
        )
    return _SENTENCES.get(token.kind, f"'{{}}' is not allowed here. {_IF_TEXT}").format(words)


_MARK_STARTS = {f"{mark} start": mark for mark in ("**", "__", "*", "_")}
_TEXT = frozenset({"text", "escaped", "special"})
_CONTENT = (
    _TEXT | frozenset({"link", "tag", "statement mention", "argument mention", "newline"}) | frozenset(_MARK_STARTS)
)
_END = Token("end", "", -1)


def parse(text: str, keep_tags: bool = True) -> tuple[Document, Lexer]:
    """The syntax tree of a document, and the lexer that knows its places and comments.

    ``keep_tags`` leaves tags within a sentence in its text. Raises Unreadable at the first error.
    """
    lexer = Lexer(text)
    return _Parser(lexer, keep_tags).document(), lexer


class _Parser:
    def __init__(self, lexer: Lexer, keep_tags: bool) -> None:
        self._lexer = lexer
        self._tokens = lexer.tokens
        self._at = 0
        self._keep_tags = keep_tags
        self._depth = 0

    # Tokens

    @property
    def _next(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self, *kinds: str) -> Token | None:
        """The next token, if it is of one of these kinds."""
        token = self._next
        if token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _need(self, kind: str, message: str) -> Token:
        return self._take(kind) or self._refuse(message)

    def _refuse(self, message: str) -> Token:
        at = self._next.at if self._next is not _END else len(self._lexer.text.rstrip("\n"))
        raise self._lexer.refused(message, at)

    def _deeper(self, by: int) -> None:
        self._depth += by
        if self._depth > DEEPEST:
            raise too_deep(self._lexer.scanner.place(self._next.at)[0])

    # Blocks

    def document(self) -> Document:
        found = Document()
        self._take("newline")
        self._take("blank lines")
        front = self._take("front matter")
        if front is not None:
            found.front_matter = Data(front.text.strip("="), front.at)
            self._take("newline")
            if self._next is not _END:
                self._need("blank lines", "An empty line is expected after the front matter.")
        while self._next is not _END:
            self._block(found)
            if self._next is not _END:
                self._take("blank lines") or self._refuse(what_is_wrong(self._next))
        return found

    def _block(self, found: Document) -> None:
        if self._next.kind == "heading":
            found.blocks.append(self._heading())
        elif self._next.kind == "number":
            found.blocks.append(self._structure())
        elif self._next.kind == "indent":
            found.blocks += self._list(found)
        else:
            found.blocks.append(self._element())

    def _heading(self) -> Heading:
        token = self._need("heading", "")
        content = self._content("A heading needs words behind its '#'.")
        self._take("newline")
        data = self._data()
        return Heading(len(token.text) - 1, content, token.at, data)

    def _list(self, found: Document) -> list[Block]:
        self._take("indent")
        items: list[Block] = []
        marker = self._next.kind
        if marker not in {"item", "ordered item"}:
            self._refuse(what_is_wrong(self._next))
        while self._take(marker) is not None:
            item = self._element()
            found.listed.add(item.at)
            items.append(item)
        if self._take("dedent") is None:
            self._refuse("An item of a list is expected here: lists are flat, and all items begin alike.")
        return items

    def _structure(self) -> Structure:
        found = Structure(self._next.at)
        concluded = False
        while self._next.kind in {"number", "inference start"}:
            inference = self._inference() if self._next.kind == "inference start" else None
            concluded = inference is not None
            self._need("number", "A numbered conclusion, such as '(3) ...', is expected after an inference.")
            found.steps.append((self._element("statement"), inference))
        if not concluded:
            self._refuse("Numbered premises need an inference, a line of four hyphens, and a conclusion after it.")
        return found

    def _inference(self) -> Inference:
        found = Inference(self._need("inference start", "").at)
        self._take("newline")
        while self._next.kind in _TEXT:
            found.rules.append(" ".join("".join(self._texts()).split()))
            self._take("comma")
        self._take("newline")
        found.data = self._data()
        self._need("inference end", "A line of two hyphens is expected at the end of the inference.")
        self._need("newline", "A line end is expected after the hyphens of an inference.")
        if self._take("indent"):
            while self._take("is undercut"):
                found.undercuts.append(self._element())
            self._need("dedent", "An inference can only be undercut: '<_' is expected here.")
        return found

    def _texts(self) -> list[str]:
        found = []
        while self._next.kind in _TEXT:
            found.append(self._plain(self._tokens[self._at]))
            self._at += 1
        return found

    # Statements and arguments

    def _element(self, only: str = "") -> Element:
        token = self._next
        kind = "argument" if token.kind in {"argument definition", "argument reference"} else "statement"
        if only and kind != only:
            self._refuse("A statement is expected here, not an argument in angle brackets.")
        found = self._named(token, kind)
        found.data = self._data()
        if self._take("indent"):
            self._relations(found)
        return found

    def _named(self, token: Token, kind: str) -> Element:
        is_argument = kind == "argument"
        if self._take(f"{kind} definition"):
            content = self._content(f"A text is expected after '{token.text[:60]}'.")
            return Element(
                "argument" if is_argument else "statement", "definition", token.text[1:-2], content, token.at
            )
        if self._take(f"{kind} reference"):
            tags = []
            while (tag := self._take("tag")) is not None:
                tags.append(_tag(tag))
            self._take("newline")
            content = Content(tags=tags)
            return Element(
                "argument" if is_argument else "statement", "reference", token.text[1:-1], content, token.at
            )
        return Element("statement", "untitled", "", self._content(what_is_wrong(self._next)), token.at)

    def _relations(self, found: Element) -> None:
        self._deeper(1)
        if self._next.kind not in RELATION_KINDS:
            self._refuse("A relation is expected on an indented line: +, -, _, +>, ->, _> or ><.")
        while (relation := self._take(*RELATION_KINDS)) is not None:
            only = "statement" if relation.kind == "contradicts" else ""
            found.relations.append((relation.kind, self._element(only)))
        if self._take("dedent") is None:
            self._refuse(what_is_wrong(self._next))
        self._deeper(-1)

    def _data(self) -> Data | None:
        token = self._take("data")
        if token is None:
            return None
        self._take("newline")
        return Data(token.text, token.at)

    # Texts

    def _content(self, message: str) -> Content:
        found = Content()
        pieces: list[str | Token] = []
        self._pieces(found, pieces)
        if not pieces:
            self._refuse(message)
        found.text = " ".join("".join(self._without_outer_tags(pieces)).split())
        return found

    def _pieces(self, found: Content, pieces: list[str | Token]) -> None:
        while self._next.kind in _CONTENT:
            token = self._next
            self._at += 1
            if token.kind in _TEXT:
                pieces.append(self._plain(token))
            elif token.kind == "newline":
                pieces.append(" ")
            elif token.kind == "tag":
                found.tags.append(_tag(token))
                pieces.append(token)
            elif token.kind == "link":
                pieces.append(self._link(found, token))
            elif token.kind in _MARK_STARTS:
                self._marked(found, pieces, token)
            else:
                pieces.append(token.text)

    def _marked(self, found: Content, pieces: list[str | Token], start: Token) -> None:
        self._deeper(1)
        mark = _MARK_STARTS[start.kind]
        self._pieces(found, pieces)
        end = self._take(f"{mark} end")
        if end is None:
            raise self._lexer.refused(
                f"Nothing closes the '{mark}' that begins here. If it is text, write a backslash before it.", start.at
            )
        pieces.append(end.text[len(mark) :])
        self._deeper(-1)

    def _link(self, found: Content, token: Token) -> str:
        words, _, rest = token.text[1:].partition("](")
        address, _, blank = rest.partition(")")
        found.links.append(WebLink(words, address))
        return words + blank

    def _plain(self, token: Token) -> str:
        if token.kind == "escaped":
            return token.text[1:]
        if token.kind == "special":
            code = character(token.text.strip())
            return token.text if code is None else code + (" " if token.text[-1] == " " else "")
        return token.text

    def _without_outer_tags(self, pieces: list[str | Token]) -> list[str]:
        """The texts of ``pieces``: a tag between words stays as it is written, one at an end is left away."""
        words = [at for at, piece in enumerate(pieces) if isinstance(piece, str) and piece.strip()]
        first, last = (words[0], words[-1]) if words and self._keep_tags else (len(pieces), -1)
        return [
            piece if isinstance(piece, str) else piece.text if first < at < last else " "
            for at, piece in enumerate(pieces)
        ]


def _tag(token: Token) -> str:
    return token.text.strip().lstrip("#").strip("()")
