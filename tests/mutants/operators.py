"""Small faults, made in the source of a module one at a time: what a slip of the hand or of the mind would leave.

Each is a replacement of one piece of text, found by the syntax tree, so that the rest of the file keeps its bytes and
lines. What tells readers and type checkers alone is left as it is: docstrings, annotations, type aliases. So is what
only checks the code itself: assertions, and that what is zipped is of one length.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class Mutant(NamedTuple):
    """One fault: the characters from ``start`` to ``end`` of the module become ``text``."""

    line: int
    kind: str
    start: int
    end: int
    text: str

    def applied(self, source: str) -> str:
        """The module with the fault."""
        return source[: self.start] + self.text + source[self.end :]


_COMPARISONS = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"), ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}  # fmt: skip
_ARITHMETIC = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "+"), ast.FloorDiv: ("//", "*"), ast.Mod: ("%", "+"),
    ast.BitOr: ("|", "&"), ast.BitAnd: ("&", "|"),
}  # fmt: skip
_DROPPED = frozenset({"casefold", "lower", "strip", "rstrip", "lstrip", "sorted", "reversed"})
"""Calls that may be left out: ``x.strip()`` becomes ``x``."""
_SYMMETRIC = frozenset({"cast", "max", "min"})
"""Calls of two arguments in which a swap is seen by nobody, or by readers and type checkers alone."""


def mutants(source: str) -> list[Mutant]:
    """Every fault that is made in a module, in the order of the file."""
    return sorted(set(_Finder(source).found()))


class _Finder:
    def __init__(self, source: str) -> None:
        self._source = source
        self._tree = ast.parse(source)
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._lines = source.splitlines(keepends=True)

    def found(self) -> Iterator[Mutant]:
        for node in self._code(self._tree):
            yield from self._of(node)

    def _code(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes that run: no annotations, docstrings, or imports for types alone."""
        yield node
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "type_params"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _is_for_readers(child):
                    yield from self._code(child)

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, ast.Constant):
            yield from self._constant(node)
        elif isinstance(node, ast.Call):
            yield from self._call(node)
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            yield self._replaced(node.test, f"(not ({self._text(node.test)}))", "condition")
        elif isinstance(node, ast.comprehension) and node.ifs:
            yield self._replaced(node.ifs[0], "True", "filter")
        elif isinstance(node, ast.expr):
            yield from self._operation(node)
        elif isinstance(node, ast.stmt):
            yield from self._statement(node)

    def _operation(self, node: ast.expr) -> Iterator[Mutant]:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from self._between(node.left, node.comparators[0], _COMPARISONS, node.ops[0], "comparison")
        elif isinstance(node, ast.BinOp):
            yield from self._between(node.left, node.right, _ARITHMETIC, node.op, "arithmetic")
        elif isinstance(node, ast.BoolOp):
            word, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for left, right in pairwise(node.values):
                yield from self._word(self._end(left), self._start(right), word, other, node, "and/or")
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield self._replaced(node, f"({self._text(node.operand)})", "not")

    def _between(
        self, left: ast.expr, right: ast.expr, table: dict[type, tuple[str, str]], op: ast.AST, kind: str
    ) -> Iterator[Mutant]:
        if type(op) in table and not (isinstance(left, ast.JoinedStr) or isinstance(right, ast.JoinedStr)):
            yield from self._word(self._end(left), self._start(right), *table[type(op)], left, kind)

    def _word(self, low: int, high: int, word: str, other: str, node: ast.expr, kind: str) -> Iterator[Mutant]:
        between = self._source[low:high]
        if "#" not in between and between.count(word.split()[0]) == 1 and word in between:
            start = low + between.index(word)
            yield Mutant(node.lineno, kind, start, start + len(word), other)

    def _constant(self, node: ast.Constant) -> Iterator[Mutant]:
        text = self._text(node)
        if isinstance(node.value, bool):
            yield self._replaced(node, str(not node.value), "truth")
        elif isinstance(node.value, int):
            yield self._replaced(node, str(node.value + 1), "number")
        elif isinstance(node.value, str) and node.value and text[:1] in "\"'":
            yield self._replaced(node, '""', "text")

    def _call(self, node: ast.Call) -> Iterator[Mutant]:
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in _DROPPED and not node.args and not node.keywords:
            yield self._replaced(node, self._text(function.value), "call dropped")
        elif isinstance(function, ast.Name) and function.id in _DROPPED and len(node.args) == 1:
            yield self._replaced(node, f"({self._text(node.args[0])})", "call dropped")
        elif len(node.args) == 2 and self._text(function) not in _SYMMETRIC:
            first, second = node.args
            texts = self._text(first), self._text(second)
            if texts[0] != texts[1]:
                swapped = f"{texts[1]}, {texts[0]}"
                yield Mutant(node.lineno, "arguments swapped", self._start(first), self._end(second), swapped)

    def _statement(self, node: ast.stmt) -> Iterator[Mutant]:
        if isinstance(node, ast.Expr | ast.AugAssign | ast.Delete | ast.Raise):
            yield self._replaced(node, "pass", "statement dropped")
        elif isinstance(node, ast.Continue):
            yield self._replaced(node, "break", "continue")
        elif isinstance(node, ast.Break):
            yield self._replaced(node, "continue", "break")
        elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            yield self._replaced(node, "return None", "result")

    def _replaced(self, node: ast.expr | ast.stmt, text: str, kind: str) -> Mutant:
        return Mutant(node.lineno, kind, self._start(node), self._end(node), text)

    def _text(self, node: ast.AST) -> str:
        return self._source[self._start(node) : self._end(node)]

    def _start(self, node: ast.AST) -> int:
        return self._offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def _end(self, node: ast.AST) -> int:
        return self._offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _offset(self, line: int, column: int) -> int:
        # The tree counts bytes of UTF-8.
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _is_for_readers(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"TypeVar", "ParamSpec"}:
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    return isinstance(node, ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom)
