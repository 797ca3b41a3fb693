"""``argmap resolve`` lists and decides what a merge left in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.mapfile.read.read import read
from argmap.merge.documents import merge_documents
from tests.git.conftest import MAP

COSTS, FASTER = "The running costs are not known.", "It brings capable tools into use sooner."
OURS = MAP.replace(COSTS, "Ours on costs.").replace(FASTER, "Ours on speed.")
THEIRS = MAP.replace(COSTS, "Theirs on costs.").replace(FASTER, "Theirs on speed.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A merged map with two conflicts: 1 on speed, 2 on costs."""
    base, ours, theirs = (read(text.encode(), "map.yaml") for text in (MAP, OURS, THEIRS))
    made = tmp_path / "my map.yaml"
    made.write_bytes(merge_documents(base, ours, theirs).data)
    return made


def test_the_list_numbers_what_is_left(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["resolve", str(file)]) == 1
    said = capsys.readouterr().out
    assert "my map.yaml: 2 conflicts to resolve" in said
    assert "\n1 of 2, line 14: Both sides changed the text of the claim “Ours on speed”.\n" in said
    assert "\n  1=both    join both texts, first that of ours\n\n2 of 2, line " in said
    assert file.read_bytes() == before


def test_decisions_are_by_the_numbers_of_the_list(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", str(file), "1=ours", "2=theirs"]) == 0
    assert file.read_text() == OURS.replace("Ours on costs.", "Theirs on costs.")
    assert "no conflicts" in capsys.readouterr().out


def test_one_decided_leaves_the_other(file: Path) -> None:
    assert main(["resolve", str(file), "2=ours"]) == 1
    assert "Theirs on speed." in file.read_text() and "Theirs on costs." not in file.read_text()


def test_all_and_a_wording(file: Path) -> None:
    assert main(["resolve", str(file), "--wording", "1", "Mine: with a colon."]) == 1
    assert main(["resolve", str(file), "all=theirs"]) == 0
    assert file.read_text() == THEIRS.replace("Theirs on speed.", '"Mine: with a colon."')


REFUSED = {
    "3=ours": "Unknown conflict '3'",
    "0=ours": "Unknown conflict '0'",
    "1=mine": "'1=mine' is not valid",
    "ours": "'ours' is not valid",
    "²=ours": "Unknown conflict",
    "1=ours": "Conflict 1 has two decisions",
}


@pytest.mark.parametrize("word", REFUSED)
def test_what_cannot_be_decided_is_refused(word: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["resolve", str(file), "1=theirs", word]) == 2
    assert REFUSED[word] in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--wording", "1", " "), "The wording of conflict 1 is empty"),
        (("--wording", "1", "Mine.", "--wording", "1", "Other."), "Conflict 1 has two decisions"),
        (("1=ours", "--wording", "1", "Mine."), "Conflict 1 has two decisions"),
        (("all=ours", "all=theirs"), "'all' has two decisions"),
    ],
)
def test_no_decision_is_dropped_in_silence(
    words: tuple[str, ...], sentence: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert main(["resolve", str(file), *words]) == 2
    assert sentence in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("all=ours", "2=theirs"), ("2=theirs", "all=ours"), ("2=theirs", "1=ours", "1=ours")]
)
def test_all_stands_for_what_no_number_decides(words: tuple[str, ...], file: Path) -> None:
    assert main(["resolve", str(file), *words]) == 0
    assert file.read_text() == OURS.replace("Ours on costs.", "Theirs on costs.")


def test_a_file_without_conflicts_has_no_number(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(MAP)
    assert main(["resolve", str(file), "1=ours"]) == 2
    assert "Unknown conflict '1': the file has no conflicts." in capsys.readouterr().err


def test_a_comment_by_hand_is_taken_out_when_done(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(MAP.replace("    text: The running", "    # CONFLICT: ask Jane.\n    text: The running"))
    assert main(["resolve", str(file), "1=ours"]) == 2
    assert "Edit the map, then mark it '=done'" in capsys.readouterr().err
    assert main(["resolve", str(file), "1=done"]) == 0
    assert file.read_text() == MAP
