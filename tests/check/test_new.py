"""``argmap new`` begins a map that is sound, canonical and nobody else's."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given

from argmap.check.rules import check
from argmap.cli.new import main
from argmap.io.project import SCHEMA_FILE, schema_beside
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from tests.strategies import texts

Output = pytest.CaptureFixture[str]


def test_a_new_map_is_sound_and_canonical(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "map.yaml"
    assert main([str(path)]) == 0
    document = read(path.read_bytes(), "map.yaml")
    assert document.text.startswith("# yaml-language-server: $schema=")
    bare = re.sub(r"(?m)^#.*\n|  #.*$", "", document.text)
    assert bare == re.sub(r"(?m)^#.*\n", "", write(document.map))
    assert [one for one in check(Index.build(document.map)) if one.severity != "suggestion"] == []
    assert "argmap edit" in capsys.readouterr().out


def test_title_and_question_are_those_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    assert main([str(path), "--title", "The ferry: free?", "--question", "Should it # be free?"]) == 0
    map = read(path.read_bytes(), "map.yaml").map
    assert (map.title, map.question) == ("The ferry: free?", "Should it # be free?")


@example("--", "--")
@given(texts().filter(str.strip), texts())
def test_any_title_can_be_begun_with(title: str, question: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert main([f"--title={title}", f"--question={question}", "--", f"{folder}/map.yaml"]) == 0
        map = read(Path(folder, "map.yaml").read_bytes(), "map.yaml").map
    assert (map.title, map.question) == (title, question if question.strip() else None)


def test_a_title_of_nothing_is_refused_and_nothing_written(tmp_path: Path, capsys: Output) -> None:
    assert main([str(tmp_path / "map.yaml"), "--title", " "]) == 2
    assert "title of a map" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("mine", encoding="utf-8")
    assert main([str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert "already exists" in capsys.readouterr().err


def test_a_link_to_nowhere_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    try:
        path.symlink_to(tmp_path / "elsewhere.yaml")
    except OSError:
        pytest.skip("no symlinks here")
    assert main([str(path)]) == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_missing_folder_is_named(tmp_path: Path, capsys: Output) -> None:
    assert main([str(tmp_path / "none" / "map.yaml")]) == 2
    assert "Missing folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("schema", "map", "seen"),
    [
        ("argmap/schema/" + SCHEMA_FILE, "maps/map.yaml", "../argmap/schema/" + SCHEMA_FILE),
        ("maps/" + SCHEMA_FILE, "maps/map.yaml", SCHEMA_FILE),
        (SCHEMA_FILE, "maps/deep/map.yaml", "../../" + SCHEMA_FILE),
        ("other/" + SCHEMA_FILE, "maps/map.yaml", SCHEMA_FILE),
    ],
)
def test_the_first_line_leads_to_the_nearest_schema(tmp_path: Path, schema: str, map: str, seen: str) -> None:
    (tmp_path / ".git").mkdir()
    for path in (tmp_path / schema, tmp_path / map):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert schema_beside(tmp_path / map) == seen
