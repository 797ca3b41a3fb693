"""Argdown: what we read in a document is what Argdown's own tools read in it, and errors are told where they are."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from argmap.interchange.argdown.model import read_debate
from argmap.interchange.file import File, Unreadable, decoded
from argmap.interchange.reading import import_file
from argmap.model.types import Claim
from tests.interchange.argdown_documents import document
from tests.interchange.golden import CASES
from tests.interchange.oracle import read_by_argdown
from tests.interchange.soundness import errors_in

_END_TAGS = re.compile(r"(?:\s*(?:#\([^)]*\)|#[\w-]+))+$|^(?:(?:#\([^)]*\)|#[\w-]+)\s*)+")
DOCUMENTS = {f"document-{number}": document(Random(number)) for number in range(120)}


def plain(text: str | None) -> str:
    """A text without the tags at its ends, which we keep apart."""
    return _END_TAGS.sub("", " ".join((text or "").split()))


def theirs(read: dict[str, Any]) -> dict[str, Any]:
    """What Argdown's tools read, without what they get wrong: an undercut of a statement after an inference goes to
    that inference, and some relations of a thing to itself are lost."""
    with_inference = any(argument["pcs"] for argument in read["arguments"].values())
    kinds = {"entails": "support"}
    return {
        "statements": {
            title: [plain(one.get("text")) for one in entry["members"] if not one.get("isReference")]
            for title, entry in read["statements"].items()
        },
        "steps": {title: [one["title"] for one in entry["pcs"]] for title, entry in read["arguments"].items()},
        "rules": {
            title: [one["inference"]["inferenceRules"] for one in entry["pcs"] if "inference" in one]
            for title, entry in read["arguments"].items()
        },
        "tags": {title: set(entry.get("tags") or ()) for title, entry in read["statements"].items()},
        "relations": {
            (kinds.get(one["relationType"], one["relationType"]), *ends(one["relationType"], one["from"], one["to"]))
            for one in read["relations"]
            if one["from"] != one["to"] and not (with_inference and one["relationType"] == "undercut")
        },
    }


def ours(text: str) -> dict[str, Any]:
    debate = read_debate(decoded(text.encode()))
    model = debate.front_matter.get("model")
    strict = isinstance(model, dict) and model.get("mode") == "strict"
    with_inference = any(argument.steps for argument in debate.arguments.values())
    return {
        "statements": {
            title: [plain(one.text) for one in entry.wordings] for title, entry in debate.statements.items()
        },
        "steps": {title: entry.steps for title, entry in debate.arguments.items()},
        "rules": {title: [one.rules for one in entry.inferences] for title, entry in debate.arguments.items()},
        "tags": {title: set(entry.tags) for title, entry in debate.statements.items()},
        "relations": {
            (one.kind, *ends(one.kind, one.source.title, one.target.title))
            for one in debate.settled(strict)
            if one.source.title != one.target.title and not (with_inference and one.kind == "undercut")
        },
    }


def ends(kind: str, source: str, target: str) -> tuple[str, ...]:
    return tuple(sorted((source, target))) if kind in {"contrary", "contradictory"} else (source, target)


@pytest.mark.needs("argdown")
def test_we_read_what_argdown_reads(tmp_path: Path) -> None:
    cases = {file.stem: file.read_text(encoding="utf-8") for file in CASES.glob("*.argdown")}
    documents = DOCUMENTS | cases
    found = read_by_argdown(documents, tmp_path)
    assert len(found) >= len(documents) - 6  # those that give one argument two structures
    for name, read in found.items():
        assert ours(documents[name]) == theirs(read), documents[name]
        ledger = import_file(File("x.argdown", documents[name].encode()), "argdown").ledger
        counts = {count.kind: count.read for count in ledger.counts}
        assert counts.get("statement", 0) == len(read["statements"])
        assert counts.get("argument", 0) == len(read["arguments"])
        assert counts.get("inference", 0) == sum(len(steps) for steps in theirs(read)["rules"].values())


def without_tags(claim: Claim) -> Claim:
    """The front matter, which JSON does not carry, decides whether a heading is the title or a tag."""
    return replace(claim, tags=())


@pytest.mark.needs("argdown")
def test_the_json_of_argdown_gives_the_map_of_its_document(tmp_path: Path) -> None:
    documents = {file.stem: file.read_text(encoding="utf-8") for file in CASES.glob("*.argdown")}
    by_argdown = read_by_argdown(documents, tmp_path)
    assert set(by_argdown) == set(documents) != set()
    for name, read in by_argdown.items():
        from_text = import_file(File("x", documents[name].encode())).map
        from_json = import_file(File("x", json.dumps(read).encode())).map
        assert [without_tags(claim) for claim in from_json.claims] == list(map(without_tags, from_text.claims))
        assert from_json.sources == from_text.sources


@pytest.mark.parametrize("name", sorted(DOCUMENTS)[:60])
def test_every_document_gives_a_sound_map_the_same_each_time(name: str) -> None:
    data = DOCUMENTS[name].encode()
    try:
        made = import_file(File("x.argdown", data))
    except Unreadable as refused:
        assert "premises and a conclusion already" in str(refused) or "makes no claim" in str(refused)
        return
    assert errors_in(made.map) == []
    assert import_file(File("x.argdown", data)).map == made.map
    for count in made.ledger.counts:
        assert min(count[1:]) >= 0, count


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[A]: a\n+ [B]: b\n", "2:1", "indented line"),
        ("[A]: a\n\n  + [B]: b\n", "3:1", "indented"),
        ("[A]: snake_case name\n", "1:11", "Nothing closes the '_'"),
        ("[A]: one [sic] two\n", "1:10", "names a statement"),
        ("[A]: a\n\n<B>: b <c> d\n", "3:8", "names an argument"),
        ("[A]: {1,2} of\n", "1:6", "A text is expected after"),
        ("[A] and more\n", "1:5", "cannot follow a title"),
        ("[A]: a\n\n(1) p\n(2) q\n", "4:6", "need an inference"),
        ("[A]: a\n\n(1) p\n----\n", "4:5", "numbered conclusion"),
        ("[A]: a\n\n* [B]: b\n* [C]: c\n1. [D]: d\n", "5:1", "lists are flat"),
        ("[A]: a {b: [}\n", "1:13", "not YAML"),
        ("[A]: a {b: &x y, c: *x}\n", "1", "Anchors and aliases"),
        ("[A]: a\n  >< <B>: b\n", "2:6", "not an argument"),
        ("[A]: a\n\nend\\\n", "3:4", "backslash"),
        (
            "<A>\n\n(1) p\n----\n(2) q\n\n<A>\n\n(1) p\n----\n(2) q\n",
            "9:1",
            "premises and a conclusion already",
        ),
        ("// nothing here\n", "", "makes no claim"),
    ],
)
def test_an_error_is_one_sentence_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        import_file(File("debate.argdown", text.encode()), "argdown")
    message = str(refused.value)
    assert message.startswith("debate.argdown:" + (place + ": " if place else " "))
    assert words in message
    assert "\n" not in message


def test_a_thing_of_the_json_is_where_it_is_defined_and_not_where_it_is_named_before() -> None:
    def member(text: str, line: int, is_reference: bool = False) -> dict[str, Any]:
        return {"text": text, "isReference": is_reference, "startLine": line, "startColumn": 1}

    members = {
        "Lamps": [member("What stays on", 1, is_reference=True), member("Lamps stay on.", 5)],
        "Quiet": [member("", 4, is_reference=True)],
        "Dark": [member("It is dark.", 3)],
    }
    values = {
        "statements": {title: {"members": some} for title, some in members.items()},
        "arguments": {},
        "relations": [],
    }
    read = import_file(File("x.json", json.dumps(values).encode()))
    assert [claim.text for claim in read.map.claims] == ["It is dark.", "Quiet", "Lamps stay on."]
    assert {one.place for one in read.ledger.listed if one.text == "Lamps stay on."} <= {"line 5"}


@pytest.mark.parametrize("name", ["Before", "Zoo"])
@pytest.mark.parametrize("is_strict", [False, True])
@pytest.mark.parametrize(
    ("sign", "kinds", "strict"),
    [
        ("-", ["attack"], ["contrary"]),
        ("->", ["attack", "attack"], ["contrary"]),
        ("><", ["contradictory"], ["contradictory"]),
        ("+", ["attack", "support"], ["attack", "support"]),
    ],
)
def test_an_attack_on_an_argument_is_told_unless_one_of_its_premises_is_attacked(
    sign: str, kinds: list[str], strict: list[str], is_strict: bool, name: str
) -> None:
    attack = f"[{name}]: The lamps are lit.\n  -> <Night>\n\n"
    steps = "<Night>\n\n(1) [Dark]: It is dark.\n----\n(2) [Late]: It is late.\n\n"
    debate = read_debate(decoded(f"{attack}{steps}[Dark]\n  {sign} [{name}]\n".encode()))
    assert sorted(one.kind for one in debate.settled(is_strict)) == (strict if is_strict else kinds)


SIGNS = "[ < { #( @[ *a _a <!-- /* === ]: {} [a]( \\ .a (1)".split()


@pytest.mark.parametrize("sign", [*SIGNS, "--\n"])
def test_a_document_of_one_sign_is_read_or_refused(sign: str) -> None:
    """A search that began anew at every sign would take hours for these."""
    text = "[A]: a\n\n" + "\n".join([sign * 20_000] * 2)
    with contextlib.suppress(Unreadable):
        assert import_file(File("x.argdown", text.encode()), "argdown").map.claims


def test_a_text_over_several_lines_is_one_text() -> None:
    text = "[Buses]: Run buses\nall *night\nlong*.\n  + <Safe>: They are\n    safe.\n"
    assert ours(text)["statements"] == {"Buses": ["Run buses all night long."]}
    read = import_file(File("two.argdown", text.encode()))
    assert [one.text for one in read.map.claims] == ["Run buses all night long.", "They are safe."]
