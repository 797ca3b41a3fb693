"""Every test can fail: it asserts something, of more than a type, and not only of each thing in what may be empty."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.source import Function

TESTS = Path(__file__).resolve().parents[1]

EMPTY_IS_FINE = {
    "test_links_between_documents_hold": "asked of each document, and some have no link",
}
"""Tests that loop over what is empty for some of their parameters and not for others."""

TYPE_IS_THE_ANSWER = {
    "test_helvetica_is_enough_for_western_text": "which of two classes is made is what it asks",
}

CHECKS = frozenset(
    "raises fail warns require until until_file until_holds until_ended wait assert_harmless "
    "is_html is_pdf is_svg is_text is_json is_csv is_dot is_mermaid is_markdown".split()
)
"""What fails as an assertion does: pytest's own, waiting for what is shown, and the judges of what is written."""


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(TESTS.rglob("*.py"))}


def functions() -> Iterator[tuple[Path, Function]]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield path, node


def every_test() -> Iterator[tuple[str, Function, frozenset[str]]]:
    """Each test with its file and name, and what complains there."""
    for path, function in functions():
        if is_test(function):
            yield f"{path.relative_to(TESTS).as_posix()}: {function.name}", function, checks_in(path)


def complains(node: ast.AST, checks: frozenset[str] = CHECKS) -> bool:
    """Whether this is an assertion, or a call of what fails as one does."""
    return isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and named(node.func) in checks)


@cache
def checks_in(path: Path) -> frozenset[str]:
    """What fails as an assertion does in one file: ``CHECKS``, and helpers of its own that assert something."""
    helpers = [node for node in ast.walk(trees()[path]) if isinstance(node, Function) and not is_test(node)]
    known: frozenset[str] = CHECKS
    while more := {one.name for one in helpers if any(complains(node, known) for node in ast.walk(one))} - known:
        known |= more
    return known


def is_test(function: Function) -> bool:
    return function.name.startswith("test_")


def named(called: ast.expr) -> str:
    """The name of what is called, without what it is called on."""
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_all_tests_are_looked_at() -> None:
    assert len(list(every_test())) > 1_200


def test_every_check_there_is_can_fail() -> None:
    own = [function for _, function in functions() if function.name in CHECKS]
    assert len(own) >= 8
    for function in own:
        nodes = list(ast.walk(function))
        fails = any(isinstance(node, ast.Raise) or complains(node) for node in nodes)
        assert fails or {"pytest.fail", "asyncio.timeout"} & set(map(ast.unparse, nodes)), function.name


def test_every_test_asserts_something() -> None:
    silent = [
        name for name, test, checks in every_test() if not any(complains(node, checks) for node in ast.walk(test))
    ]
    assert silent == []


def test_no_test_asserts_only_that_a_thing_is_of_a_type() -> None:
    def is_about_type(node: ast.Assert) -> bool:
        return isinstance(node.test, ast.Call) and ast.unparse(node.test.func) == "isinstance"

    found = [
        (name, [node for node in ast.walk(test) if isinstance(node, ast.Assert)]) for name, test, _ in every_test()
    ]
    hollow = [name for name, asserted in found if asserted and all(map(is_about_type, asserted))]
    assert [name for name in hollow if name.rpartition(" ")[2] not in TYPE_IS_THE_ANSWER] == []


def test_no_test_asserts_only_of_each_thing_in_what_may_be_empty() -> None:
    hollow = [name for name, test, checks in every_test() if is_hollow(test, checks)]
    assert [name for name in hollow if name.rpartition(" ")[2] not in EMPTY_IS_FINE] == []


@pytest.mark.parametrize(
    ("body", "hollow"),
    [
        ("assert all(x for x in found)", True),
        ("for x in found: assert x", True),
        ("for x in found.items():\n        assert x", True),
        ("for x in []: assert x", True),
        ("assert found; assert all(found)", False),
        ("for x in (1, 2): assert x", False),
        ("for x in WORDS: assert x", False),
        ("for x in range(3): assert x", False),
        ("for x in found: screen.until(x)", True),
        ("screen.until('x')", False),
    ],
)
def test_a_hollow_test_is_known(body: str, hollow: bool) -> None:
    function = ast.parse(f"def test_it() -> None:\n    {body}\n").body[0]
    assert isinstance(function, Function)
    assert is_hollow(function) is hollow


def is_hollow(test: Function, checks: frozenset[str] = CHECKS) -> bool:
    """Whether nothing would be asserted if everything were empty that the test loops over. What hypothesis makes is
    empty at times and full at others."""
    if any("given" in ast.unparse(one) for one in test.decorator_list):
        return False
    return not any(complains(node, checks) for node in outside_loops(test))


def outside_loops(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function that are reached in any case: in no loop over what may be empty, in no ``all()``."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.For | ast.AsyncFor) and may_be_empty(child.iter):
            continue
        if isinstance(child, ast.Assert) and is_of_each(child.test):
            continue
        yield child
        yield from outside_loops(child)


def is_of_each(asserted: ast.expr) -> bool:
    if not (isinstance(asserted, ast.Call) and ast.unparse(asserted.func) == "all" and asserted.args):
        return False
    of = asserted.args[0]
    return may_be_empty(of.generators[0].iter if isinstance(of, ast.GeneratorExp | ast.ListComp) else of)


def may_be_empty(iterated: ast.expr) -> bool:
    """Whether what is looped over may be empty, as far as can be seen: literals, constants and ranges are not."""
    match iterated:
        case ast.Tuple() | ast.List() | ast.Set():
            return not iterated.elts
        case ast.Dict():
            return not iterated.keys
        case ast.Constant():
            return not iterated.value
        case ast.Name(id=name):
            return not name.isupper()
        case ast.Attribute(value=value, attr=attr):
            return not attr.isupper() and may_be_empty(value)
        case ast.Call(func=ast.Name(id="range")):
            return False
        case ast.Call(func=ast.Attribute(value=value, attr="items" | "values" | "keys" | "split" | "splitlines")):
            return may_be_empty(value)
        case ast.Call(func=ast.Name(id="enumerate" | "sorted" | "reversed" | "zip" | "product" | "set")):
            return any(map(may_be_empty, iterated.args))
        case ast.Subscript(value=value) | ast.Starred(value=value):
            return may_be_empty(value)
    return True
