"""Rules about stakeholders that are part of others."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.dangling import Section
from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import quoted
from argmap.model.findings import Path
from argmap.semantics.contradictions import circles_of_groups


@rule("AM108", "unknown-group", "error")
def unknown_group(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is part of a stakeholder that the map does not list.

    Bad:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
            part_of: goverment

    Good:
        stakeholders:
          government:
            name: UK government
          dsit:
            name: Department for Science, Innovation and Technology
            part_of: government
    """
    stakeholders = subject.index.stakeholders
    section = Section(subject.index, "stakeholder", stakeholders)
    for one in subject.map.stakeholders:
        if one.part_of is not None and one.part_of not in stakeholders:
            path = ("stakeholders", one.id, "part_of")
            yield section.missing(path, f"{quoted(one.id)} is part of", one.part_of)


@rule("AM109", "circular-groups", "error")
def circular_groups(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is, through one or more steps, part of itself.

    Bad:
        stakeholders:
          government:
            part_of: dsit
          dsit:
            part_of: government

    Good:
        stakeholders:
          government:
            name: UK government
          dsit:
            part_of: government
    """
    yield from map(_circle_of_groups, circles_of_groups(subject.map))


def _circle_of_groups(circle: tuple[str, ...]) -> Problem:
    path: Path = ("stakeholders", circle[0], "part_of")
    if len(circle) == 1:
        return Problem(path, f"{quoted(circle[0])} is part of itself.", "Take 'part_of' out.")
    ring = " is part of ".join(quoted(one) for one in [*circle[:5], *(["…"] if len(circle) > 5 else []), circle[0]])
    related = tuple(("stakeholders", one, "part_of") for one in circle[1:])
    return Problem(path, f"{ring}: a circle.", "Take one 'part_of' out.", related)
