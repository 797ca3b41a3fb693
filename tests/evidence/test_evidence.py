"""The quotations of a map with the copies of its sources: what becomes of each, totals, folders, findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.evidence.figures import unsupported_figures
from argmap.evidence.quotations import Absent, Copy, Evidence, quotations_in
from argmap.io.copies.files import copies_of, placed_copy
from argmap.io.evidence import evidence_of
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Citation, Claim, Map, Source, rebuilt
from tests.evidence.corpus import MAP, copy_of, evidence

ONE = """\
argmap: 1
title: A bridge
claims:
  closed:
    text: The bridge should be closed.
    positions:
      vos:
        stance: agrees
        source: minutes
        quote: {}
    sources:
      - source: minutes
        quote: the deck will hold
stakeholders:
  vos:
    name: Piet Vos
sources:
  minutes:
    title: Minutes
    copy: sources/minutes.txt
"""


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    file = tmp_path / "map.yaml"
    file.write_text(ONE.format("we must close it"), encoding="utf-8")
    return file


def with_copy(map_file: Path, text: str = "Vos said: we must close it. Now the deck will hold.") -> Path:
    copy = map_file.parent / "sources" / "minutes.txt"
    copy.parent.mkdir(exist_ok=True)
    copy.write_text(text, encoding="utf-8")
    return copy


def checked(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main(["check", "--no-color", *argv])
    return code, capsys.readouterr().out


def map_of(file: Path) -> Map:
    return read(file.read_bytes(), str(file)).map


def test_every_quote_of_the_consultation_is_found() -> None:
    assert evidence().totals == {"found": 16, "not found": 0, "not checked": 0}
    assert [check.quotation.path for check in evidence().checks.values() if check.located is False] == []


def test_quotations_are_those_of_positions_claims_and_links() -> None:
    map = map_of(MAP)
    paths = [one.path for one in quotations_in(map)]
    assert ("claims", "keep-every-night", "positions", "lloyd", "quote") in paths
    assert ("claims", "no-other-way", "sources", "report", "quote") in paths
    assert len(set(paths)) == len(paths) == 16


def test_a_map_without_copies_has_no_line_on_quotations(map_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    map_file.write_text(map_file.read_text(encoding="utf-8").replace("    copy: sources/minutes.txt\n", ""))
    code, out = checked(capsys, str(map_file))
    assert code == 0
    assert "quotation" not in out
    assert evidence_of(map_of(map_file), map_file) is None


def test_a_copy_that_is_not_at_hand_is_no_fault(map_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(capsys, str(map_file))
    assert code == 0
    assert out.endswith("2 quotations: 2 not checked.\n")


def test_a_changed_quote_is_an_error_with_the_nearest_passage(
    map_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_copy(map_file, "Vos said: we must not close it.\n\nNow the deck will hold.")
    code, out = checked(capsys, str(map_file))
    assert code == 1
    assert "error AM401: The quote “we must close it” is not in the copy of “Minutes”." in out
    assert 'The copy also has "not" after "must". Nearest (para 1): “we must not close it”' in out
    assert "\n2 quotations: 1 found in their copy, 1 not found.\n\n" in out


def test_totals_are_in_json(map_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_copy(map_file)
    _, out = checked(capsys, "--format", "json", str(map_file))
    assert json.loads(out)["quotations"] == {"found": 2, "not found": 0, "not checked": 0}


def test_copies_are_found_in_the_folder_of_the_option_and_of_the_settings(
    map_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = with_copy(map_file)
    private = tmp_path / "private" / "sources"
    private.mkdir(parents=True)
    copy.rename(private / "minutes.txt")
    assert "2 not checked" in checked(capsys, str(map_file))[1]
    assert "2 found" in checked(capsys, "--copies", str(tmp_path / "private"), str(map_file))[1]
    (tmp_path / ".argmap.toml").write_text('copies = "private"\n', encoding="utf-8")
    assert "2 found" in checked(capsys, str(map_file))[1]
    assert "2 not checked" in checked(capsys, "--config", "none", str(map_file))[1]
    for wrong in ("3", '""', '" "', '"a\\nb"', "[]"):
        (tmp_path / ".argmap.toml").write_text(f"copies = {wrong}\n", encoding="utf-8")
        assert main(["check", str(map_file)]) == 2
        assert ".argmap.toml: 'copies' is the name of a folder.\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "C:/x.txt", "a\\b.txt", "./a.txt"]
)
def test_a_copy_stays_in_its_folder(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text("we must close it", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    file = inside / "map.yaml"
    file.write_text(ONE.format("we must close it").replace("sources/minutes.txt", f'"{path}"').replace("\\", "\\\\"))
    code, out = checked(capsys, str(file))
    assert code == 1
    assert "warning AM035: 'copy' is a path from the map's folder" in out
    assert "2 not checked" in out


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")
def test_a_link_does_not_lead_out_of_the_folder(map_file: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "minutes.txt").write_text("we must close it", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "sources").symlink_to(outside)
    source = Source(id="minutes", copy="sources/minutes.txt")
    assert copies_of([source], [inside]) == {"minutes": Absent("The copy is not at hand.")}
    found = copies_of([source], [inside, outside.parent / "outside"])
    assert isinstance(found["minutes"], Absent)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on the disk")
def test_a_pipe_or_folder_is_not_waited_for(map_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = with_copy(map_file)
    copy.unlink()
    os.mkfifo(copy)
    code, out = checked(capsys, str(map_file))
    assert code == 1
    assert "AM406" in out
    copy.unlink()
    copy.mkdir()
    assert "AM406" in checked(capsys, str(map_file))[1]


def test_a_copy_is_read_again_when_it_has_changed(map_file: Path) -> None:
    copy = with_copy(map_file)
    assert evidence_of(map_of(map_file), map_file).totals["found"] == 2  # type: ignore[union-attr]
    copy.write_text("Something else altogether.", encoding="utf-8")
    assert evidence_of(map_of(map_file), map_file).totals["found"] == 0  # type: ignore[union-attr]


def test_an_unreadable_copy_leaves_its_quotes_unchecked() -> None:
    map = map_of(MAP)
    copies = {"minutes": Copy(None, "It is damaged."), "report": Absent("Not at hand.")}
    assert Evidence(map, copies).totals == {"found": 0, "not found": 0, "not checked": 16}


def test_a_map_without_copies_loads_nothing_that_reads_or_compares_them(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(ONE.format("x").replace("    copy: sources/minutes.txt\n", ""), encoding="utf-8")
    script = (
        "import sys; from argmap.cli.main import main; main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.startswith(('argmap.evidence', 'argmap.io.copies', 'difflib'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", str(file)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")
def test_a_copy_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    found = copies_of([Source(id="a", copy="a.txt")], [tmp_path])["a"]
    assert isinstance(found, Copy)
    assert (found.text, found.problem) == (None, "It cannot be read: Too many levels of symbolic links.")


def test_a_copy_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.io.copies.files.LARGEST_COPY", 2**20)
    sources = [Source(id=name, copy=f"{name}.txt") for name in ("fits", "large")]
    for number, source in enumerate(sources):
        (tmp_path / f"{source.id}.txt").write_text("word " * (2**18 // 5) + "x" * (2**20 - 2**18 // 5 * 5 + number))
    fits, large = copies_of(sources, [tmp_path]).values()
    assert isinstance(fits, Copy) and fits.text is not None
    assert isinstance(large, Copy)
    assert (large.text, large.problem) == (None, "It is larger than 1 MiB. Save it without pictures.")
    with pytest.raises(MapError) as refused:
        placed_copy(tmp_path / "large.txt", tmp_path / "map.yaml", None)
    assert str(refused.value) == f"{tmp_path / 'large.txt'}: It is larger than 1 MiB. Save it without pictures."


@pytest.mark.skipif(os.name == "nt", reason="handles of Windows are not numbered from the lowest")
def test_no_copy_stays_open(tmp_path: Path) -> None:
    def next_number() -> int:
        descriptor = os.open(tmp_path, os.O_RDONLY)
        os.close(descriptor)
        return descriptor

    (tmp_path / "words.txt").write_text("Words.")
    (tmp_path / "folder").mkdir()
    before = next_number()
    copies_of([Source(id=name, copy=name) for name in ("words.txt", "folder", "none")], [tmp_path])
    assert next_number() == before


def test_few_copies_are_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[object, object] = {}
    monkeypatch.setattr("argmap.io.copies.files._KNOWN", kept)
    monkeypatch.setattr("argmap.io.copies.files.MOST_KNOWN", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Words.")
        copies_of([Source(id=name, copy=f"{name}.txt")], [tmp_path])
    assert [Path(key[0]).name for key in kept] == ["c.txt"]


def test_a_copy_that_cannot_be_read_without_a_package_is_not_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 none")
    assert copies_of([Source(id="a", copy="a.pdf")], [tmp_path]) == {
        "a": Absent("Reading PDF files needs the package pypdf. Install it with 'pip install argmap[pdf]'.")
    }


def test_a_figure_may_be_in_a_copy_that_is_not_at_hand() -> None:
    cited = tuple(Citation(source=name, quote="It is 7.") for name in ("report", "minutes"))
    claim = Claim(id="a", text="It is 7 or 8 or 9, not 10.", sources=cited)
    map = Map(title="T", claims=(claim,), sources=(Source(id="report"), Source(id="minutes")))
    report, minutes = copy_of("It was 8 at first."), copy_of("Then 9.")
    assert unsupported_figures(claim, Evidence(map, {"report": report, "minutes": minutes})) == ["10"]
    for missing in (Absent("Not at hand."), Copy(None, "It is damaged.")):
        assert unsupported_figures(claim, Evidence(map, {"report": report, "minutes": missing})) == []
    assert unsupported_figures(rebuilt(claim, sources=()), Evidence(map, {})) == []
