"""No output repeats what it refers to: each grows with the map, and not with references times their length.

The maps here have one long text of each kind (a claim, a linked premise, a stakeholder, a source, a tension, a side)
and ever more parts that refer to it. The last word of a long text occurs as often when there are twice as
many references.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.draw.formats import FORMATS
from argmap.mapfile.canonical import write as yaml_of
from argmap.model.types import (
    Citation,
    Claim,
    Kind,
    Map,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Tension,
)
from argmap.report.status.formats import FORMATS as REPORTS
from tests.draw.small_maps import supports

FEW, MANY = 5, 10
WORDS = 150
"""References, and words of each long text."""


def long(what: str) -> str:
    """A text with a word late in it that is found nowhere else. What is cut may keep the end, as names do."""
    begin, end = "and so on " * (WORDS // 3), "and on " * (WORDS // 6)
    return f"{what.capitalize()} {begin}until last{what}word {end}to its end"


def reason(premise: str, kind: Kind, target: str, *linked: str) -> Reason:
    return Reason(premise=premise, kind=kind, target=target, linked=linked)


def hubs(references: int) -> Map:
    """A map with one long text of each kind, to each of which so many parts refer."""
    numbers = range(references)
    hub = Claim(
        id="hub",
        text=long("hub"),
        note=long("note"),
        tension="issue",
        side="one",
        sources=(Citation(source="paper", locator=long("locator"), quote=long("quote")),),
        positions=tuple(
            Position(
                stakeholder=f"p{n}", stance="disagrees" if n % 2 else "agrees", source="paper", date="2025-01-01"
            )
            for n in numbers
        ),
    )
    premise = Claim(
        id="premise",
        text=long("premise"),
        reasons=(reason("premise", "supports", "hub"), reason("premise", "objects_to", "main")),
    )
    linked = Claim(id="linked", text=long("linked"), tags=("long",))
    by_long = Position(stakeholder="long", stance="mixed", source="paper", quote="So we said.")
    claims = [Claim(id="main", text="The main claim."), hub, premise, linked]
    for n in numbers:
        one = reason(f"s{n}", "supports", "hub", "linked")
        claims += [
            Claim(
                id=f"s{n}",
                text=f"Support {n}.",
                tension="issue",
                side="two",
                reasons=(one,),
                positions=(by_long,),
                sources=(Citation(source="paper", quote="So it says."),),
                tags=("long",),
            ),
            Claim(
                id=f"o{n}",
                text=f"Objection {n}.",
                tension="issue",
                side="one",
                reasons=(reason(f"o{n}", "objects_to", "hub"),),
                sources=(Citation(source="paper"),),
            ),
            Claim(id=f"u{n}", text=f"Undercut {n}.", reasons=(reason(f"u{n}", "undercuts", "premise -> hub"),)),
            Claim(
                id=f"b{n}",
                text=f"Both {n}.",
                reasons=(reason(f"b{n}", "supports", "main"), reason(f"b{n}", "objects_to", "hub")),
                positions=(by_long,),
            ),
        ]
    return Map(
        title=long("title"),
        question=long("question"),
        summary=long("summary"),
        tensions=(
            Tension(
                id="issue",
                title=long("tension"),
                question=long("issue"),
                sides=(Side(id="one", title=long("sideone")), Side(id="two", title=long("sidetwo"))),
            ),
        ),
        stakeholders=(
            Stakeholder(
                id="long",
                name=long("name"),
                kind=long("kind"),
                interests=long("interests"),
                power="high",
                interest="high",
            ),
            *(
                Stakeholder(id=f"p{n}", name=f"Person {n}", part_of="long", power="low", interest="high")
                for n in numbers
            ),
        ),
        claims=tuple(claims),
        sources=(
            Source(
                id="paper",
                title=long("source"),
                author=long("author"),
                publisher=long("publisher"),
                date="2025",
                url=f"https://example.org/{'a' * 5 * WORDS}/lasturlword",
            ),
        ),
    )


EMPTY = Map(title="Before", claims=(Claim(id="before", text="What was there before."),))

PAGED = ["svg", "html", "pdf"]

COMMANDS = [
    *(f"export MAP -o OUT/ --format {format}" for format in FORMATS if format != "png"),
    "export MAP -o OUT/ --status",
    "export MAP -o OUT/ --quotes",
    pytest.param("export MAP -o OUT/ --quotes --pages", marks=pytest.mark.slow),
    *(f"export MAP -o OUT/ --{part}" for part in ("tension issue", "focus hub", "stakeholder long", "tag long")),
    *(
        f"export MAP -o OUT/ --picture {picture} --format {format}"
        for picture in ("matrix", "coverage", "grid")
        for format in ("svg", "html", "md", "txt", "json")
    ),
    "export MAP -o OUT/ --pages --format svg",
    *(pytest.param(f"export MAP -o OUT/ --pages --format {format}", marks=pytest.mark.slow) for format in PAGED[1:]),
    "show --ids MAP",
    *(
        f"check --strict --suggestions MAP --format {format}"
        for format in ("text", "json", "github", "sarif", "rdjson")
    ),
    *(
        f"report MAP --format {format} {what}"
        for format in REPORTS
        for what in ("--all", "--grid", "--claim hub", "--cruxes hub", "--stakeholder long", "--tension issue")
    ),
    *(f"whatif MAP --reject paper --reject linked --format {format}" for format in REPORTS),
    *(f"matrix MAP --all --format {format}" for format in ("text", "csv", "markdown", "svg")),
    *(
        f"diff {ends} --format {format}"
        for ends in ("OLD MAP", "MAP OLD")
        for format in ("text", "json", "svg", "html")
    ),
    "diff OLD MAP --format markdown --max-characters 9999999",
]


@pytest.fixture
def written(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[[str, int], bytes]:
    """All that a command writes about a map with so many references to its long texts, on the screen and in files."""

    def run(command: str, references: int) -> bytes:
        folder = tmp_path / str(references)
        folder.mkdir()
        (folder / "map.yaml").write_text(yaml_of(hubs(references)), encoding="utf-8")
        (folder / "old.yaml").write_text(yaml_of(EMPTY), encoding="utf-8")
        places = {"MAP": "map.yaml", "OLD": "old.yaml", "OUT/": "out/"}
        argv = [str(folder / places[part]) if part in places else part for part in command.split()]
        argv = [f"{part}/" if part.endswith("out") else part for part in argv]
        assert main(argv) in {0, 1}, capsysbinary.readouterr().err
        shown = capsysbinary.readouterr().out
        return shown + b"".join(file.read_bytes() for file in sorted(folder.glob("out/*")))

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_a_long_text_is_not_repeated_by_those_that_refer_to_it(
    command: str, written: Callable[[str, int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.draw.pages.layout.ALL_WORDS", 0)
    few, many = written(command, FEW), written(command, MANY)
    assert len(many) < (2.6 if "--pages" in command else 2.2) * len(few)
    often, more_often = (Counter(re.findall(rb"last([a-z]+)word", data)) for data in (few, many))
    on_each_page = {"url"} if "--pages" in command else set()  # each page lists what it cites, as whole links
    assert {word.decode() for word in more_often if more_often[word] > often[word]} <= on_each_page


def agreeing(stakeholders: int) -> Map:
    """Each two stakeholders have a claim in common."""
    everybody = [f"p{n}" for n in range(stakeholders)]
    held = tuple(Position(stakeholder=who, stance="agrees") for who in everybody)
    claims = (Claim(id="one", text="One claim.", positions=held), Claim(id="two", text="Another.", positions=held))
    return Map(title="All agree", stakeholders=tuple(Stakeholder(id=who) for who in everybody), claims=claims)


def scattered(number: int) -> Map:
    """As many claims as stakeholders, and each of these with a position on one claim."""
    return Map(
        title="Each on one",
        stakeholders=tuple(Stakeholder(id=f"p{n}") for n in range(number)),
        claims=tuple(
            Claim(id=f"c{n}", text=f"Claim {n}.", positions=(Position(stakeholder=f"p{n}", stance="agrees"),))
            for n in range(number)
        ),
    )


def chain(number: int) -> Map:
    """Each claim supports the one before it."""
    return Map(
        title="A chain",
        claims=tuple(
            Claim(id=f"c{n}", text=f"Claim {n}.", reasons=(supports(f"c{n}", f"c{n - 1}"),) if n else ())
            for n in range(number)
        ),
    )


@pytest.mark.parametrize(
    ("make", "size", "command"),
    [
        *((agreeing, 60, f"report MAP --agreement --format {format}") for format in REPORTS),
        *((agreeing, 60, f"export MAP --picture network -o - --format {format}") for format in ("md", "txt", "json")),
        *(
            (scattered, 150, f"matrix MAP {more} --format {format}")
            for more in ("", "--all")
            for format in ("text", "csv", "markdown")
        ),
        *(
            (chain, 150, command)
            for command in ("show MAP", "export MAP -o - --format md", "export MAP -o - --format txt")
        ),
    ],
)
def test_twice_the_map_gives_twice_the_output(
    make: Callable[[int], Map], size: int, command: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    sizes = []
    for number in (size, 2 * size):
        (tmp_path / "map.yaml").write_text(yaml_of(make(number)), encoding="utf-8")
        assert main([str(tmp_path / "map.yaml") if part == "MAP" else part for part in command.split()]) in {0, 1}
        sizes.append(len(capsysbinary.readouterr().out))
    assert sizes[1] < 2.3 * sizes[0]


def reworded(number: int, words: str) -> Map:
    """So many claims, each objecting to the one before it, all with these words."""
    return Map(
        title=f"On {words}",
        claims=tuple(
            Claim(
                id=f"c{n}",
                text=f"Claim {n} is about {words}.",
                reasons=(reason(f"c{n}", "objects_to", f"c{n - 1}"),) if n else (),
            )
            for n in range(number)
        ),
    )


OF_TWO = [
    *(f"diff base.yaml ours.yaml --format {format}" for format in ("text", "json", "html")),
    "diff base.yaml ours.yaml --format markdown --max-characters 9999999",
    "merge base.yaml ours.yaml theirs.yaml -o merged.yaml",
    "merge base.yaml ours.yaml theirs.yaml -o -",
    "merge-driver base.yaml ours.yaml theirs.yaml 7 map.yaml",
    "fmt --diff wide.yaml",
    "import table.csv --into base.yaml",
    "import table.csv -o made.yaml",
    "resolve conflicts.yaml",
    "check conflicts.yaml",
    *(f"check conflicts.yaml --format {format}" for format in ("json", "github", "sarif", "rdjson")),
]


@pytest.mark.parametrize("command", OF_TWO)
def test_twice_the_changes_give_twice_the_output(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    sizes = []
    for number in (40, 80):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        for name, words in (("base", "bridges"), ("ours", "ferries"), ("theirs", "tunnels")):
            Path(f"{name}.yaml").write_text(yaml_of(reworded(number, words)), encoding="utf-8")
        Path("wide.yaml").write_text(Path("base.yaml").read_text("utf-8").replace(": ", ":   "), encoding="utf-8")
        assert main(["merge", "base.yaml", "ours.yaml", "theirs.yaml", "-o", "conflicts.yaml"]) == 1
        assert main(["export", "ours.yaml", "-o", "table.csv"]) == 0
        given = {path.name for path in folder.iterdir()}
        capsysbinary.readouterr()
        assert main(command.split()) in {0, 1, 10}
        said = capsysbinary.readouterr()
        written = [path for path in folder.rglob("*") if path.is_file() and path.name not in given]
        sizes.append(len(said.out) + len(said.err) + sum(path.stat().st_size for path in written))
    assert sizes[0] and sizes[1] < 2.4 * sizes[0]
