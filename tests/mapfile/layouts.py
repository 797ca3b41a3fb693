"""Random layouts: one map written in any of the ways that people and tools write YAML."""

from __future__ import annotations

import re
from random import Random

from argmap.mapfile.encode import Value, long_form, spell_map
from argmap.mapfile.fields import MAP, SECTIONS
from argmap.mapfile.record import Field, Record
from argmap.mapfile.scalars import can_fold, double_quoted, is_plain, literal, single_quoted
from argmap.model.types import Map

COMMENTS = ("# a comment", "#", "# key: value", "#!x", "# - item", "# 'quote", '# "quote', "# [", "# }, x", "## |")


class Layout:
    """Writes maps in one random manner: indents, styles and comments by ``random``."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.choice((1, 2, 2, 2, 3, 4))
        self.dash = random.choice((0, 1, 2, 2, 4))
        self.gap = random.choice((1, 1, 1, 2, 3))
        self.flow_share = random.choice((0.0, 0.0, 0.2, 0.6))
        self.comment_share = random.choice((0.0, 0.1, 0.3))
        self.blank_share = random.choice((0.0, 0.0, 0.2, 1.0))
        self.long_share = random.choice((0.0, 0.3))
        self.lines: list[str] = []
        self.open_block = False
        """Whether the last value is a block scalar, which would take a deeper comment for its text."""
        self.keeps_blanks = False
        """Whether the last value is a block scalar that takes blank lines after it for its text."""
        self.commented = 0

    def comment(self) -> str:
        """A comment, told from all others by its number."""
        self.commented += 1
        return f"{self.random.choice(COMMENTS)} {self.commented}"

    def file(self, map: Map) -> bytes:
        """The bytes of a file that holds ``map``."""
        fields = spell_map(map)
        if self.random.random() < 0.08:
            self.lines = self.flow(fields, MAP, None, 0).split("\n")
        else:
            self.top(fields)
        return self.ended(self.lines)

    def ended(self, lines: list[str]) -> bytes:
        eol = self.random.choice(("\n", "\n", "\r\n"))
        # A block text ends with its line end only where the file does.
        ends = self.random.random() < 0.8 or self.open_block
        text = eol.join(lines) + (eol if ends else "")
        bom = "\ufeff" if self.random.random() < 0.2 else ""
        return (bom + text).encode()

    def top(self, fields: dict[str, Value]) -> None:
        if self.random.random() < 0.2:
            self.lines += ["%YAML 1.1"] * (self.random.random() < 0.3) + ["---"]
        self.record(fields, MAP, self.random.choice((0, 0, 0, 0, 2)))
        if self.random.random() < 0.1:
            self.lines.append("...")

    # Block style

    def noise(self, column: int, deeper: bool = True) -> None:
        """Perhaps blank lines and comments at, left of or right of ``column``."""
        keeps_blanks, self.keeps_blanks = self.keeps_blanks, False
        if not keeps_blanks and self.random.random() < self.blank_share:
            self.lines += [""] * self.random.choice((1, 1, 2))
            deeper = False
        while self.random.random() < self.comment_share:
            at = self.random.choice(
                (column, column, column, 0, column + 2 if deeper and not self.open_block else column)
            )
            self.lines.append(" " * at + self.comment())
            if self.random.random() < 0.2:
                self.lines.append("")
                deeper = False

    def trailing(self) -> str:
        return "  " + self.comment() if self.random.random() < self.comment_share else ""

    def shuffled(self, names: list[str]) -> list[str]:
        if self.random.random() < 0.3:
            self.random.shuffle(names)
        return names

    def record(self, fields: dict[str, Value], of: Record, column: int) -> None:
        for name in self.shuffled(list(fields)):
            self.noise(column)
            self.pair(name, fields[name], of.by_name[name], column)
        if of is MAP and "sources" not in fields and self.random.random() < 0.2:
            self.lines.append(" " * column + self.random.choice(("sources: {}", "sources:")))
        if of.name == "claim" and "assumed" not in fields and self.random.random() < 0.1:
            self.lines.append(" " * column + "assumed: false")
        if of.name == "claim" and "supports" not in fields and self.random.random() < 0.1:
            self.lines.append(" " * column + self.random.choice(("supports: []", "supports:")))

    def pair(self, name: str, value: Value, field: Field, column: int) -> None:
        start = " " * column + self.key(name) + ":"
        if field.name == name and field.kind == "entries" and isinstance(value, dict):
            self.under(start, value, field, column, entries=True)
        elif isinstance(value, str):
            self.lines += self.scalar(start + " ", value, column, field)
        else:
            self.under(start, value, field, column, entries=False)

    def key(self, name: str) -> str:
        return self.random.choice((f'"{name}"', f"'{name}'")) if self.random.random() < 0.05 else name

    def under(self, start: str, value: Value, field: Field, column: int, entries: bool) -> None:
        if self.random.random() < self.flow_share or not value:
            text = self.flow(value, None if entries else field.of, field, column + self.step)
            lines = (start + " " + text).split("\n")
            self.lines += [*lines[:-1], lines[-1] + self.trailing()]
            return
        self.lines.append(start + self.trailing())
        if isinstance(value, list):
            for item in value:
                self.noise(column + self.dash, deeper=False)
                self.item(item, field, column + self.dash)
        elif entries:
            for name, entry in value.items():
                self.noise(column + self.step)
                self.entry(name, entry, field, column + self.step)
        else:
            assert field.of is not None
            self.record(value, field.of, column + self.step)

    def entry(self, name: str, value: Value, field: Field, column: int) -> None:
        start = " " * column + self.key(name) + ":"
        if isinstance(value, str) and (field.of is None or self.random.random() >= self.long_share):
            self.lines += self.scalar(start + " ", value, column, field)
            return
        assert field.of is not None
        fields = long_form(value, field.of)
        if not fields:
            self.lines.append(start + self.random.choice(("", " {}")))
        elif self.random.random() < self.flow_share:
            self.lines += (start + " " + self.flow(fields, field.of, None, column + self.step)).split("\n")
        else:
            self.lines.append(start + self.trailing())
            self.record(fields, field.of, column + self.step)

    def item(self, value: Value, field: Field, column: int) -> None:
        dash = " " * column + "-" + " " * self.gap
        if isinstance(value, str) and (field.of is None or self.random.random() >= self.long_share):
            self.lines += self.scalar(dash, value, column, field)
            return
        assert field.of is not None
        fields = long_form(value, field.of)
        if self.random.random() < self.flow_share:
            self.lines += (dash + self.flow(fields, field.of, None, column + 1 + self.gap)).split("\n")
            return
        place = len(self.lines)
        share, self.comment_share = self.comment_share, 0.0
        blank, self.blank_share = self.blank_share, 0.0
        names = self.shuffled(list(fields))
        self.pair(names[0], fields[names[0]], field.of.by_name[names[0]], column + 1 + self.gap)
        self.lines[place] = dash + self.lines[place].lstrip(" ")
        self.comment_share, self.blank_share = share, blank
        for name in names[1:]:
            self.noise(column + 1 + self.gap, deeper=False)
            self.pair(name, fields[name], field.of.by_name[name], column + 1 + self.gap)

    def scalar(self, start: str, text: str, column: int, field: Field) -> list[str]:
        """The lines of a text after ``start``, in any style that can hold it."""
        self.open_block = self.keeps_blanks = False
        inner = " " * (column + self.random.choice((1, 2, 4)))
        styles = ["double", "single", "plain", "plain", "folded", "literal", "lines", "below", "broken"]
        style = self.random.choice(styles)
        if style == "plain" and is_plain(text):
            return [start + text + self.trailing()]
        if style == "single" and (quoted := single_quoted(text)) is not None:
            return [start + quoted + self.trailing()]
        if style == "folded" and can_fold(text):
            self.open_block = True
            mark = self.random.choice((">-", ">-", f">{len(inner) - column}-"))
            return [start + mark + self.trailing(), *[inner + line for line in self.cut(text)]]
        if style == "literal" and (lines := literal(text, len(inner), len(inner) - column)):
            self.open_block = True
            may_keep = text.endswith("\n") and "+" not in lines[0]
            mark = lines[0] + ("+" if may_keep and self.random.random() < 0.5 else "")
            self.keeps_blanks = "+" in mark
            return [start + mark + self.trailing(), *lines[1:]]
        if style == "lines" and is_plain(text) and can_fold(text) and field.name != "argmap":
            lines = self.cut(text)
            if not any(line.startswith("#") for line in lines) and not re.search(r"[-?:] ", text):
                return [start + lines[0], *[inner + line for line in lines[1:]]]
        if style == "below" and field.name != "argmap":
            comment = self.trailing()
            return [start.rstrip(" ") + comment, inner + double_quoted(text) + self.trailing()]
        if style == "broken" and " " in text.strip(" ") and field.name != "argmap":
            first, _, second = double_quoted(text).partition(" ")
            if second.strip(" ") == second and not first.endswith(("\\", '"')):
                return [start + first, inner + second + self.trailing()]
        return [start + double_quoted(text) + self.trailing()]

    def cut(self, text: str) -> list[str]:
        """``text`` cut at some of its single spaces."""
        lines = [""]
        for word in re.split(r"(?<=[^\s]) (?=[^\s])", text):
            if lines[-1] and self.random.random() < 0.4:
                lines.append(word)
            else:
                lines[-1] += (" " if lines[-1] else "") + word
        return lines

    # Flow style

    def flow(self, value: Value, of: Record | None, field: Field | None, column: int) -> str:
        if isinstance(value, str):
            return value if is_plain(value, flow=True) and self.random.random() < 0.7 else double_quoted(value)
        if isinstance(value, list):
            return self.brackets(
                "[]", [self.flow(item, field.of if field else None, None, column) for item in value], column
            )
        pairs = []
        for name, item in value.items():
            inner = of.by_name[name] if of and name in of.by_name else None
            entries = inner is not None and inner.kind == "entries"
            below = None if entries else (inner.of if inner else field.of if field else None)
            pairs.append(f"{self.key(name)}: {self.flow(item, below, inner, column)}")
        return self.brackets("{}", pairs, column)

    def brackets(self, marks: str, items: list[str], column: int) -> str:
        if items and self.random.random() < 0.3:
            inner = "\n" + " " * (column + 2)
            comments = [self.trailing() for _ in items]
            rows = [item + "," + comment for item, comment in zip(items, comments, strict=True)]
            return marks[0] + inner + inner.join(rows) + "\n" + " " * (column + 1) + marks[1]
        tail = "," if items and self.random.random() < 0.1 else ""
        pad = self.random.choice(("", "", " "))
        return marks[0] + pad + self.random.choice((", ", ",  ")).join(items) + tail + pad + marks[1]


def laid_out(map: Map, random: Random) -> bytes:
    """``map`` as the bytes of a file in a random layout."""
    return Layout(random).file(map)


__all__ = ["SECTIONS", "laid_out"]
