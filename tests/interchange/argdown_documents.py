"""Random Argdown documents, of our own making, with every construct of its grammar."""

from __future__ import annotations

from random import Random

_WORDS = (
    "harbour lamps birds night tides not ever (maybe) 7 naïve 夜 it's fish-trap *late* **very_late** _soft_ __loud__ "
    "\\#1 \\[sic\\] a\\/b x:y z.B. e.g. .^. .->. :heart: 3,5 50% - -- ; ! ? \\<b\\> \\{x\\} "
    "[site](https://tide.example/a) @[Open] @<Noise> #night #(at_sea) “quoted” 'mine' = + ~ & |"
).split(" ")
_TITLES = ("Open", "Shut", "Birds", "Über Nacht", "P 1", "a: b", "x (y)", "n-1")
_ARGUMENTS = ("Noise", "Cost", "Rest", "Ärger", "The tide, again")
_SIGNS = ("+", "-", "<+", "<-", "+>", "->", "_>", "<_", "><")
_DATA = ('{source: "https://tide.example/b"}', "{proponent: [Wardens, Crews]}", "{note: so said}", "{isInMap: false}")


def document(random: Random) -> str:
    """A document that Argdown reads."""
    maker = _Maker(random)
    blocks = [maker.block() for _ in range(random.randint(1, 7))] + ["[Open]: harbour"]
    text = maker.front_matter() + "\n\n".join(blocks) + "\n"
    text = text.replace("\n\n", "\n \n\n") if random.random() < 0.2 else text
    return text.replace("\n", "\r\n") if random.random() < 0.2 else text


class _Maker:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._structured: set[str] = set()

    def _chance(self, of: float) -> bool:
        return self._random.random() < of

    def front_matter(self) -> str:
        if not self._chance(0.3):
            return ""
        mode = self._random.choice(("loose", "strict"))
        tags = self._random.choice(("true", "false"))
        return f"===\ntitle: A night\nmodel:\n  mode: {mode}\n  removeTagsFromText: {tags}\n===\n\n"

    def block(self) -> str:
        kind = self._random.choice(("heading", "list", "structure", "element", "element", "element"))
        if kind == "heading":
            data = " {isGroup: true}" if self._chance(0.2) else ""
            return "#" * self._random.randint(1, 3) + " " + self._plain() + data
        if kind == "list":
            marks = self._random.choice((("*", "*"), ("1.", "2.")))
            return "\n".join(f"{mark} {self._element('  ', 2)}" for mark in marks)
        if kind == "structure":
            return self._structure()
        return self._element("", 0)

    def _plain(self) -> str:
        return " ".join(self._random.choice(_WORDS[:6]) for _ in range(3))

    def _text(self) -> str:
        first = self._random.choice(_WORDS[:5])
        return " ".join([first, *(self._word() for _ in range(self._random.randint(1, 6)))])

    def _word(self) -> str:
        word = self._random.choice(_WORDS)
        return word if word.startswith("_") else word.replace("_", " ")

    def _wrapped(self, indent: str) -> str:
        return f"{self._text()}\n{indent}  {self._text()}" if self._chance(0.2) else self._text()

    def _element(self, indent: str, depth: int, statement: bool = False) -> str:
        form = self._random.choice(("define", "refer", "untitled"))
        argument = not statement and self._chance(0.3) and form != "untitled"
        title = f"<{self._random.choice(_ARGUMENTS)}>" if argument else f"[{self._random.choice(_TITLES)}]"
        if form == "define":
            line = f"{title}: {self._wrapped(indent)}"
        elif form == "refer":
            line = title + (" #night" if self._chance(0.2) else "")
        else:
            line = self._wrapped(indent)
        if self._chance(0.2):
            line += " " + self._random.choice(_DATA)
        if depth < 3 and self._chance(0.5):
            line += self._relations(indent + self._random.choice(("  ", "    ", "\t")), depth)
        return line

    def _relations(self, indent: str, depth: int) -> str:
        lines = ""
        for _ in range(self._random.randint(1, 3)):
            sign = self._random.choice(_SIGNS)
            lines += f"\n{indent}{sign} {self._element(indent, depth + 1, statement=sign == '><')}"
            if self._chance(0.1):
                lines += f"\n{indent}<!-- not said -->"
        return lines

    def _structure(self) -> str:
        free = [title for title in _ARGUMENTS if title not in self._structured]
        head = ""
        if free and self._chance(0.7):
            title = self._random.choice(free)
            self._structured.add(title)
            head = f"<{title}>" + (f": {self._text()}" if self._chance(0.5) else "") + "\n\n"
        lines, number = [], 0
        for _ in range(self._random.randint(1, 2)):
            for _ in range(self._random.randint(1, 3)):
                number += 1
                lines.append(f"({number}) {self._element('', 2, statement=True)}")
            lines.append(self._inference(number))
            number += 1
            lines.append(f"({number}) {self._element('', 3, statement=True)}")
        return head + "\n".join(lines)

    def _inference(self, number: int) -> str:
        if self._chance(0.5):
            return "----"
        uses = f" {{uses: [{number}]}}" if self._chance(0.5) else ""
        undercut = "\n  <_ " + self._text() if self._chance(0.2) else ""
        return f"--\nModus ponens, Rule two{uses}\n--{undercut}"
