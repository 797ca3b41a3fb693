"""The agreement network and the coverage of tensions, as pictures and in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

import pytest

from argmap.cli.export.command import main
from argmap.draw.charts import agreement, agreement_table, coverage, matrix, power_interest
from argmap.draw.charts.needs import why_empty
from argmap.draw.charts.registry import ChartSubject, draw, is_better_in_signs
from argmap.draw.display_list import Picture, Rect, ShapeGroup, Text, VectorPath, flattened
from argmap.draw.writers import svg
from argmap.mapfile.canonical import write as yaml_of
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Position, Side, Source, Stakeholder, Tension
from argmap.semantics.labels import label
from argmap.vocabulary import CAVEAT, COVERAGE_CAVEAT
from tests.draw.small_maps import HOSTILE, PLAIN, claim, objects, supports
from tests.examples import slow_but
from tests.golden import kept

GOLDEN = Path(__file__).parents[1] / "golden"
BAD = "</title><script>alert(1)</script> & \"q\" 'q' \x1b[31m"


def held(**stances: str) -> tuple[Position, ...]:
    return tuple(Position(stakeholder=who, stance=stance) for who, stance in stances.items())  # type: ignore[arg-type]


def subject(map: Map) -> ChartSubject:
    return ChartSubject(Index.build(map), Index.build(map))


def council(name: str = "The council", title: str = "Quiet versus trade") -> Map:
    """Four stakeholders: two allies, one that differs from both, one with a single position."""
    return Map(
        title="Night flights",
        question="Should there be flights at night?",
        tensions=(
            Tension(id="noise", title=title, sides=(Side(id="quiet", title="Sleep"), Side(id="trade", title="Jobs"))),
            Tension(id="empty", title="Nothing yet", sides=(Side(id="one", title="One"),)),
        ),
        stakeholders=(
            Stakeholder(id="council", name=name),
            Stakeholder(id="airline", name="The airline"),
            Stakeholder(id="sleepers", name="Residents"),
            Stakeholder(id="onlooker", name="An onlooker"),
        ),
        claims=(
            claim(
                "ban", "Flights at night should end.", tension="noise", side="quiet",
                positions=held(council="agrees", airline="disagrees", sleepers="agrees", onlooker="agrees"),
            ),
            claim(
                "sleep", "Noise robs thousands of their sleep.", supports("sleep", "ban"),
                positions=held(council="agrees", airline="disagrees", sleepers="agrees"),
                sources=(Citation(source="survey"), Citation(source="log")),
            ),
            claim(
                "jobs", "Night freight keeps jobs in the town.", objects("jobs", "ban"),
                tension="noise", side="trade",
                positions=held(council="mixed", airline="agrees", sleepers="disagrees"),
            ),
            claim(
                "loose", "The runway is old.", tension="noise", positions=held(council="agrees", airline="agrees"),
            ),
        ),
        sources=(Source(id="survey", title="A survey"), Source(id="log", title="A log")),
    )  # fmt: skip


def camps(many: int, name: str = "Camp") -> Map:
    """Stakeholders of two camps that take turns in the file; the last one agrees with nobody."""
    who = [f"{'red' if place % 2 else 'blue'}{place}" for place in range(many - 1)] + ["alone"]
    stances = {"red": ("agrees", "agrees", "agrees", "agrees"), "blue": ("disagrees", "agrees", "disagrees", "mixed")}
    lone = ("mixed", "mixed", "mixed", "disagrees")
    claims = tuple(
        claim(f"c{place}", f"Claim {place}.", positions=held(
            **{one: stances.get(one.rstrip("0123456789"), lone)[place] for one in who}
        ))
        for place in range(4)
    )  # fmt: skip
    return Map(
        title="Camps", claims=claims, stakeholders=tuple(Stakeholder(id=one, name=f"{name} {one}") for one in who)
    )


PICTURES = {
    "network-table": lambda: draw("network", subject(camps(9))),
    "network-table-hostile": lambda: agreement_table.picture(Index.build(camps(4, BAD))),
    "network": lambda: agreement.picture(Index.build(council())),
    "coverage": lambda: coverage.picture(label(Index.build(council()))),
    "network-hostile": lambda: agreement.picture(Index.build(council(name=BAD))),
    "coverage-hostile": lambda: coverage.picture(label(Index.build(council(title=BAD)))),
}


@pytest.mark.parametrize("name", PICTURES)
def test_is_as_it_was(name: str) -> None:
    file = GOLDEN / f"{name}.svg"
    text = svg.write(PICTURES[name]())
    assert text == kept(file, text)


@pytest.mark.parametrize("name", PICTURES)
def test_every_thing_is_named_and_nothing_of_the_map_acts(name: str) -> None:
    text = svg.write(PICTURES[name]())
    root = ElementTree.fromstring(text)
    things = [item for item in root.iter() if item.get("role") == "graphics-object"]
    assert things
    assert all(item[0].tag.endswith("title") and item[0].text for item in things)
    assert not [item for item in root.iter() if item.tag.endswith("script")]
    assert "\x1b" not in text
    assert CAVEAT in " ".join(item.text or "" for item in root.iter() if item.tag.endswith("text"))


def groups(picture: Picture) -> dict[str, ShapeGroup]:
    return {item.title: item for item in picture.items if isinstance(item, ShapeGroup)}


def test_a_line_says_on_how_many_claims_two_agree() -> None:
    found = groups(PICTURES["network"]())
    ties = [title for title in found if "with positions of both" in title]
    assert ties == [
        "The council and The airline agree on 1 of 4 claims with positions of both",
        "The council and Residents agree on 2 of 3 claims with positions of both",
        "The airline and Residents agree on 0 of 3 claims with positions of both",
    ]
    assert "They differ on “Night freight keeps jobs in the town”" in found[ties[1]].description


@pytest.mark.parametrize(("many", "form"), [(8, "A network of 8"), (9, "A table of 9")])
def test_many_stakeholders_are_a_table_instead_of_a_web_of_lines(many: int, form: str) -> None:
    assert draw("network", subject(camps(many))).description.startswith(form)


def test_the_table_says_of_each_pair_what_the_network_says() -> None:
    index = Index.build(camps(8))
    table, network = (groups(chart.picture(index)) for chart in (agreement_table, agreement))
    pairs = {title: group.description for title, group in network.items() if "with positions of both" in title}
    assert len(pairs) == 28
    assert pairs == {title: table[title].description for title in pairs}


def test_those_who_agree_stand_together_in_the_table() -> None:
    made = draw("network", subject(camps(9)))
    names = [
        item.text.removeprefix("Camp ") for item in made.items if isinstance(item, Text) and "Camp " in item.text
    ]
    order = list(dict.fromkeys(names))
    assert [name.rstrip("0123456789") for name in order] in (
        [*["blue"] * 4, *["red"] * 4, "alone"],
        [*["red"] * 4, *["blue"] * 4, "alone"],
        ["alone", *["blue"] * 4, *["red"] * 4],
        ["alone", *["red"] * 4, *["blue"] * 4],
    )


def test_degrees_of_the_table_differ_without_colour() -> None:
    """By their fill, and by the number of lines and of curves of their signs."""
    cells = [group for title, group in groups(draw("network", subject(camps(9)))).items() if " claims with " in title]
    shapes = {
        next(item.text for item in cell.items if isinstance(item, Text)): "".join(
            op for item in cell.items if isinstance(item, VectorPath) for op, _ in item.commands
        )
        for cell in cells
    }
    assert shapes == {"4 of 4": "MLL", "1 of 4": "MCCZ", "0 of 4": "MLML"}


def test_lines_differ_without_colour() -> None:
    looks = {item.look for item in flattened(PICTURES["network"]().items) if item.look.startswith("tie-")}
    assert looks == {"tie-some", "tie-none"}


def test_who_shares_fewer_than_two_claims_is_not_drawn_and_said_to_be_left_out() -> None:
    picture = PICTURES["network"]()
    assert "An onlooker" not in groups(picture)
    words = " ".join(item.text for item in flattened(picture.items) if isinstance(item, Text))
    assert "Not shown (fewer than two shared claims): An onlooker." in words


def words_in(picture: Picture) -> str:
    return " ".join(item.text for item in flattened(picture.items) if isinstance(item, Text))


def test_a_network_of_one_pair_says_so_and_names_the_claims() -> None:
    both = held(council="agrees", airline="agrees")
    pair = Map(
        title="Two",
        stakeholders=tuple(Stakeholder(id=who, name=who.title()) for who in ("council", "airline", "other", "third")),
        claims=(
            claim("a", "Quiet is worth it.", positions=both),
            claim("b", "Jobs come first.", positions=held(council="agrees", airline="disagrees")),
            claim("c", "Runways age.", positions=held(third="agrees")),
        ),
    )
    said = words_in(agreement.picture(Index.build(pair)))
    assert "No other two stakeholders have positions on two or more of the same claims." in said
    assert "They agree on \u201cQuiet is worth it\u201d. They differ on \u201cJobs come first\u201d." in said
    assert "Not shown (fewer than two shared claims): Third. 1 stakeholder has no position." in said
    assert "No other two" not in words_in(PICTURES["network"]())


def test_a_matrix_begins_with_main_claims_and_tells_claims_without_positions_in_a_line() -> None:
    sides = (Side(id="quiet", title="Sleep"), Side(id="trade", title="Jobs"))
    flights = Map(
        title="Flights",
        tensions=(Tension(id="noise", title="Quiet versus trade", sides=sides),),
        stakeholders=(Stakeholder(id="council"),),
        claims=(
            claim("runway", "The runway is old.", positions=held(council="agrees")),
            claim("end", "Flights should end."),
            claim("sleep", "People sleep.", supports("sleep", "end"), tension="noise", side="quiet"),
            claim("jobs", "Jobs go.", objects("jobs", "end"), tension="noise", side="trade",
                  positions=held(council="mixed")),
        ),
    )  # fmt: skip
    picture = matrix.picture(Index.build(flights))
    titles = [item.title for item in picture.items if isinstance(item, ShapeGroup)]
    assert titles == [
        "Stakeholders",
        *("Main claim", "No position"),
        *("Quiet versus trade", "Jobs go.", "No position"),
        *("Other claims", "The runway is old."),
    ]
    assert words_in(picture).count("No position") == 2


@pytest.mark.parametrize("count", slow_but(range(2, 18), *range(2, 18, 3)))
def test_badges_never_cover_one_another(count: int) -> None:
    names = [f"Association number {place} of the north" for place in range(count)]
    stances = {f"s{place}": "agrees" for place in range(count)}
    crowd = Map(
        title="A crowd",
        stakeholders=tuple(Stakeholder(id=f"s{place}", name=name) for place, name in enumerate(names)),
        claims=(claim("a", "A.", positions=held(**stances)), claim("b", "B.", positions=held(**stances))),
    )
    picture = agreement.picture(Index.build(crowd))
    badges = [group.items[0] for title, group in groups(picture).items() if title in names]
    assert len(badges) == count
    for one, other in combinations(badges, 2):
        apart_across = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_down = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_across or apart_down


def test_what_has_no_network_is_refused_in_a_sentence() -> None:
    with pytest.raises(MapError, match="No two stakeholders have positions on two or more of the same claims"):
        agreement.picture(Index.build(HOSTILE))
    with pytest.raises(MapError, match="No positions to show yet"):
        matrix.picture(Index.build(PLAIN))
    with pytest.raises(MapError, match="No stakeholder has both"):
        power_interest.picture(Index.build(PLAIN))
    with pytest.raises(MapError, match="61 stakeholders can be compared, and a picture can show 60"):
        draw("network", subject(camps(61)))
    with pytest.raises(MapError, match="No tensions to show yet"):
        coverage.picture(label(Index.build(PLAIN)))


def shared(name: str) -> Claim:
    return claim(
        name,
        name,
        positions=(Position(stakeholder="shops", stance="agrees"), Position(stakeholder="town", stance="mixed")),
    )


SHOPS, TOWN = Stakeholder(id="shops"), Stakeholder(id="town")


@pytest.mark.parametrize(
    ("chart", "given", "short_of_it"),
    [
        ("coverage", Map(title="m", tensions=(Tension(id="t"),)), Map(title="m")),
        (
            "matrix",
            Map(
                title="m",
                stakeholders=(SHOPS,),
                claims=(claim("a", "A", positions=(Position(stakeholder="shops", stance="agrees"),)),),
            ),
            Map(title="m", claims=(claim("a", "A", positions=(Position(stakeholder="shops", stance="agrees"),)),)),
        ),
        (
            "grid",
            Map(title="m", stakeholders=(Stakeholder(id="shops", power="low", interest="high"),)),
            Map(title="m", stakeholders=(Stakeholder(id="shops", power="low"), TOWN)),
        ),
        (
            "network",
            Map(title="m", stakeholders=(SHOPS, TOWN), claims=tuple(map(shared, "ab"))),
            Map(title="m", stakeholders=(SHOPS, TOWN), claims=(shared("a"),)),
        ),
    ],
)
def test_what_a_map_needs_for_a_chart_is_known_before_it_is_drawn(chart: str, given: Map, short_of_it: Map) -> None:
    assert why_empty(chart, Index.build(given)) == ""
    why = why_empty(chart, Index.build(short_of_it))
    with pytest.raises(MapError) as refusal:
        draw(chart, subject(short_of_it))
    assert str(refusal.value) == why


def test_a_side_is_told_with_its_counts() -> None:
    picture = PICTURES["coverage"]()
    block = groups(picture)["Quiet versus trade"]
    told = {item.title: item.description for item in block.items if isinstance(item, ShapeGroup)}
    assert told["Sleep"] == (
        "Claims: 1; Unchallenged supports: 1; Sources: 2; Unanswered objections: 1; Stakeholders who agree: 3"
    )
    assert list(told) == ["Sleep", "Jobs", "On no side"]
    assert picture.description.endswith(COVERAGE_CAVEAT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "flights.yaml").write_text(yaml_of(council()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("picture", "words"), [("network", "agree on 2 of 3 claims in common"), ("coverage", "2 sources")]
)
def test_the_same_is_written_as_picture_page_and_words(folder: Path, picture: str, words: str) -> None:
    outputs = [option for suffix in ("svg", "html", "pdf", "md", "txt", "json") for option in ("-o", f"a.{suffix}")]
    assert main(["flights.yaml", "--picture", picture, *outputs]) == 0
    for suffix in ("md", "txt"):
        told = re.sub(r"\s+", " ", (folder / f"a.{suffix}").read_text(encoding="utf-8"))
        assert words in told
        assert CAVEAT in told
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_lens_narrows_the_claims_that_count(folder: Path) -> None:
    assert main(["flights.yaml", "--picture", "network", "--focus", "sleep", "-o", "a.svg"]) == 0
    assert "The council and The airline agree on 0 of 2 claims" in (folder / "a.svg").read_text(encoding="utf-8")
    assert main(["flights.yaml", "--picture", "coverage", "--tension", "empty", "-o", "b.svg"]) == 0
    text = (folder / "b.svg").read_text(encoding="utf-8")
    assert "Nothing yet" in text
    assert "Quiet versus trade" not in text


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--picture", "network", "--format", "dot"], "has no dot form"),
        (["--picture", "coverage", "--format", "mermaid"], "has no mermaid form"),
        (["--picture", "coverage", "--focus", "ban"], "Remove --focus"),
        (["--picture", "grid", "--tension", "noise"], "Remove --tension"),
        (["--picture", "network", "--pages"], "Remove one of them"),
        (["--picture", "matrix", "--status"], "Remove one of them"),
    ],
)
def test_what_a_picture_cannot_do_is_a_sentence(
    folder: Path, options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flights.yaml", *options]) == 2
    assert why in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["flights.yaml"]


def test_words_between_two_badges_side_by_side_are_not_covered() -> None:
    """Two long names at the same height: the ellipse grows until the words have room between them."""
    names = ["North", "East of the river", "League of Valley Towns", "Association of Anglers", "West"]
    ids = [f"who{place}" for place in range(5)]
    claims = [
        claim(
            f"{one}{other}{turn}", f"Claim {one} {other} {turn}.", positions=held(**{one: "agrees", other: "mixed"})
        )
        for one, other in combinations(ids, 2)
        for turn in range(2)
    ]
    map = Map(
        title="A ring",
        stakeholders=tuple(Stakeholder(id=id, name=name) for id, name in zip(ids, names, strict=True)),
        claims=tuple(claims),
    )
    shapes = [item for item in flattened(agreement.picture(Index.build(map)).items) if isinstance(item, Rect)]
    badges = [shape for shape in shapes if shape.look == "badge-filled"]
    words = [shape for shape in shapes if shape.look == "paper" and shape.radius]
    assert (len(badges), len(words)) == (5, 10)
    for one, other in ((badge, word) for badge in badges for word in words):
        across = max(other.x - one.x - one.width, one.x - other.x - other.width)
        assert max(across, other.y - one.y - one.height, one.y - other.y - other.height) > -3


@pytest.mark.parametrize("many", [4, 5, 6])
def test_no_label_of_a_network_is_on_another_line(many: int) -> None:
    who = [f"s{place}" for place in range(many)]
    held = tuple(Position(stakeholder=one, stance="agrees") for one in who)
    claims = tuple(claim(name, f"{name}.", positions=held) for name in ("a", "b"))
    holders = tuple(Stakeholder(id=one, name=one.upper()) for one in who)
    made = agreement.picture(Index.build(Map(title="m", claims=claims, stakeholders=holders)))
    groups = [item for item in made.items if isinstance(item, ShapeGroup) and item.id.startswith("tie-")]
    labels = [
        one._replace(x=one.x + group.at[0], y=one.y + group.at[1])
        for group in groups
        for one in group.items
        if isinstance(one, Rect)
    ]
    paths = [item for item in flattened(made.items) if isinstance(item, VectorPath) and item.look.startswith("tie-")]
    lines = paths[: len(labels)]
    assert len(labels) == many * (many - 1) / 2
    for place, rect in enumerate(labels):
        for other, path in enumerate(lines):
            points = [point for _, points in path.commands for point in points]
            assert (other == place) == runs_through(rect, points)


def runs_through(rect: Rect, points: list[tuple[float, float]]) -> bool:
    (x, y), (to_x, to_y) = points
    steps = ((x + (to_x - x) * at / 2000, y + (to_y - y) * at / 2000) for at in range(2001))
    return any(
        rect.x < across < rect.x + rect.width and rect.y < down < rect.y + rect.height for across, down in steps
    )


def test_the_grid_names_its_fields_by_the_axes_alone() -> None:
    holder = Stakeholder(id="minister", name="The minister", power="high", interest="low")
    made = power_interest.picture(Index.build(Map(title="m", stakeholders=(holder,))))
    words = [item.text for item in flattened(made.items) if isinstance(item, Text)]
    levels = ("High", "Low")
    fields = {f"{power} power, {interest.lower()} interest" for power in levels for interest in levels}
    assert fields <= {*words}
    assert any(word.startswith("Power and interest as judged by the authors of this map.") for word in words)
    assert not re.search("Manage|Keep|Monitor", " ".join(words))


QUOTED = Map(
    title="Parking",
    stakeholders=(Stakeholder(id="church", name="The churches"), Stakeholder(id="shops", name="The shops")),
    claims=(
        claim(
            "charge",
            "Charge on Sundays.",
            positions=(
                Position(stakeholder="church", stance="disagrees", quote="A tax on worship.", source="gazette"),
                Position(stakeholder="shops", stance="agrees"),
            ),
            sources=(Citation(source="survey"),),
        ),
        claim("worse", "It is worse.", positions=(Position(stakeholder="shops", stance="mixed", date="2025"),)),
    ),
    sources=(Source(id="survey", title="Survey"), Source(id="gazette", title="Gazette", url="https://g.example")),
)


def test_a_matrix_with_quotes_names_the_sources_of_its_cells() -> None:
    index = Index.build(QUOTED)
    words = [item.text for item in flattened(matrix.picture(index, {}).items) if isinstance(item, Text)]
    cells = [word for word in words if word.startswith(("Disagrees", "Agrees", "Mixed"))]
    assert cells == ["Disagrees (a)", "Agrees", "Mixed (b)"]
    notes = words[words.index("(a)") :]
    assert notes[:6] == [
        "(a)",
        "The churches: disagrees, “A tax on worship” [1]",
        "(b)",
        "The shops: mixed views, 2025",
        "[1]",
        "Gazette, g.example",
    ]
    assert "Survey" not in words
    assert "(a)" not in [item.text for item in flattened(matrix.picture(index).items) if isinstance(item, Text)]


def test_no_rule_is_below_the_one_that_ends_the_matrix() -> None:
    """A second one above the notes made a blank row of what is between them."""
    items = matrix.picture(Index.build(QUOTED), {}).items
    assert [item.look for item in items if isinstance(item, VectorPath)] == ["rule"]


def test_a_matrix_whose_words_would_be_small_on_its_page_has_signs_and_a_key(tmp_path: Path) -> None:
    assert not is_better_in_signs("matrix", 0.9)
    assert is_better_in_signs("matrix", 0.88)
    many = [Stakeholder(id=f"s{n}", name=f"Shop {n}") for n in range(8)]
    held = [Position(stakeholder=one.id, stance="agrees") for one in many[:-1]]
    held.append(Position(stakeholder="s7", stance="disagrees", date="2025"))
    file = tmp_path / "map.yaml"
    whole = Map(title="T", stakeholders=tuple(many), claims=(claim("one", "One.", positions=tuple(held)),))
    file.write_text(yaml_of(whole), encoding="utf-8")
    cells = {"a3": [*["Agrees"] * 7, "Disagrees (a)"], "a4": ["(a)"]}
    for paper, expected in cells.items():
        out = tmp_path / f"{paper}.svg"
        wide = ["--picture", "matrix", "--quotes", "--fit", paper, "-o", str(out)]
        assert main(["export", str(file), *wide][1:]) == 0
        drawn = out.read_text("utf-8")
        badges = re.findall(r'class="badge-(?:word|name)"[^>]*>([^<]*)<', drawn)
        assert badges == expected
        legend = drawn.partition('class="legend"')[2]
        assert bool(legend) == (paper == "a4")
        assert all(word in legend for word in ("Agrees", "Disagrees")) or not legend


def test_a_matrix_in_markdown_has_the_same_notes(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(yaml_of(QUOTED), encoding="utf-8")
    out = tmp_path / "map.md"
    assert main(["export", str(file), "--picture", "matrix", "--quotes", "-o", str(out)][1:]) == 0
    written = out.read_text(encoding="utf-8")
    assert "disagrees (a)" in written
    assert "- (a) The churches: disagrees, “A tax on worship” \\[1\\]" in written
    assert "- \\[1\\] Gazette" in written


def test_a_column_of_signs_is_as_wide_as_the_longest_word_above() -> None:
    agrees = (Position(stakeholder="s", stance="agrees"),)
    named = (Stakeholder(id="s", name="UK government"),)
    whole = Map(title="T", stakeholders=named, claims=(claim("c", "C.", positions=agrees),))
    items = flattened(matrix.picture(Index.build(whole), in_signs=True).items)
    assert {"UK", "government"} <= {item.text for item in items if isinstance(item, Text)}
