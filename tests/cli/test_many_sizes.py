"""What commands print of maps that have as many of everything as asked for, so that each end of a list is met.

Fingerprints are in ``many_sizes.txt``; ``ARGMAP_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.mapfile.canonical import write
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension, rebuilt
from tests.fingerprints import nothing_else_kept, same_as_kept

KEPT = Path(__file__).with_name("many_sizes.txt")
SIZES = (*range(0, 5), 6, 7, 10, 11, 21, 26)
WORDS = "trams quiet rents trees shops noise parking air benches markets light floods".split()
STANCES = ("agrees", "disagrees", "mixed", "agrees", "disagrees")

COMMANDS = """\
check new.yaml --config none --today 2026-01-01
check new.yaml --config none --today 2026-01-01 --suggestions
check new.yaml --config none --today 2026-01-01 --format github
check faulty.yaml --config none --today 2026-01-01
check faulty.yaml --config none --today 2026-01-01 --suggestions
report new.yaml
report new.yaml --format markdown
report new.yaml --status --objections --gaps --positions
report new.yaml --disputes --blocs --agreement --grid
report new.yaml --cruxes top
report new.yaml --claim top
report new.yaml --stakeholder body-0
report new.yaml --tension issue-0
report faulty.yaml
whatif new.yaml --reject claim-1
matrix new.yaml
matrix new.yaml --format markdown --all
show new.yaml --quotes
diff old.yaml new.yaml
diff old.yaml new.yaml --format markdown
diff new.yaml old.yaml
diff reworded.yaml new.yaml
diff reworded.yaml new.yaml --format html
export new.yaml -o - --format md
export new.yaml -o - --format txt
merge old.yaml new.yaml reworded.yaml -o merged.yaml
merge new.yaml gone.yaml needing.yaml -o merged.yaml
merge new.yaml reworded.yaml otherwise.yaml -o merged.yaml
resolve merged.yaml
check merged.yaml --config none --today 2026-01-01
diff new.yaml needing.yaml
diff new.yaml gone.yaml --format markdown
unite new.yaml top claim-1
rename new.yaml top summit"""


def sentence(number: int, word: str = "matter") -> str:
    """A text that is longer the higher the number."""
    said = (f"{WORDS[(number + one) % len(WORDS)]} {word} to {number + one} people" for one in range(1 + number))
    return f"{', '.join(said).capitalize()}."


def sized(count: int, word: str = "matter") -> Map:
    """A map with ``count`` of everything."""
    stakeholders = tuple(
        Stakeholder(
            id=f"body-{one}",
            name=f"Body {one} for {WORDS[one % len(WORDS)]}",
            power=("high", "low")[one % 2],
            interest=("high", "low")[one // 2 % 2],
            part_of="body-0" if one == 4 else None,
        )
        for one in range(count)
    )
    sides = tuple(Side(id=f"side-{one}", title=f"Side {one}") for one in range(count))
    tensions = tuple(Tension(id=f"issue-{one}", title=f"Issue {one}", sides=sides) for one in range(-(-count // 3)))
    sources = tuple(
        Source(id=f"paper-{one}", title=f"Paper {one}", url=f"https://example.org/{one}") for one in range(count)
    )
    top = Claim(
        id="top",
        text="Close the street.",
        sources=tuple(Citation(source=one.id, quote=f"Quote {place}.") for place, one in enumerate(sources)),
        tags=tuple(f"tag-{one}" for one in range(count)),
        positions=tuple(
            Position(stakeholder=one.id, stance=STANCES[place % 5]) for place, one in enumerate(stakeholders)
        ),
    )
    claims = [claim(one, count, word) for one in range(count)]
    return Map(
        title="Sizes",
        tensions=tensions,
        stakeholders=stakeholders,
        claims=(top, *claims),
        sources=sources,
    )


def claim(number: int, count: int, word: str) -> Claim:
    """A reason for or against the first claim; every fourth undercuts another."""
    kind = "objects_to" if number % 3 == 1 else "supports"
    reason = Reason(premise=f"claim-{number}", kind=kind, target="top")
    if number % 4 == 3:
        reason = Reason(premise=f"claim-{number}", kind="undercuts", target="claim-0 -> top")
    if number % 5 == 2:
        linked = tuple(f"claim-{one}" for one in range(number))
        reason = Reason(premise=f"claim-{number}", kind=kind, target="top", linked=linked)
    positions = (
        Position(stakeholder=f"body-{one}", stance=STANCES[(one + number) % 5])
        for one in range(count)
        if (one * number) % 3 == 0
    )
    return Claim(
        id=f"claim-{number}",
        text=sentence(number, word),
        reasons=(reason,),
        positions=tuple(positions) if number < 6 else (),
        tension="issue-0" if number % 2 else None,
        side=f"side-{number}" if number % 2 else None,
        assumed=number % 7 == 6,
    )


def gone(map: Map) -> Map:
    """A map without a claim, a stakeholder and a source that others may need."""
    return Map(
        title=map.title,
        tensions=map.tensions,
        stakeholders=tuple(rebuilt(one, part_of=None) for one in map.stakeholders[1:]),
        claims=tuple(_without_first(one) for one in map.claims if one.id != "claim-0"),
        sources=map.sources[1:],
    )


def _without_first(claim: Claim) -> Claim:
    reasons = (one for one in claim.reasons if "claim-0" not in one.target)
    return rebuilt(
        claim,
        reasons=tuple(rebuilt(one, linked=tuple(two for two in one.linked if two != "claim-0")) for one in reasons),
        positions=tuple(one for one in claim.positions if one.stakeholder != "body-0"),
        sources=tuple(one for one in claim.sources if one.source != "paper-0"),
    )


def needing(map: Map, count: int) -> Map:
    """A map with more claims about the first ones of it."""
    more = (
        Claim(
            id=f"new-{one}",
            text=f"New number {one}.",
            reasons=(Reason(premise=f"new-{one}", kind="supports", target="claim-0"),),
            positions=(Position(stakeholder="body-0", stance="agrees"),),
            sources=(Citation(source="paper-0"),),
        )
        for one in range(count)
    )
    return rebuilt(map, claims=(*map.claims, *more))


def faulty(count: int) -> str:
    """A map with ``count`` faults of each of some kinds."""
    lines = ["argmap: 1", "title: Faults", "claims:", "  top:", "    text: Top."]
    for one in range(count):
        lines += [f"  claim-{one}:", f"    text: Said {'twice' if one % 2 else 'once'}.", "    supports:"]
        lines += [f"      - missing-{one}", f"    tags: [tagged-{one}, taged-{one}]", "    positions:"]
        lines += [f"      nobody-{one}: agrees", "    sources:", f"      - paper-{one}"]
    return "\n".join([*lines, ""])


@cache
def texts(count: int) -> dict[str, str]:
    """The map of a size, a smaller one, one with other words, and one with faults."""
    made = {"new": sized(count), "old": sized(count * 2 // 3), "reworded": sized(count, "do not matter")}
    made |= {
        "otherwise": sized(count, "may matter"),
        "gone": gone(made["new"]),
        "needing": needing(made["new"], count),
    }
    return {**{name: write(map) for name, map in made.items()}, "faulty": faulty(count)}


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("command", COMMANDS.splitlines())
def test_prints_what_it_printed(
    command: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name, text in texts(count).items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    if command.startswith(("resolve", "check merged")):
        sides = "reworded.yaml otherwise.yaml" if count % 2 else "gone.yaml needing.yaml"
        main(f"merge new.yaml {sides} -o merged.yaml".split())
        capsys.readouterr()
    told = f"{main(command.split())}\n{''.join(capsys.readouterr())}"
    assert same_as_kept(KEPT, f"{command}, {count}", told)


def test_nothing_is_kept_that_no_command_prints() -> None:
    assert nothing_else_kept(KEPT, {f"{command}, {count}" for command in COMMANDS.splitlines() for count in SIZES})
