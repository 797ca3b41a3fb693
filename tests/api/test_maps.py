"""Maps in Python: what they say, how they are edited, saved, compared and drawn."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import warnings
from datetime import date
from pathlib import Path

import pytest
from graphviz import Digraph
from hypothesis import given

import argmap
from argmap.draw.formats import FORMATS
from argmap.model import types
from tests.examples import examples
from tests.strategies import maps

TEXT = """\
argmap: 1
title: The ferry  # as printed on the poster
tensions:
  cost:
    title: Cost
    sides:
      free: Free
      paid: Paid
stakeholders:
  council:
    name: The council
claims:
  # the main claim
  free:
    text: The ferry should be free.
    positions:
      council: agrees
  work:
    text: Islanders have no other way to work.
    supports:
      - free
sources:
  report:
    title: A report
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


# --- values --------------------------------------------------------------------------------------------------------


@examples(50)
@given(maps())
def test_a_map_comes_back_from_its_text(map: types.Map) -> None:
    found = argmap.loads(argmap.dumps(map))
    assert found == map
    assert map == found
    assert hash(found) == hash(map)
    assert not argmap.diff(map, found)
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found


@examples(50)
@given(maps())
def test_each_part_is_shown_on_one_short_line(map: types.Map) -> None:
    parts: list[types.Part] = [map, *map.claims, *map.sources, *map.stakeholders, *map.tensions]
    for part in [*parts, *(reason for claim in map.claims for reason in claim.reasons)]:
        assert repr(part).isprintable()
        assert repr(part).startswith(f"{type(part).__name__}(")
        assert all(len(value) < 130 for value in repr(part).split(", ") if "=<" not in value)


def test_a_part_is_shown_with_what_it_has() -> None:
    reason = types.Reason(premise="a", kind="supports", target="b")
    claim = types.Claim(id="a", text="A " * 60, reasons=(reason,), tags=("x", "y" * 90), assumed=True)
    assert repr(claim) == (
        f"Claim(id='a', text={'A ' * 49 + 'A…'!r}, reasons=<1>, assumed=True, tags=('x', {'y' * 90!r}))"
    )


def test_a_map_never_changes(file: Path) -> None:
    map = argmap.load(file)
    edited = map.set_title("Another")
    assert (map.title, edited.title) == ("The ferry", "Another")
    assert map != edited
    with pytest.raises(AttributeError):
        map.title = "Changed"  # type: ignore[misc]


# --- edits ---------------------------------------------------------------------------------------------------------


def test_edits_touch_their_lines_alone(file: Path) -> None:
    map = argmap.load(file)
    map = map.add_claim("It costs too much.", objects_to="free", tension="cost", side="paid", tags=["money"])
    map = map.set_position("work", "council", "mixed", source="report", date="2025-07")
    map = map.cite("work -> free", "report", locator="p. 3")
    argmap.save(map)
    text = file.read_text(encoding="utf-8")
    assert [line for line in TEXT.splitlines() if line not in text.splitlines()] == []
    assert text.startswith("argmap: 1\ntitle: The ferry  # as printed on the poster\n")
    assert argmap.load(file) == map
    claim = map.claim("costs-much")
    assert (claim.tension, claim.side, claim.tags) == ("cost", "paid", ("money",))


def test_every_edit_can_be_made_and_read_back(file: Path) -> None:
    map = argmap.load(file)
    map = map.set_title("Ferries").set_question("Free?").set_summary("Some words.").set_language("en-GB")
    map = map.add_claim("Boats are full.", id="full", undercuts="work -> free", note="Check.", assumed=True)
    map = map.add_claim("A claim apart.", id="apart", short="Apart", after="free")
    map = map.set_text("apart", "Another claim.").set_note("apart", "A note.").set_assumed("apart")
    map = map.set_tags("apart", ["one", "two"]).set_tension("apart", "cost", "free").set_short("free", "Free")
    map = map.link("apart", "objects_to", "work", linked=["full"], scheme="waste", note="Because.")
    map = (
        map.set_linked("apart", "work", [])
        .set_scheme("apart", "work", "cause")
        .move_before("apart", "free")
        .move_after("apart", "work")
    )
    map = map.add_stakeholder("Islanders", short="They", kind="people", power="low", interest="high")
    map = map.add_source("A letter", id="letter", url="https://example.org/letter", copy="letter.txt")
    map = map.add_tension("Speed", {"fast": "Fast", "safe": "Safe"}, question="How fast?")
    map = map.set_position("apart", "islanders", "agrees", source="letter", quote="We do.")
    map = map.clear_position("free", "council").rename("apart", "alone")
    map = map.replace(types.Source(id="letter", title="An open letter", date="2025"))
    argmap.save(map)
    assert argmap.load(file) == map
    assert (map.source("letter").date, map.source("letter").copy) == ("2025", None)
    assert (map.language, map.claim("alone").short, map.claim("free").short) == ("en-GB", "Apart", "Free")
    assert map.claim("alone").reasons[0].scheme == "cause"
    assert map.tension("speed").sides[1].title == "Safe"
    assert map.stakeholder("islanders").power == "low"
    map = map.unlink("alone", "work").delete_claim("work", branch=True).delete("letter").delete("council")
    assert [claim.id for claim in map.delete("cost").claims] == ["free", "alone"]
    argmap.save(map)
    assert argmap.load(file) == map


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda map: map.claim("fre"), "The map has no claim 'fre'. Did you mean 'free'?"),
        (lambda map: map.claim("report"), "The map has no claim 'report'. 'report' is a source."),
        (lambda map: map.add_claim(" "), "cannot be empty"),
        (lambda map: map.add_claim("x", supports="free", objects_to="work"), "in one place"),
        (lambda map: map.add_claim("x", side="free"), "give the tension as well"),
        (lambda map: map.link("work", "suports", "free"), "'kind' is 'suports'. Input should be 'supports'"),
        (lambda map: map.set_position("free", "council", "agree"), "'stance' is 'agree'"),
        (lambda map: map.set_position("free", "nobody", "agrees"), "The map has no stakeholder 'nobody'"),
        (lambda map: map.add_source("x", url="javascript:x"), "is not a web address"),
        (lambda map: map.delete("free"), "'free' is a claim."),
        (lambda map: argmap.report(map, claims=["nothing"]), "no claim 'nothing'"),
        (lambda map: argmap.check(map, select=["AM999"]), "unknown rule 'AM999'"),
        (lambda map: argmap.render(map, "jpeg"), "Unknown format 'jpeg'. There are svg, "),
        (lambda map: argmap.render(map, picture="matrx"), "Unknown picture 'matrx'. Did you mean 'matrix'?"),
        (lambda map: argmap.render(map, fit="a5"), "Unknown page 'a5'"),
        (lambda map: argmap.render(map, depth=1), "give focus or tension as well"),
        (lambda map: argmap.render(map, width=400), "width is that of a brief: give picture='brief' as well"),
        (lambda map: argmap.save(argmap.Map(title="x")), "argmap.save(map, 'map.yaml')"),
        (lambda map: argmap.load("nowhere.yaml"), "no such file"),
    ],
)
def test_what_cannot_be_done_is_one_kind_of_error_with_a_sentence(edit, said: str, file: Path) -> None:
    with pytest.raises(argmap.MapError) as error:
        edit(argmap.load(file))
    assert said in str(error.value)


def test_a_text_that_is_no_map_gives_its_findings_with_their_lines() -> None:
    with pytest.raises(argmap.MapError) as error:
        argmap.loads("argmap: 1\ntitle: x\nclaims:\n  a:\n    txt: y\n")
    assert [(one.code, one.place and one.place.line) for one in error.value.findings]
    assert "<text>:" in str(error.value)


# --- files ---------------------------------------------------------------------------------------------------------


def test_a_file_that_somebody_else_changed_is_not_saved_over(file: Path) -> None:
    map = argmap.load(file).set_title("Mine")
    file.write_text(TEXT.replace("The ferry ", "Theirs "), encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(argmap.MapError, match="changed by someone else"):
        argmap.save(map)
    assert file.read_bytes() == before


def test_a_map_without_an_edit_is_not_saved_over_the_edit_of_somebody_else(file: Path) -> None:
    map = argmap.load(file)
    argmap.save(map)
    assert file.read_text(encoding="utf-8") == TEXT
    file.write_text(TEXT + "# theirs\n", encoding="utf-8")
    with pytest.raises(argmap.MapError, match="changed by someone else"):
        argmap.save(map)


def test_one_may_save_again_and_go_back(file: Path) -> None:
    first = argmap.load(file)
    second = first.set_title("Second")
    argmap.save(second)
    argmap.save(second.set_title("Third"))
    assert "title: Third  # as printed" in file.read_text(encoding="utf-8")
    argmap.save(first)
    assert file.read_text(encoding="utf-8") == TEXT


def test_another_file_is_written_over_only_when_that_is_said(file: Path, tmp_path: Path) -> None:
    map = argmap.load(file).set_title("Copy")
    other = tmp_path / "other.yaml"
    argmap.save(map, other)
    assert "title: Copy  # as printed" in other.read_text(encoding="utf-8")
    assert file.read_text(encoding="utf-8") == TEXT
    with pytest.raises(argmap.MapError, match="already exists"):
        argmap.save(map.set_title("New"), other)
    argmap.save(map.set_title("New"), other, overwrite=True)
    assert argmap.load(other).title == "New"


def test_a_map_from_nowhere_belongs_to_the_file_that_it_is_saved_in(tmp_path: Path) -> None:
    map = argmap.Map(title="New").add_claim("One.", id="one")
    argmap.save(map, tmp_path / "new.yaml")
    argmap.save(map.set_text("one", "Two."))
    assert argmap.load(tmp_path / "new.yaml").claim("one").text == "Two."


# --- results -------------------------------------------------------------------------------------------------------


def test_a_check_finds_what_the_command_finds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from argmap.cli.main import main

    (file.parent / ".argmap.toml").write_text('[check]\nignore = ["AM212"]\n', encoding="utf-8")
    map = argmap.load(file)
    found = argmap.check(map, today=date(2030, 1, 1))
    assert found
    assert main(["check", "--all", "--format", "json", "--today", "2030-01-01", str(file)]) == 0
    said = capsys.readouterr().out
    assert all(one.code in said and f'"line": {one.place.line}' in said for one in found if one.place)
    assert "AM212" not in said + "".join(one.code for one in found)
    added = [one for one in argmap.check(map.add_claim("Last.", id="last")) if one.path[:2] == ("claims", "last")]
    assert {one.place.line for one in added if one.place} == {TEXT.splitlines().index("sources:") + 1}


def test_a_merge_keeps_comments_and_says_what_is_left(file: Path) -> None:
    base = argmap.load(file)
    ours = base.set_text("work", "Islanders cannot get to work.")
    merged = argmap.merge(base, ours, base.set_text("work", "There is no other way.").set_title("Ferries"))
    assert (merged.clean, len(merged.conflicts)) == (False, 1)
    assert "Both sides changed the text of the claim “Islanders cannot get to work”." in str(merged)
    argmap.save(merged.map)
    text = file.read_text(encoding="utf-8")
    assert "# CONFLICT" in text
    assert "title: Ferries  # as printed" in text
    assert argmap.merge(base, base, ours).map == ours
    assert str(argmap.merge(base, base, ours)) == "Merged without conflicts.\n"


def test_results_are_shown_in_words(file: Path) -> None:
    map = argmap.load(file)
    difference = argmap.diff(map, map.rename("work", "commute"))
    assert [type(one).__name__ for one in difference] == ["Renamed"]
    assert (bool(difference), len(difference)) == (True, 1)
    assert difference.to_markdown() == difference._repr_markdown_()
    assert '"consequences"' in difference.to_json()
    report = argmap.report(map, "positions")
    assert "The council" in str(report)
    assert report._repr_markdown_().startswith("# The ferry\n")
    assert '"positions"' in report.to_json()
    assert repr(report) == "<report on 'The ferry': positions>"


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"png"}))
def test_every_format_is_rendered(format: str, file: Path) -> None:
    assert len(argmap.render(argmap.load(file), format)) > 100


def test_a_picture_is_svg_unless_another_format_is_asked_for(file: Path) -> None:
    map = argmap.load(file)
    assert argmap.render(map) == argmap.render(map, "svg")


@pytest.mark.parametrize("format", ["svg", "md", "json"])
def test_a_chart_is_drawn_or_said(format: str, file: Path) -> None:
    assert b"council" in argmap.render(argmap.load(file), format, picture="matrix", fit="a4")


def test_a_graph_can_be_restyled(file: Path) -> None:
    map = argmap.load(file)
    graph = map.digraph(focus="free", depth=1)
    assert isinstance(graph, Digraph)
    assert graph.source == argmap.render(map, "dot", focus="free", depth=1).decode()
    graph.attr(rankdir="BT")
    assert "rankdir=BT" in graph.source


def test_a_layout_that_takes_too_long_is_a_warning(file: Path) -> None:
    with pytest.warns(UserWarning, match="Simple layout"):
        argmap.render(argmap.load(file), deadline=1e-6)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert argmap.load(file)._repr_svg_().startswith("<svg ")


# --- the package ---------------------------------------------------------------------------------------------------


def test_the_functions_are_not_hidden_by_the_folders_of_their_names() -> None:
    code = (
        "import argmap, argmap.check.rules, argmap.merge.diff, argmap.report.matrix; "
        "from argmap.check.rules import RULES; from argmap import check, merge, report; "
        "assert all(callable(one) for one in (check, merge, report, argmap.check, argmap.merge, argmap.report)); "
        "assert set(argmap.__all__) <= set(dir(argmap)); print(len(RULES) > 10)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import argmap; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['argmap']\n"


@pytest.mark.parametrize("name", sorted({*argmap.__all__} - {"__version__"}))
def test_every_public_name_is_found_where_it_is_defined(name: str) -> None:
    assert callable(argmap.__getattr__(name))


def test_a_map_equals_maps_alone(file: Path) -> None:
    map = argmap.load(file)
    assert map == types.Map(**dict(map.items()))
    assert map != str(map)
    assert map != types.Map(title="Another")
    assert (map == "a text") is False


def test_a_difference_is_printed_and_has_consequences() -> None:
    difference = argmap.diff(argmap.loads(TEXT), argmap.loads(TEXT.replace("supports:", "objects_to:")))
    assert str(difference) == difference.to_text()
    assert "now objects to “The ferry should be free”, which it supported before" in str(difference)
    found = difference.consequences
    assert [(one.claim, one.before, one.after) for one in found.status_changes] == [
        ("free", "supported", "challenged")
    ]
    assert [one.address for one in found.now_unanswered] == ["work -> free"]
