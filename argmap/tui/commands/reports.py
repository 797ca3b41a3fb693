"""Commands that analyse the map: reports, a stakeholder's view, cruxes, what-ifs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from argmap.model.findings import MapError
from argmap.model.names import tension_name
from argmap.report.status.model import ReportSection
from argmap.tui.commands.citations import source_items
from argmap.tui.commands.positions import no_stakeholders
from argmap.tui.commands.targets import row_name
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.answers import Answers
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import quoted
from argmap.vocabulary import COVERAGE_CAVEAT, counted

if TYPE_CHECKING:
    from argmap.semantics.labels import Labels

QUESTIONS: Mapping[str, tuple[str, str]] = {
    "objections": ("Which objections are unanswered?", "unanswered objections"),
    "gaps": ("Where are the evidence gaps?", "no support, one source"),
    "claim": ("Why does this claim have its status?", "status"),
    "cruxes": ("What would change this claim's status?", "cruxes"),
    "view": ("How does the map look from one stakeholder's side?", "stakeholder view"),
    "disputes": ("Which disputes are open?", "open disputes"),
    "agreement": ("How far do stakeholders agree?", "agreement"),
    "balance": ("Does the map cover all sides of each tension?", "coverage"),
    "blocs": ("Which stakeholders agree, and what is common ground?", "blocs"),
    "grid": ("How much power and interest does each stakeholder have?", "power and interest"),
}
"""The questions by name: the question, and the term for it."""


def analyse(screen: EditorScreen) -> None:
    """Choose a question that can be asked here, and show the answer."""

    def picked(question: str | None) -> None:
        if question is not None:
            screen.services.attempt(lambda: _answer(screen, question))

    index, about_claim = screen.state.index, screen.claim_id is not None
    can_be = {"claim": about_claim, "cruxes": about_claim, "view": index.stakeholders, "balance": index.tensions}
    items = [PickerItem(name, *words) for name, words in QUESTIONS.items() if can_be.get(name, True)]
    screen.app.push_screen(Picker("What do you want to know about this map?", items), picked)


def _answer(screen: EditorScreen, question: str) -> None:
    if question == "cruxes":
        cruxes(screen)
    elif question == "view":
        stakeholder_view(screen)
    else:
        show(screen, QUESTIONS[question][0], _section(screen, question))


def _section(screen: EditorScreen, question: str) -> ReportSection:
    from argmap.report.status import claims as claims
    from argmap.report.status import stakeholders as stakeholders
    from argmap.report.status.sections import claim_section

    labels, index = screen.state.status.plain_labels, screen.state.index
    if question == "claim":
        return claim_section(labels, _claim(screen))
    made: Mapping[str, Callable[[], ReportSection]] = {
        "objections": lambda: claims.unanswered_section(labels),
        "gaps": lambda: claims.gaps_section(labels),
        "disputes": lambda: claims.disputes_section(labels),
        "agreement": lambda: stakeholders.agreement_section(index),
        "balance": lambda: _coverage(labels),
        "blocs": lambda: stakeholders.blocs_section(index),
        "grid": lambda: stakeholders.grid_section(index),
    }
    return made[question]()


def _coverage(labels: Labels) -> ReportSection:
    """The coverage of each tension, one group per tension."""
    from argmap.report.status.model import Group
    from argmap.report.status.stakeholders import coverage_section

    tensions = labels.index.tensions
    if not tensions:
        raise MapError("No tensions yet.")
    groups = []
    for name, tension in tensions.items():
        for group in coverage_section(labels, name).groups:
            groups.append(Group(" ".join(tension_name(tension).split()), group.entries))
    return ReportSection("coverage", "Coverage", COVERAGE_CAVEAT, tuple(groups))


def _claim(screen: EditorScreen) -> str:
    claim_id = screen.claim_id
    if claim_id is None:
        raise MapError("Select a claim first.")
    return claim_id


def show(screen: EditorScreen, title: str, section: ReportSection | None) -> Answers:
    """Show an answer; choosing an entry goes to its claim on the map."""

    def chosen(claim_id: str | None) -> None:
        if claim_id is None or claim_id not in screen.state.index.claims:
            return
        if screen.state.view != "map":
            screen.state.go_to("map")
        screen.state.select(claim_id)

    answers = Answers(title, screen.state.index, section)
    screen.app.push_screen(answers, chosen)
    return answers


def stakeholder_view(screen: EditorScreen) -> None:
    """Show the map as one stakeholder sees it: that of the row on the Stakeholders tab, else choose which."""
    index = screen.state.index

    def picked(who: str | None) -> None:
        if who is not None:
            show(screen, "The map from one stakeholder's side", _view(screen, who))

    if screen.state.view == "stakeholders":
        picked(row_name(screen))
        return
    items = [
        PickerItem(one.id, one.name or one.id, counted(len(index.positions_of.get(one.id, ())), "position"))
        for one in index.map.stakeholders
    ]
    if not items:
        raise no_stakeholders(screen)
    screen.app.push_screen(Picker("Which stakeholder?", items), picked)


def _view(screen: EditorScreen, who: str) -> ReportSection:
    from argmap.report.status.stakeholders import view_section
    from argmap.semantics.whatif import view
    from argmap.views.main_claims import main_claims

    labels = screen.state.status.plain_labels
    spoken = [claim.id for claim, _ in labels.index.positions_of.get(who, ())]
    asked = dict.fromkeys([*main_claims(labels.index)[:MOST_MAIN_CLAIMS], *spoken])
    return view_section(labels.index, who, [view(labels, who, claim) for claim in asked])


MOST_MAIN_CLAIMS = 20
"""Most main claims in a stakeholder's view, besides the claims that the stakeholder has a position on."""


def cruxes(screen: EditorScreen) -> None:
    """Find in a thread the claims that would change the status of the selected claim."""
    claim_id = _claim(screen)
    answers = show(screen, f"Cruxes of {quoted(screen.state.index, claim_id, 60)}", None)
    labels = screen.state.status.plain_labels
    screen.services.in_background(lambda: _look_for_cruxes(screen, answers, labels, claim_id))


def _look_for_cruxes(screen: EditorScreen, answers: Answers, labels: Labels, claim_id: str) -> None:
    """Runs in a thread: report progress, stop when the dialog is closed, show the result."""
    from argmap.report.status.claims import cruxes_section
    from argmap.semantics.sensitivity import search

    searching = search(labels, claim_id)
    while not answers.given_up:
        try:
            progress = next(searching)
        except StopIteration as done:
            screen.services.from_thread(_answered, answers, cruxes_section(labels, claim_id, done.value))
            return
        said = f"Testing claim {progress.tried:,} of {progress.total:,}…   Esc cancel"
        screen.services.from_thread(_say_progress, answers, said)


def _answered(answers: Answers, section: ReportSection) -> None:
    if answers.is_attached and not answers.given_up:
        answers.answer(section)


def _say_progress(answers: Answers, words: str) -> None:
    if answers.is_attached and not answers.given_up:
        answers.progress(words)


def what_if_results(screen: EditorScreen) -> None:
    """Show what the present what-if changes, each claim with the reason."""
    from argmap.report.status.claims import whatif_section

    if not screen.state.status.is_asked:
        raise MapError(f"No what-if yet. Press {screen.keymap.key_of('what-if')} to reject or accept a claim.")
    show(screen, "What-if results", whatif_section(screen.state.status.what_if()))


def reject_source(screen: EditorScreen) -> None:
    """Choose a source to reject in a what-if, or to restore."""
    gone = screen.state.status.forces.rejected_sources
    items = [
        PickerItem(item.value, item.text, "rejected (choose to restore)" if item.value in gone else item.note)
        for item in source_items(screen.state.index)
    ]
    if not items:
        raise MapError(f"No sources yet. Press {screen.keymap.key_of('add-citation')} on a claim to add one.")

    def picked(source: str | None) -> None:
        if source is not None:
            said = screen.state.ask_without_source(source)
            screen.say(said)

    screen.app.push_screen(Picker("Which source should the what-if reject?", items), picked)
