"""Merging files: what comes out opens, holds the merged map, and keeps comments and layout of ours."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.merge import main
from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in
from argmap.merge.documents import merge_documents
from argmap.merge.three_way import merge
from argmap.model.types import Map, rebuilt
from tests.examples import examples
from tests.git.conftest import MAP
from tests.merge.test_laws import branches


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def merged_text(base: str | None, ours: str, theirs: str) -> str:
    merged = merge_documents(document(base) if base is not None else None, document(ours), document(theirs))
    return merged.data.decode()


@examples(40)
@given(branches())
def test_what_comes_out_is_the_merged_map_with_every_conflict_marked(three: tuple[Map, Map, Map]) -> None:
    base, ours, theirs = three
    merged = merge_documents(*(document(write(map)) for map in (base, ours, theirs)))
    expected = merge(base, ours, theirs)
    found = read(merged.data, "map.yaml")
    assert found.map == expected.map
    assert merged.conflicts == expected.conflicts
    assert len(markers_in(found)) == len(merged.conflicts)


@examples(40)
@given(branches())
def test_an_untouched_side_gives_the_other_to_the_byte(three: tuple[Map, Map, Map]) -> None:
    base, ours, _ = (document(write(map)) for map in three)
    assert merge_documents(base, base, ours).data == ours.data
    assert merge_documents(base, ours, base).data == ours.data
    assert merge_documents(base, ours, ours).data == ours.data


@examples(40)
@given(three=branches(), seed=st.integers(0, 1000))
def test_no_comment_of_either_side_is_lost(three: tuple[Map, Map, Map], seed: int) -> None:
    base, ours, theirs = three
    rng = Random(seed)
    texts = [
        _commented(write(base), rng, "b"),
        _commented(write(ours), rng, "o"),
        _commented(write(theirs), rng, "t"),
    ]
    text = merged_text(*texts)
    there = {line.strip() for line in text.split("\n")}
    for side in texts[1:]:
        assert {line.strip() for line in side.split("\n") if line.strip().startswith("# seen")} <= there


def _commented(text: str, rng: Random, tag: str) -> str:
    """The text with comments above some claims."""
    lines = text.split("\n")
    places = [number for number, line in enumerate(lines) if line[:2] == "  " and line[2:3].isalpha()]
    for number in sorted(rng.sample(places, min(2, len(places))), reverse=True):
        if lines[number - 1].startswith(("claims", "  ", "sources", "stakeholders", "tensions")):
            lines.insert(number, f"  # seen {tag}{number}")
    made = "\n".join(lines)
    return made if document(made).map == document(text).map else text


SCALE = "  scale:\n    text: It is small.  # so far\n    supports:\n      - sign\n"
ADDED = ("  costs:\n", f"  # from the select committee\n{SCALE}  costs:\n")


def test_comments_of_theirs_come_with_what_they_are_about() -> None:
    theirs = MAP.replace(*ADDED).replace("    note: Ask", "    # Jane knows one\n    note: Ask")
    ours = MAP.replace("not known", "unknown")
    text = merged_text(MAP, ours, theirs)
    lines = text.split("\n")
    assert lines[lines.index("  scale:") - 1] == "  # from the select committee"
    assert lines[lines.index("    note: Ask the lawyers.") - 1] == "    # Jane knows one"
    assert "    text: It is small.  # so far" in lines
    assert "# the main claim" in text


def test_hashes_in_texts_are_no_comments() -> None:
    theirs = MAP.replace("It brings", "x").replace("text: x capable", 'text: "#1 #2 brings capable')
    theirs = theirs.replace("into use sooner.", 'into use."')
    text = merged_text(MAP, MAP.replace("not known", "unknown"), theirs)
    assert "\n    #" not in text and '"#1 #2 brings' in text


def test_layout_of_ours_stays() -> None:
    ours = MAP.replace("supports:\n      - sign", "supports: [sign]").replace("not known", "unknown")
    theirs = MAP.replace("Exit terms limit", "Exit terms may limit")
    assert merged_text(MAP, ours, theirs) == ours.replace("Exit terms limit", "Exit terms may limit")


def test_a_byte_order_mark_and_windows_line_ends_stay() -> None:
    ours = ("\ufeff" + MAP.replace("not known", "unknown")).replace("\n", "\r\n")
    merged = merge_documents(document(MAP), read(ours.encode(), "m"), document(MAP.replace("not known", "open")))
    assert merged.data.startswith(b"\xef\xbb\xbf")
    assert merged.data.count(b"\n") == merged.data.count(b"\r\n")
    assert len(merged.conflicts) == 1


HOSTILE = ("\u202e\u0085 x", "# CONFLICT: x", "a\nb", "\u2028", '😀 \\ "', "-->", "\ufffd\u200b", "x" * 500)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_wordings_in_a_conflict(text: str) -> None:
    base = document(MAP).map
    sides = []
    for wording in (f"ours {text}", f"theirs {text}"):
        claims = tuple(rebuilt(claim, text=wording) if claim.id == "costs" else claim for claim in base.claims)
        sides.append(document(write(rebuilt(base, claims=claims))))
    merged = merge_documents(document(MAP), *sides)
    found = read(merged.data, "m")
    assert found.map == sides[0].map
    assert len(merged.conflicts) == 1
    assert sum(line.strip().startswith("# CONFLICT: ") for line in found.text.split("\n")) >= 1


def test_two_files_added_apart_are_merged_by_id() -> None:
    text = merged_text(None, MAP.replace(*ADDED), MAP.replace("not known", "unknown"))
    assert "scale:" in text
    assert "# CONFLICT: both sides added 'costs'; that of theirs is 'costs-2' here." in text


def test_the_command_says_how_many_conflicts_are_to_resolve_and_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for name, text in (("base", "Run buses."), ("ours", "Run trams."), ("theirs", "Run ferries.")):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(f"argmap: 1\ntitle: T\nclaims:\n  run:\n    text: {text}\n", encoding="utf-8")
    assert main([*map(str, files), "-o", str(tmp_path / "merged.yaml")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"{tmp_path / 'merged.yaml'}: 1 conflict to resolve"
    assert len(told) > 1
