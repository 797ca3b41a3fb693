"""Settings files: found, read, refused with a sentence, and obeyed. And comments that accept a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.check.settings import choices_from, not_silenced
from argmap.io.project import Projects, find, read_settings
from argmap.model.findings import Finding, MapError, Place
from argmap.report.findings.pages import names


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_settings_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    outer = write(tmp_path / "pyproject.toml", "[tool.argmap.check]\nignore = ['AM203']\n")
    inner = write(tmp_path / "maps" / ".argmap.toml", "[check]\nignore = ['AM2']\n")
    (tmp_path / "maps" / "deep").mkdir()
    assert find(tmp_path).path == outer
    assert find(tmp_path).table == {"check": {"ignore": ["AM203"]}}
    assert find(tmp_path / "maps" / "deep").path == inner
    assert find(tmp_path / "maps" / "deep").table == {"check": {"ignore": ["AM2"]}}


def test_own_file_goes_before_the_shared_one(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.argmap.check]\n")
    own = write(tmp_path / ".argmap.toml", "")
    assert find(tmp_path).path == own


def test_a_project_file_that_says_nothing_of_argmap_is_passed_over(tmp_path: Path) -> None:
    outer = write(tmp_path / ".argmap.toml", "")
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\n")
    assert find(tmp_path / "a").path == outer


def test_the_search_ends_at_the_root_of_the_checkout(tmp_path: Path) -> None:
    write(tmp_path / ".argmap.toml", "")
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "maps").mkdir()
    assert find(tmp_path / "repo" / "maps").path is None


@pytest.mark.parametrize("data", [b"[check", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_settings_that_are_not_toml_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / ".argmap.toml"
    path.write_bytes(data)
    with pytest.raises(MapError, match=r"settings in .*argmap\.toml"):
        read_settings(path)


def test_settings_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"ignor": []}, "unknown setting 'check.ignor'. Did you mean 'ignore'"),
        ({"ignore": "AM2"}, "'check.ignore' must be a list"),
        ({"ignore": [1]}, "'check.ignore' must be a list"),
        ({"ignore": ["AM9"]}, "unknown rule 'AM9'"),
        ({"select": ["unanswered-objections"]}, "Did you mean 'unanswered-objection'"),
        ({"select": [""]}, "unknown rule ''"),
        ({"fail-on": "fatal"}, "one of error, warning, suggestion, never"),
        ({"levels": {"AM205": "bad"}}, "'check.levels.AM205' must be one of"),
        ({"levels": []}, "'check.levels' must be a table"),
        ({"levels": {"AM999": "suggestion"}}, "unknown rule 'AM999'"),
        ({"longest-text": 0}, "number of characters"),
        ({"longest-text": True}, "number of characters"),
        ({"per-file-ignores": {"a": "AM2"}}, "'check.per-file-ignores.a' must be a list"),
        ({"per-file-ignores": {"a": ["XX"]}}, "unknown rule 'XX'"),
    ],
)
def test_wrong_settings_are_refused_with_a_sentence(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(MapError) as refused:
        choices_from(table, "here.toml", names())
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("here.toml: ")


def test_settings_are_understood() -> None:
    table = {
        "select": ["AM1", "AM2"],
        "ignore": ["AM203"],
        "fail-on": "suggestion",
        "longest-text": 100,
        "levels": {"AM205": "error", "single-source": "warning"},
        "per-file-ignores": {"drafts/*": ["AM2"], "old*.yaml": ["AM1"]},
    }
    choices = choices_from(table, "here.toml", names())
    draft = choices.for_file("drafts/a.yaml", (), ("AM104",), None)
    assert draft.select == ("AM1", "AM2")
    assert draft.ignore == ("AM203", "AM104", "AM2")
    assert choices.for_file("maps/older.yaml", (), (), None).ignore == ("AM203", "AM1")
    assert choices.for_file("maps/new.yaml", ("AM3",), (), None).select == ("AM3",)
    assert draft.longest_text == 100
    assert draft.level_of("AM206", "single-source", "suggestion") == "warning"
    assert choices.fail_on == "suggestion"


LINES = [
    "claims:",
    "  # argmap: ignore[AM203, unanswered-objection]",
    "  # A second comment.",
    "  one:",
    "    text: One.  # argmap: ignore[AM3]",
    "    note: One.",
    "  two:",
    "    text: a#argmap: ignore[AM3]",
]


@pytest.mark.parametrize(
    ("line", "code", "stays"),
    [
        (4, "AM203", False),
        (4, "AM205", False),
        (4, "AM204", True),
        (5, "AM303", False),
        (5, "AM203", True),
        (6, "AM303", True),
        (7, "AM203", True),
        (8, "AM303", True),
    ],
)
def test_a_comment_accepts_what_it_names_on_its_line_or_below(line: int, code: str, stays: bool) -> None:
    finding = Finding(code, "suggestion", "Something.", place=Place("map.yaml", line, 1))
    assert bool(list(not_silenced([finding], LINES, names()))) is stays


def test_settings_of_checks_are_a_table(tmp_path: Path) -> None:
    path = write(tmp_path / ".argmap.toml", "check = 1\n")
    with pytest.raises(MapError) as refused:
        Projects(str(path)).choices_for("map.yaml")
    assert str(refused.value) == f"{path}: 'check' is a table."
