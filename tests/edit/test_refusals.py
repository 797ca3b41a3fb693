"""Every refusal of an edit, word for word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap.edit import claims, reasons, rename, sources, stakeholders, tensions, text
from argmap.model.findings import MapError
from argmap.model.types import (
    Citation,
    Claim,
    Map,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Tension,
)

MAP = Map(
    title="Trains",
    tensions=(
        Tension(
            id="speed", title="Speed or cost", sides=(Side(id="fast", title="Fast"), Side(id="cheap", title="Cheap"))
        ),
    ),
    stakeholders=(Stakeholder(id="ministry"), Stakeholder(id="railway", part_of="ministry")),
    claims=(
        Claim(id="build", text="Build the line."),
        Claim(
            id="quick",
            text="It is quick.",
            reasons=(Reason(premise="quick", kind="supports", target="build"),),
            positions=(Position(stakeholder="railway", stance="agrees"),),
            sources=(Citation(source="report", locator="p. 3"),),
        ),
        Claim(id="dear", text="It is dear.", reasons=(Reason(premise="dear", kind="objects_to", target="build"),)),
        Claim(
            id="measured",
            text="Nobody measured.",
            reasons=(Reason(premise="measured", kind="undercuts", target="quick -> build"),),
        ),
    ),
    sources=(Source(id="report", title="A report"),),
)


def speed_with(map: Map, side: Side) -> Tension:
    """The tension ``speed`` with one side more."""
    speed = map.tensions[0]
    return Tension(id=speed.id, title=speed.title, sides=(*speed.sides, side))


SENTENCES: list[tuple[Callable[[Map], object], str]] = [
    (lambda m: text.set_text(m, "slow", "x"), "The map has no claim 'slow'. It has: build, dear, measured, quick."),
    (
        lambda m: stakeholders.edit_stakeholder(m, Stakeholder(id="mayor")),
        "The map has no stakeholder 'mayor'. It has: ministry, railway.",
    ),
    (
        lambda m: stakeholders.edit_stakeholder(m, Stakeholder(id="railway", part_of="mayor")),
        "The map has no stakeholder 'mayor'. It has: ministry, railway.",
    ),
    (
        lambda m: sources.edit_source(m, Source(id="study", title="A study")),
        "The map has no source 'study'. It has: report.",
    ),
    (
        lambda m: tensions.edit_tension(m, Tension(id="cost", title="Cost")),
        "The map has no tension 'cost'. It has: speed.",
    ),
    (lambda m: tensions.remove_tension(m, "cost"), "The map has no tension 'cost'. It has: speed."),
    (lambda m: text.set_text(m, "build", " \n"), "The text of a claim cannot be empty."),
    (lambda m: text.set_title(m, ""), "The title of a map cannot be empty."),
    (lambda m: text.set_tags(m, "build", ["two\nlines"]), "A tag is one word or a few words on one line."),
    (lambda m: text.rename_tag(m, "roads", "two\nlines"), "A tag is one word or a few words on one line."),
    (lambda m: text.rename_tag(m, "roads", " "), "A tag cannot be empty."),
    (lambda m: text.set_note(m, "quick -> dear", "x"), "The map has no link 'quick -> dear'."),
    (lambda m: claims.add_claim(m, "new", ""), "The text of a claim cannot be empty."),
    (
        lambda m: claims.add_claim(m, "new", "x", after="slow"),
        "The map has no claim 'slow'. It has: build, dear, measured, quick.",
    ),
    (lambda m: claims.add_support(m, "build", "quick", "x"), "The id 'quick' is taken. 'quick-2' is free."),
    (
        lambda m: claims.add_objection(m, "build", "ministry", "x"),
        "The id 'ministry' is taken. 'ministry-2' is free.",
    ),
    (
        lambda m: claims.add_support(m, "slow", "new", "x"),
        "The map has no claim 'slow'. It has: build, dear, measured, quick.",
    ),
    (
        lambda m: claims.add_undercut(m, "dear -> quick", "new", "x"),
        "The map has no link 'dear -> quick'.",
    ),
    (
        lambda m: claims.add_claim(m, "No Way", "x"),
        "'No Way' cannot be an id: it needs small letters a-z, digits and hyphens, beginning with a letter.",
    ),
    (
        lambda m: claims.add_claim(m, "yes", "x"),
        "'yes' cannot be an id: it is a word that some YAML readers take for true or false.",
    ),
    (lambda m: claims.delete_claim(m, "slow"), "The map has no claim 'slow'. It has: build, dear, measured, quick."),
    (lambda m: claims.delete_branch(m, "slow"), "The map has no claim 'slow'. It has: build, dear, measured, quick."),
    (
        lambda m: claims.move_before(m, "slow", "build"),
        "The map has no claim 'slow'. It has: build, dear, measured, quick.",
    ),
    (
        lambda m: reasons.link(m, "dear", "slow", "supports"),
        "The map has no claim 'slow'. It has: build, dear, measured, quick.",
    ),
    (lambda m: reasons.link(m, "build", "build", "supports"), "'build' cannot be linked to itself."),
    (
        lambda m: reasons.link(m, "quick", "build", "objects_to"),
        "'quick' already supports 'build'.",
    ),
    (
        lambda m: reasons.link(m, "measured", "quick -> build", "undercuts"),
        "'measured' already undercuts 'quick -> build'.",
    ),
    (
        lambda m: reasons.link(m, "dear", "quick -> build", "supports"),
        "'quick -> build' is a link. Only an undercut can have a link as its target.",
    ),
    (
        lambda m: reasons.link(m, "dear", "build", "undercuts"),
        "'build' is a claim. An undercut needs a link as its target, such as 'quick -> build'.",
    ),
    (
        lambda m: reasons.link(m, "quick", "quick -> build", "undercuts"),
        "'quick' is the premise of the link 'quick -> build', so it cannot undercut it.",
    ),
    (lambda m: reasons.unlink(m, "build -> quick"), "The map has no link 'build -> quick'."),
    (
        lambda m: reasons.flip(m, "measured -> quick -> build"),
        "An undercut cannot become a support or objection. Delete it and add a new link.",
    ),
    (lambda m: reasons.move_reason(m, "quick -> build", "quick"), "'quick' cannot be linked to itself."),
    (
        lambda m: reasons.move_reason(reasons.set_linked(m, "quick -> build", ["dear"]), "quick -> build", "dear"),
        "'dear' is a linked premise of this link. Unlink it first.",
    ),
    (
        lambda m: reasons.put_under(m, "build", "quick", "supports"),
        "'build' cannot move under 'quick', which depends on it. Link them to make a circle.",
    ),
    (
        lambda m: reasons.set_linked(m, "quick -> build", ["quick"]),
        "'quick' is already the premise of this link. Choose another claim.",
    ),
    (
        lambda m: reasons.set_linked(m, "quick -> build", ["build"]),
        "'build' is the target of this link. Choose another claim.",
    ),
    (
        lambda m: reasons.set_linked(m, "quick -> build", ["slow"]),
        "The map has no claim 'slow'. It has: build, dear, measured, quick.",
    ),
    (
        lambda m: stakeholders.set_stance(m, "build", "railways", "agrees"),
        "The map has no stakeholder 'railways'. Did you mean 'railway'?",
    ),
    (
        lambda m: stakeholders.set_stance(m, "build", "zzz", "agrees"),
        "The map has no stakeholder 'zzz'. It has: ministry, railway.",
    ),
    (
        lambda m: stakeholders.set_position(
            m, "build", Position(stakeholder="railway", stance="agrees", source="zzz")
        ),
        "The map has no source 'zzz'. It has: report.",
    ),
    (lambda m: stakeholders.clear_position(m, "build", "railway"), "'railway' takes no position on 'build'."),
    (
        lambda m: sources.add_citation(m, "quick", Citation(source="report", locator="p. 3")),
        "'quick' already has this citation of 'report'. Give another location or quote.",
    ),
    (
        lambda m: sources.remove_citation(m, "quick", 1),
        "'quick' has 1 citation; there is none at place 2.",
    ),
    (
        lambda m: sources.edit_citation(m, "dear", 0, Citation(source="report")),
        "'dear' has no citations; there is none at place 1.",
    ),
    (
        lambda m: stakeholders.edit_stakeholder(m, Stakeholder(id="ministry", part_of="railway")),
        "'ministry' cannot be part of 'railway', which is part of it.",
    ),
    (
        lambda m: stakeholders.edit_stakeholder(m, Stakeholder(id="ministry", part_of="ministry")),
        "'ministry' cannot be part of itself.",
    ),
    (
        lambda m: stakeholders.remove_stakeholder(m, "zzz"),
        "The map has no stakeholder 'zzz'. It has: ministry, railway.",
    ),
    (
        lambda m: sources.add_source(m, Source(id="page", url="javascript:alert(1)")),
        "'javascript:alert(1)' is not a web address. Begin it with https:, http:, mailto: or doi:.",
    ),
    (lambda m: sources.remove_source(m, "zzz"), "The map has no source 'zzz'. It has: report."),
    (
        lambda m: sources.remove_source(sources.remove_source(m, "report"), "zzz"),
        "The map has no source 'zzz'. It has none.",
    ),
    (
        lambda m: tensions.set_tension(m, "build", "sped"),
        "The map has no tension 'sped'. Did you mean 'speed'?",
    ),
    (
        lambda m: tensions.set_tension(m, "build", "speed", "slow"),
        "The tension 'speed' has no side 'slow'. It has: cheap, fast.",
    ),
    (
        lambda m: tensions.edit_tension(m, speed_with(m, Side(id="fast", title="x"))),
        "The tension 'speed' has the side 'fast' already.",
    ),
    (
        lambda m: tensions.edit_tension(m, speed_with(m, Side(id="new", title=" "))),
        "The title of a side cannot be empty.",
    ),
    (
        lambda m: tensions.edit_tension(m, speed_with(m, Side(id="On", title="x"))),
        "'On' cannot be the id of a side: it needs small letters a-z, digits and hyphens, beginning with a letter.",
    ),
    (lambda m: rename.rename(m, "slow", "x"), "Nothing in this map has the id 'slow'."),
    (lambda m: rename.rename(m, "build", "dear"), "The id 'dear' is taken. 'dear-2' is free."),
    (
        lambda m: rename.rename(m, "build", "a" * 65),
        f"'{'a' * 65}' cannot be an id: it is longer than 64 characters.",
    ),
    (
        lambda m: rename.rename_side(m, "speed", "fast", "cheap"),
        "The tension 'speed' has the side 'cheap' already.",
    ),
]


@pytest.mark.parametrize(("edit", "sentence"), SENTENCES, ids=[sentence[:60] for _, sentence in SENTENCES])
def test_refusal(edit: Callable[[Map], object], sentence: str) -> None:
    with pytest.raises(MapError) as refused:
        edit(MAP)
    assert str(refused.value) == sentence
