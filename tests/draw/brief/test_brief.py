"""The brief as a picture: what is on it, on which page, how large, and that nothing lies on anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.draw.brief.columns import INDENT, Columns, PlacedColumn, Setting, arranged, painted_columns, shape
from argmap.draw.brief.content import Detail, content
from argmap.draw.brief.fitting import MOST_ROWS, READABLE, picture
from argmap.draw.brief.flow import (
    TEXT,
    LineToken,
    badge,
    flowed,
    label,
    painted,
    side_label,
    without_lonely_words,
    words,
)
from argmap.draw.brief.options import ALL, BriefOptions
from argmap.draw.brief.page import least_height, page
from argmap.draw.display_list import (
    DisplayItem,
    Hyperlink,
    Picture,
    Rect,
    ShapeGroup,
    Text,
    VectorPath,
    flattened,
    moved,
)
from argmap.draw.isolation import END, FROM_RIGHT
from argmap.draw.measure import HELVETICA, is_right_to_left
from argmap.draw.paper import PAPERS, PaperName
from argmap.escape import one_line
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Side, Source, Stakeholder, Tension
from argmap.views.brief import BriefRow, brief, signs_and_meanings
from argmap.views.main_claims import main_claims
from argmap.vocabulary import LINKED_SIGN
from tests.draw.small_maps import PLAIN, claim, objects, supports
from tests.examples import examples, slow_but
from tests.strategies import maps

ROOT = Path(__file__).resolve().parents[3]
GALLERY = ROOT / "docs" / "gallery"
SAMPLE = Index.build(read((ROOT / "maps" / "uk_openai.yaml").read_bytes(), "uk_openai.yaml").map)


@cache
def of_sample(options: BriefOptions) -> Picture:
    """The brief of the sample, which takes a third of a second to fit, and which many tests look at."""
    return picture(SAMPLE, options)


OPTIONS = st.one_of(
    st.builds(
        BriefOptions,
        paper=st.sampled_from([*PAPERS, None]),
        depth=st.sampled_from([None, 0, 1, 2, ALL]),
        quotes=st.booleans(),
        width=st.none(),
    ),
    st.builds(BriefOptions, width=st.integers(320, 2000), paper=st.none(), depth=st.sampled_from([None, 1, ALL])),
)


class Box(NamedTuple):
    """A rectangle by its edges, and what it is of."""

    left: float
    top: float
    right: float
    bottom: float
    of: str

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


def absolute(items: Iterable[DisplayItem]) -> Iterator[Rect | VectorPath | Text]:
    """The shapes of a picture with their coordinates on it."""
    for item in items:
        if isinstance(item, ShapeGroup):
            yield from absolute(moved(item.items, *item.at))
        elif isinstance(item, Hyperlink):
            yield from absolute(item.items)
        else:
            yield item


def texts(made: Picture) -> Iterator[Box]:
    """Where the letters of each text are in Helvetica: from the x-height down to the baseline."""
    for item in absolute(made.items):
        if isinstance(item, Text):
            wide = HELVETICA.width(item.text, item.size, item.weight)
            left = item.x - wide if item.from_right else item.x - wide / 2 if item.anchor == "middle" else item.x
            yield Box(left, item.y - 0.5 * item.size, left + wide, item.y, item.text)


def groups(made: Picture) -> list[ShapeGroup]:
    return [item for item in made.items if isinstance(item, ShapeGroup)]


def points(made: Picture) -> float:
    """The size of the text of rows on its page."""
    assert made.page is not None
    return TEXT * made.page[0] / made.width


def chain(number: int) -> Map:
    """Reasons for one claim, each with an objection that has a reason of its own."""
    claims = [claim("main", "The bridge should be built.")]
    for place in range(number):
        claims.append(
            claim(f"for-{place}", f"Reason {place} is a sentence of some length.", supports(f"for-{place}", "main"))
        )
        claims.append(
            claim(f"not-{place}", f"Objection {place} is long, too.", objects(f"not-{place}", f"for-{place}"))
        )
    return Map(title="Many", claims=tuple(claims))


@examples(60)
@given(maps(), OPTIONS)
def test_each_main_claim_is_shown_and_nothing_lies_on_another_text_or_leaves_the_page(
    map: Map, options: BriefOptions
) -> None:
    index = Index.build(map)
    made = picture(index, options)
    told = " ".join(group.title for group in groups(made))
    for claim_id in main_claims(index):
        assert one_line(index.claims[claim_id].text) in told
    placed = list(texts(made))
    assert [(one.of, other.of) for one, other in combinations(placed, 2) if one.meets(other)] == []
    for box in placed:
        assert box.left >= 0 and box.right <= made.width and box.top >= 0 and box.bottom <= made.height, box


@pytest.mark.parametrize("options", [BriefOptions(paper=paper) for paper in PAPERS] + [BriefOptions(width=390)])
def test_no_text_of_the_sample_lies_on_another(options: BriefOptions) -> None:
    placed = list(texts(of_sample(options)))
    assert [(one.of, other.of) for one, other in combinations(placed, 2) if one.meets(other)] == []


@examples(60)
@given(maps(), st.sampled_from(list(PAPERS)), st.sampled_from([None, 1, ALL]))
def test_the_picture_has_the_size_of_the_page_and_says_when_its_text_is_too_small(
    map: Map, paper: PaperName, depth: int | None
) -> None:
    made = picture(Index.build(map), BriefOptions(paper=paper, depth=depth))
    assert made.page is not None
    assert made.page == pytest.approx(PAPERS[paper]) or made.warning
    assert made.width / made.height == pytest.approx(made.page[0] / made.page[1], rel=1e-6)
    assert bool(made.warning) == (points(made) < READABLE[paper] - 1e-6)


@examples(60)
@given(maps(), st.integers(0, 4), st.sampled_from([None, 1, 2]))
def test_what_is_not_shown_is_counted(map: Map, levels: int, most: int | None) -> None:
    index = Index.build(map)
    made = content(index, brief(index), Detail(levels, most))
    labels = [token.text for section in made.sections for token in (*section.head, *section.tokens)]
    labels += [token.text for section in made.sections for column in section.columns for block in column.blocks for token in block.tokens]  # fmt: skip  # noqa: E501
    counted = sum(int(text.removesuffix(" more")) for text in labels if re.fullmatch(r"\d+ more", text))
    assert made.shown + counted == made.total == len(index.claims)


@pytest.mark.parametrize(("paper", "depth", "least"), [("a4", None, 8.0), ("a4", ALL, 8.0), ("16:9", ALL, 8.0)])
def test_the_whole_sample_can_be_read_on_one_page(paper: PaperName, depth: int | None, least: float) -> None:
    made = of_sample(BriefOptions(paper=paper, depth=depth))
    assert points(made) >= least
    assert f"It shows {len(SAMPLE.claims)} claims." in made.description
    assert bool(made.warning) == (points(made) < READABLE[paper])


@pytest.mark.parametrize("depth", [None, 1])
def test_the_top_level_of_the_sample_is_comfortable_to_read_on_a_slide(depth: int | None) -> None:
    made = of_sample(BriefOptions(paper="16:9", depth=depth))
    assert points(made) >= 13
    sizes = [item.size for item in flattened(made.items) if isinstance(item, Text) and item.text != LINKED_SIGN]
    assert points(made) * min(sizes) / TEXT >= 12
    rows = sum(len(group.rows) for section in brief(SAMPLE).sections for group in section.groups)
    assert len([group for group in groups(made) if group.kind.startswith("row ")]) == rows


def test_the_deepest_claims_are_shortened_first() -> None:
    told = " ".join(box.of for box in texts(of_sample(BriefOptions(paper="a4"))))
    deep, top = SAMPLE.claims["none-british"], SAMPLE.claims["growth-gain"]
    assert deep.short in told
    assert deep.text.split()[-1] not in told
    assert top.text in told


def test_a_large_map_is_folded_until_it_can_be_read() -> None:
    for number in (60, 300, 1200):
        made = picture(Index.build(chain(number)), BriefOptions())
        assert points(made) >= READABLE["a4"]
        told = [item.text for item in flattened(made.items) if isinstance(item, Text)]
        assert any(text.endswith(" more") for text in told)
        assert any(text.startswith("main") or "bridge" in text for text in told)


def test_without_a_page_rows_are_folded_where_there_are_too_many() -> None:
    made = picture(Index.build(chain(100)), BriefOptions(width=900))
    rows = [group for group in groups(made) if group.kind.startswith("row ")]
    assert made.width == pytest.approx(675)
    assert 0 < len(rows) <= MOST_ROWS


def test_a_depth_that_was_asked_for_is_kept_at_any_size() -> None:
    made = picture(Index.build(chain(200)), BriefOptions(depth=ALL))
    assert len([group for group in groups(made) if group.kind.startswith("row ")]) == 400
    assert "smaller than 8 pt" in made.warning
    assert "--depth" in made.warning


@given(maps(), st.integers(320, 2000), st.booleans())
@examples(40)
def test_no_page_is_lower_than_its_words_need(map: Map, width: int, quotes: bool) -> None:
    index = Index.build(map)
    shown = content(index, brief(index), Detail(ALL), HELVETICA, quotes=quotes)
    assert least_height(shown, width) <= page(map, shown, width, Setting(HELVETICA)).height


def test_words_of_a_large_map_need_much_of_its_page() -> None:
    shown = content(SAMPLE, brief(SAMPLE), Detail(ALL), HELVETICA)
    height = page(SAMPLE.map, shown, 900, Setting(HELVETICA)).height
    assert height / 5 < least_height(shown, 900) < height


def test_short_labels_are_used_where_the_texts_do_not_fit() -> None:
    long = "This reason goes on and on until the sheet of paper that it is printed on is all but full of it. " * 3
    claims = [claim("main", "The bridge should be built.")]
    claims += [
        Claim(id=f"for-{place}", text=long, short=f"Short {place}", reasons=(supports(f"for-{place}", "main"),))
        for place in range(40)
    ]
    few = Index.build(Map(title="Few", claims=tuple(claims[:3])))
    many = Index.build(Map(title="Many", claims=tuple(claims)))
    assert not any("Short 1" in box.of for box in texts(picture(few, BriefOptions())))
    assert any("Short 39" in box.of for box in texts(picture(many, BriefOptions())))


def test_other_links_of_a_claim_are_said_in_words() -> None:
    said = {box.of for box in texts(picture(SAMPLE, BriefOptions()))}
    assert {"also objects to 6", "also supports 8", "also questions whether 5.1 counts"} <= said


def lines_of(made: Picture) -> list[list[Text]]:
    """The texts of rows by line, from left to right."""
    lines: dict[tuple[int, float], list[Text]] = {}
    for place, group in enumerate(groups(made)):
        if group.kind.startswith("row"):
            for item in group.items:
                if isinstance(item, Text) and item.size > 7.5:
                    lines.setdefault((place, item.y), []).append(item)
    return list(lines.values())


def end(text: Text) -> float:
    return text.x + HELVETICA.width(text.text, text.size, text.weight)


@pytest.mark.parametrize("depth", [1, 2, 3, ALL])
def test_each_number_that_is_named_is_one_of_a_row(depth: int) -> None:
    texts = [text.text for line in lines_of(of_sample(BriefOptions(depth=depth))) for text in line]
    numbers = {text for text in texts if re.fullmatch(r"\d+(\.\d+)*", text)}
    named = [number for text in texts if text.startswith("also ") for number in re.findall(r"\d+(?:\.\d+)*", text)]
    assert len(named) > 3
    assert set(named) <= numbers


HEBREW = "הממשלה צריכה לבנות בינה מלאכותית עם שותפים זרים"


@pytest.mark.parametrize("quotes", [False, True])
def test_sources_and_names_that_are_read_from_the_right_keep_their_places_and_dates(quotes: bool) -> None:
    held = (
        Position(stakeholder="a", stance="agrees", source="one", quote="Yes"),
        Position(stakeholder="b", stance="agrees", source="two", quote="Yes"),
    )
    index = Index.build(
        Map(
            title="שוק",
            question="Should it?",
            claims=(Claim(id="main", text="It should.", positions=held),),
            sources=(
                Source(id="one", title="صحيفة الشرق", author="לוי", date="2026-01-02"),
                Source(id="two", title="הארץ; מוסף"),
            ),
            stakeholders=(
                Stakeholder(id="a", name="איגוד הסוחרים", short="א״ה"),
                Stakeholder(id="b", name="לשכת המסחר", short="ל״מ"),
            ),
        )
    )
    items = list(flattened(picture(index, BriefOptions(width=2000, quotes=quotes)).items))
    (about,) = [item for item in items if isinstance(item, Text) and "Sources: " in item.text]
    shown = about.text.replace(FROM_RIGHT, "<").replace(END, ">")
    one, two = ("[1] ", "[2] ") if quotes else ("", "")
    assert shown == (
        "<שוק.> Stakeholders: <א״ה (איגוד הסוחרים)>; <ל״מ (לשכת המסחר)>."
        f" Sources: {one}<صحيفة الشرق>, <לוי>, 2026-01-02; {two}<הארץ; מוסף>."
    )
    assert not about.from_right


@pytest.mark.parametrize("text", [f"{HEBREW} {'OpenAI Nightingale ' * 12}", f"OpenAI {f'{HEBREW} ' * 4}"])
def test_every_line_of_a_text_is_written_from_the_side_of_its_beginning(text: str) -> None:
    """Whatever the first letter of a line is."""
    lines = list(painted(flowed(words(text, HELVETICA), 200, HELVETICA), 0, 0, 200))
    found = [line for line in lines if isinstance(line, Text)]
    assert len(found) > 2 and len({is_right_to_left(line.text) for line in found}) == 2
    assert {line.from_right for line in found} == {text.startswith(HEBREW)}
    assert {line.x for line in found} == {200 if text.startswith(HEBREW) else 0}


@pytest.mark.parametrize("room", range(120, 300, 20))
def test_a_word_longer_than_a_line_is_apart_from_the_word_before_it(room: float) -> None:
    tokens = words(f"Die {'Verordnung' * 6} gilt.", HELVETICA)
    shown = [item.text for item in painted(flowed(tokens, room, HELVETICA), 0, 0, room) if isinstance(item, Text)]
    assert shown[0] == "Die" or shown[0].startswith("Die Verordnung")


@pytest.mark.parametrize("paper", PAPERS)
def test_in_a_known_font_there_are_no_gaps_between_words(paper: PaperName) -> None:
    made = of_sample(BriefOptions(paper=paper, font=HELVETICA))
    follow = [(before, text) for line in lines_of(made) for before, text in pairwise(line) if text.follows]
    assert len(follow) > 10
    assert [(one.text, other.text) for one, other in follow if not 1 < other.x - end(one) < 5] == []
    after_sides = [other.x - end(one) for one, other in follow if one.look == "word-side"]
    assert len(after_sides) > 4 and min(after_sides) > 4, "bold labels are set off"


@pytest.mark.parametrize("paper", PAPERS)
def test_in_any_font_a_text_that_goes_on_from_another_is_right_of_it(paper: PaperName) -> None:
    lines = lines_of(of_sample(BriefOptions(paper=paper)))
    assert len(lines) > 10
    assert all(text.x > end(before) for line in lines for before, text in pairwise(line))


def test_no_row_ends_with_a_line_of_one_short_word() -> None:
    rows: dict[str, list[Text]] = {}
    made = of_sample(BriefOptions(font=HELVETICA))
    for group in groups(made):
        if group.kind.startswith("row"):
            rows[group.title] = [item for item in group.items if isinstance(item, Text) and item.size >= TEXT]
    several = [texts for texts in rows.values() if len({text.y for text in texts}) > 1]
    assert len(several) > 20
    assert [texts[-1].text for texts in several if " " not in texts[-1].text] == []


def test_a_tension_says_below_which_rows_the_claims_of_a_side_are() -> None:
    told = " ".join(box.of for box in texts(of_sample(BriefOptions(paper="16:9"))))
    assert "1 claim under 12" in told
    assert "not shown" not in told


def numbers_of(made: Picture) -> list[str]:
    """The numbers of rows in the order in which they are read."""
    return [group.title.partition(":")[0] for group in groups(made) if group.kind.startswith("row ")]


def test_linked_premises_are_beside_each_other_and_what_is_below_them_follows() -> None:
    made = picture(SAMPLE, BriefOptions())
    assert numbers_of(made)[1:7] == ["2", "3", "2.1", "2.2", "2.3", "3.1"]
    joined = [line[1].text for line in lines_of(made) if line[0].text in {"3", "6", "10", "9.2", "11.1.2"}]
    assert [text.partition(" ")[0] for text in joined] == ["and"] * 5
    paths = [item for item in made.items if isinstance(item, VectorPath)]
    assert len([item for item in paths if item.look.startswith("stop-")]) == 5
    stubs = [len(item.commands) // 2 - 1 for item in paths if item.look == "line-missing"]
    rows = [row for row in brief(SAMPLE).rows() if "." in row.number]
    assert sum(stubs) == len([row for row in rows if not row.linked]) < len(rows)


def columns_of(index: Index, width: float, number: int) -> list[PlacedColumn]:
    """The reasons against the main claim in some columns."""
    section = content(index, brief(index), Detail(ALL), HELVETICA).sections[0]
    return list(arranged([section.columns[-1]], width * number, Setting(HELVETICA))[0].columns)


@pytest.mark.parametrize("claims", [20, 60])
def test_a_column_that_goes_on_below_a_row_repeats_it_whole_with_its_sign(claims: int) -> None:
    texts = [f"Reason {place} is a sentence of some length. " * 5 for place in range(claims)]
    made = [
        claim("main", "Build it."),
        claim("top", "The top reason is too long for one line.", objects("top", "main")),
    ]
    made += [claim(f"c{place}", text, supports(f"c{place}", "top")) for place, text in enumerate(texts)]
    columns = columns_of(Index.build(Map(title="One", claims=tuple(made))), 240, 2)
    assert len(columns) == 2
    for column in columns[1:]:
        first = column.blocks[0]
        said = " ".join(one.token.text.strip() for line in first.lines for one in line)
        assert first.again
        assert said == "1 The top reason is too long for one line. (continued)"
        assert isinstance(first.block.row, BriefRow)
    painted = list(painted_columns(Columns(tuple(columns), 0.0, Setting(HELVETICA)), 0.0, 0.0))
    signs = [item for group in painted if isinstance(group, ShapeGroup) for item in group.items if isinstance(item, Rect) and item.look == "tip-objects_to" and item.width < 10]  # fmt: skip  # noqa: E501
    assert len(signs) == 2


@examples(40)
@given(maps(), st.integers(2, 4))
def test_a_column_never_begins_with_a_row_that_another_is_part_of_or_leads_to(map: Map, number: int) -> None:
    index = Index.build(map)
    for section in content(index, brief(index), Detail(ALL), HELVETICA).sections:
        for group in section.columns:
            placed = arranged([group], 240.0 * number, Setting(HELVETICA))[0].columns
            rows = [[one.block for one in column.blocks if not one.again] for column in placed]
            assert [block for some in rows for block in some] == list(group.blocks)
            for before, here in pairwise(rows):
                assert not here[0].is_linked
                assert here[0].level <= before[-1].level


@pytest.mark.parametrize("name", ["night-flights", "library-hours"])
def test_rows_in_columns_beside_each_other_have_room_for_28_characters(name: str) -> None:
    index = Index.build(read((GALLERY / f"{name}.yaml").read_bytes(), name).map)
    characters = HELVETICA.width(" ".join(one.text for one in index.claims.values()), TEXT)
    average = characters / sum(len(one.text) + 1 for one in index.claims.values())
    beside = 0
    for section in content(index, brief(index), Detail(ALL), HELVETICA).sections:
        for room in range(200, 1000, 25):
            for row in arranged(section.columns, float(room), Setting(HELVETICA)):
                if len(row.columns) > 1:
                    beside += 1
                    rooms = [one.shape.room(placed.block) for one in row.columns for placed in one.blocks]
                    assert min(rooms) >= 28 * average
    assert beside


def test_rows_keep_most_of_a_column_however_deep_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.views.brief.DEEPEST", 20)
    chain = [claim("c0", "Build it."), claim("c1", "It is good.", objects("c1", "c0"))]
    chain += [claim(f"c{place}", f"Because of {place}.", supports(f"c{place}", f"c{place - 1}")) for place in range(2, 20)]  # fmt: skip  # noqa: E501
    (column,) = columns_of(Index.build(Map(title="Deep", claims=tuple(chain))), 240, 1)
    assert len(column.blocks) == 19
    lefts = [column.shape.left(one.block) for one in column.blocks]
    assert lefts[:3] == [0, 6.5, 13]
    assert max(lefts) <= 0.3 * 240
    assert shape([one.block for one in column.blocks[:4]], 240).step == INDENT


@pytest.mark.parametrize(("paper", "least"), [("a4", 16.5), ("letter", 16.9), ("a3", 23.3), ("16:9", 26.6)])
def test_a_small_brief_is_large_with_reasons_for_beside_those_against(paper: PaperName, least: float) -> None:
    claims = (
        claim("build", "The town should build a bridge."),
        claim("short", "It would cut the way to the hospital by twenty minutes.", supports("short", "build")),
        claim("cost", "The money is needed for the school.", objects("cost", "build")),
    )
    made = picture(Index.build(Map(title="Bridge", claims=claims)), BriefOptions(paper=paper))
    assert round(points(made), 2) >= least
    ground = made.items[0]
    assert isinstance(ground, Rect) and ground == Rect(0, 0, made.width, made.height, 0, "paper")
    heads = [box for box in texts(made) if box.of in {"REASONS FOR", "REASONS AGAINST"}]
    assert len({box.top for box in heads}) == 1


def test_who_has_a_position_on_a_main_claim_is_at_the_right_or_below_it() -> None:
    held = tuple(Position(stakeholder=f"s{place}", stance="agrees") for place in range(4))
    people = tuple(Stakeholder(id=f"s{place}", name=f"Society for bridge {place}") for place in range(4))

    def placed(number: int) -> tuple[Box, Box]:
        claims = (
            claim("build", "The town should build a bridge.", positions=held[:number]),
            claim("short", "The way is long.", supports("short", "build")),
        )
        made = picture(Index.build(Map(title="B", claims=claims, stakeholders=people)), BriefOptions(width=420))
        by_text = {box.of: box for box in texts(made)}
        return by_text["The town should build a bridge."], by_text["Society for bridge 0*"]

    said, name = placed(1)
    assert name.bottom < said.top
    assert name.left > 420 * 0.75 / 2
    said, name = placed(4)
    assert name.top > said.bottom


def test_the_name_of_a_side_is_never_parted_from_its_numbers() -> None:
    font = HELVETICA
    tokens = [*words("A tension", font), *side_label("Keep it free", font), *words("2, 4", font)]
    for room in range(40, 200):
        lines = flowed(tokens, room, font)
        assert [one.token for line in lines for one in line] == tokens
        assert all(line[-1].end <= room for line in lines)
        assert all(one.end <= next.x for line in lines for one, next in pairwise(line))
        assert not any(line[-1].token.text.strip() == "free" for line in lines)
        name, number = tokens[2:5], tokens[5]
        wide = sum(token.width + token.space for token in name) - name[0].space
        whole = [*tokens[:2], *side_label("Keep\u00a0it\u00a0free", font), *tokens[5:]]
        if wide <= room / 2 and wide + number.space + number.width <= room:
            (with_name,) = [line for line in lines if any(one.token is name[0] for one in line)]
            is_whole = {*name, number} <= {one.token for one in with_name}
            assert is_whole or len(flowed(whole, room, font)) > len(lines)


def test_a_side_that_no_claim_takes_says_so() -> None:
    sides = (Side(id="one", title="Open it"), Side(id="two", title="Close it"))
    claims = (
        claim("main", "The gate matters."),
        Claim(id="a", text="Open it.", tension="gate", side="one", reasons=(supports("a", "main"),)),
    )
    made = picture(
        Index.build(Map(title="Gate", tensions=(Tension(id="gate", title="Gate", sides=sides),), claims=claims)),
        BriefOptions(),
    )
    told = [box.of for box in texts(made)]
    assert told[told.index("Close it") + 1] == "no claims yet"


def test_the_sources_of_what_is_shown_are_named() -> None:
    told = " ".join(box.of for box in texts(of_sample(BriefOptions())))
    assert "Sources: Article on the UK–OpenAI partnership (headline not given), Amplify" in told


def test_quotes_are_notes_with_numbers_in_reading_order() -> None:
    held = (Position(stakeholder="cyclists", stance="agrees", quote="Build them.", date="2025-03"),)
    claims = (claim("build", PLAIN.claims[0].text, positions=held), *PLAIN.claims[1:])
    made = picture(
        Index.build(Map(title="Lanes", claims=claims, stakeholders=(Stakeholder(id="cyclists", name="Riders"),))),
        BriefOptions(quotes=True),
    )
    told = [box.of for box in texts(made)]
    assert "Riders* (a)" in told
    assert any(text.startswith("(a) Riders: agrees, “Build them”, 2025-03") for text in told)


def test_notes_name_sources_by_number_and_the_foot_names_each_once() -> None:
    told = " ".join(box.of for box in texts(picture(SAMPLE, BriefOptions(quotes=True))))
    assert told.count("Article on the UK–OpenAI partnership") == 1
    assert "Sources: [1] Our own reading of the article, argmap maintainers; [2] Article on the UK–OpenAI" in told
    assert len(re.findall(r"\([a-l]\) [^()\[]*: (?:dis)?agrees, [^()\[]*\[2\]", told)) == 12


def test_all_sources_that_notes_name_are_at_the_foot() -> None:
    held = [
        Position(stakeholder="s", stance="agrees", quote=f"Yes {place}.", source=f"d{place}") for place in range(9)
    ]
    claims = [claim("main", "Build it.")]
    claims += [claim(f"c{place}", "It is good.", supports(f"c{place}", "main"), positions=(one,)) for place, one in enumerate(held)]  # fmt: skip  # noqa: E501
    made = Map(
        title="Sources",
        claims=tuple(claims),
        stakeholders=(Stakeholder(id="s", name="Riders"),),
        sources=tuple(Source(id=f"d{place}", title=f"Paper {place}") for place in range(9)),
    )
    told = " ".join(box.of for box in texts(picture(Index.build(made), BriefOptions(quotes=True))))
    numbers = dict(re.findall(r"\[(\d)\] (Paper \d)", told))
    assert sorted(numbers.values()) == [f"Paper {place}" for place in range(9)]
    assert all(f"“Yes {title[-1]}” [{number}]" in told for number, title in numbers.items())


def test_labels_beside_each_other_are_texts_of_their_own() -> None:
    tokens = (label("2 more", HELVETICA, "quiet"), label("5 more", HELVETICA, "quiet"))
    shown = [item.text for item in painted(flowed(tokens, 200, HELVETICA), 0, 0, 200) if isinstance(item, Text)]
    assert shown == ["2 more", "5 more"]


def test_the_legend_has_the_signs_that_occur_in_the_words_of_all_keys() -> None:
    legend = next(group for group in groups(picture(SAMPLE, BriefOptions())) if group.kind == "legend")
    shown = [item.text for item in flattened(legend.items) if isinstance(item, Text)]
    rows = list(brief(SAMPLE).rows())
    found = signs_and_meanings({row.kind for row in rows}, True, SAMPLE.map.claims)
    assert [text for text in shown if text != LINKED_SIGN] == [
        *(meaning for *_, meaning in found),
        "side of a tension",
    ]


def test_the_sides_of_a_tension_without_a_main_claim_are_columns() -> None:
    tension = Tension(
        id="open", title="Open or closed", sides=(Side(id="one", title="Open it"), Side(id="two", title="Close it"))
    )
    claims = (
        Claim(id="a", text="Open the gate.", tension="open", side="one"),
        Claim(id="b", text="Close the gate.", tension="open", side="two"),
    )
    told = [group.title for group in groups(picture(Index.build(Map(title="Gate", tensions=(tension,), claims=claims)), BriefOptions()))]  # fmt: skip  # noqa: E501
    assert told.index("Open or closed") < told.index("Open it") < told.index("Close it")
    assert told.count("1: Open the gate.") == told.count("2: Close the gate.") == 1


def test_each_tension_is_told_once() -> None:
    sides = (Side(id="one", title="Open it"), Side(id="two", title="Close it"))
    tensions = tuple(Tension(id=name, title=f"{name} tension", sides=sides) for name in ("drawn", "strip", "empty"))
    drawn = (
        Claim(id="a", text="Open the gate.", tension="drawn", side="one"),
        Claim(id="b", text="Close the gate.", tension="drawn", side="two"),
    )
    reason = claim("c", "It rains.", supports("c", "a"), tension="strip", side="one")
    made = picture(Index.build(Map(title="Gate", tensions=tensions, claims=(*drawn, reason))), BriefOptions())
    told = " ".join(box.of for box in texts(made))
    assert [told.count(f"{name} tension") for name in ("drawn", "strip", "empty")] == [1, 1, 1]


def test_the_ground_is_as_large_as_the_picture() -> None:
    made = of_sample(BriefOptions(paper="a3"))
    ground = made.items[0]
    assert isinstance(ground, Rect)
    assert (ground.width, ground.height) == (made.width, made.height)


FLOWING = st.lists(
    st.one_of(
        st.text("abc ", min_size=1, max_size=40).map(lambda text: tuple(words(text, HELVETICA))),
        st.integers(1, 30).map(lambda letters: (badge("w" * letters, HELVETICA, "agrees", ""),)),
    ),
    max_size=6,
).map(lambda parts: tuple(token for part in parts for token in part))


@examples(200)
@given(FLOWING, st.floats(5, 200))
@example((*words("Nothing was said", HELVETICA), badge("Treasurer of Fennick", HELVETICA, "agrees", "")), 60.0)
def test_avoiding_lonely_words_costs_no_line_and_no_word(tokens: tuple[LineToken, ...], room: float) -> None:
    plain, better = flowed(tokens, room, HELVETICA), without_lonely_words(tokens, room, HELVETICA)
    assert len(better) == len(plain)
    shown = ["".join(one.token.text for line in lines for one in line) for lines in (plain, better)]
    first, second = (re.sub("[ -]", "", text) for text in shown)  # a word too long for a line gets a hyphen
    assert first == second
    if all(token.width <= room for token in tokens):
        assert first == re.sub("[ -]", "", "".join(one.text for one in tokens))


def test_a_name_is_cut_only_where_a_line_is_too_short_for_it() -> None:
    long = badge("Ostrand Association of Head Teachers", HELVETICA, "agrees", "", " (3)")
    said = (*words("It is so.", HELVETICA), long)
    (line,), (first, second) = flowed(said, 300.0, HELVETICA), flowed(said, long.width, HELVETICA)
    assert line[-1].token == second[0].token == long
    assert first[0].token.text == " It"
    (cut,) = flowed([long], long.width - 10, HELVETICA)[0]
    assert cut.token.width <= long.width - 10
    assert (cut.token.text[-1], cut.token.tail) == ("…", " (3)")


def test_badges_below_each_other_do_not_touch() -> None:
    two = [badge("w" * 20, HELVETICA, "agrees", ""), badge("w" * 20, HELVETICA, "mixed", "")]
    shapes = [
        item for item in flattened(tuple(painted(flowed(two, 200, HELVETICA), 0, 0, 200))) if isinstance(item, Rect)
    ]
    above, below = (shape for shape in shapes if shape.width > 100)
    assert below.y - above.y - above.height >= 2


@pytest.mark.parametrize("paper", slow_but(["a4", "16:9"], "a4"))
@pytest.mark.parametrize("file", sorted(GALLERY.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_map_of_the_gallery_has_a_brief(file: Path, paper: PaperName) -> None:
    shown = picture(Index.build(read(file.read_bytes(), file.name).map), BriefOptions(paper=paper, font=HELVETICA))
    assert len(groups(shown)) > 1


def test_the_notes_of_a_page_are_no_smaller_than_7_points() -> None:
    made = of_sample(BriefOptions(paper="a4", quotes=True))
    assert made.page is not None
    scale = made.page[0] / made.width
    words = [item for item in flattened(made.items) if isinstance(item, Text) and item.text != LINKED_SIGN]
    assert min(item.size for item in words) * scale >= 7.0


def main_claims_of(made: Picture) -> list[ShapeGroup]:
    return [item for item in made.items if isinstance(item, ShapeGroup) and item.title.startswith("Main claim")]


def left_of(group: ShapeGroup) -> float:
    return min(item.x + group.at[0] for item in group.items if isinstance(item, Rect))


@pytest.mark.parametrize("paper", ["a4", "16:9"])
def test_many_main_claims_stand_in_columns_in_their_order(paper: PaperName) -> None:
    claims = [claim(f"c{n}", f"The proposal number {n} should be taken up.") for n in range(16)]
    reasons = [claim(f"r{n}", "It costs little.", supports(f"r{n}", f"c{n}")) for n in range(16)]
    made = picture(Index.build(Map(title="Many proposals", claims=(*claims, *reasons))), BriefOptions(paper=paper))
    assert made.warning == ("Shown: 16 of 32 claims. Use --depth all for all." if paper == "16:9" else "")
    found = main_claims_of(made)
    assert [group.title.split(": ")[1] for group in found] == [one.text for one in claims]
    lefts = [left_of(group) for group in found]
    assert lefts == sorted(lefts)
    assert len(set(lefts)) >= 2


@pytest.mark.parametrize("name", slow_but(["river-dam", "night-flights"], "river-dam"))
def test_two_answers_stand_side_by_side_on_a_slide_with_their_reasons(name: str) -> None:
    index = Index.build(read((GALLERY / f"{name}.yaml").read_bytes(), name).map)
    made = picture(index, BriefOptions(paper="16:9", font=HELVETICA))
    one, other = main_claims_of(made)
    assert left_of(other) - left_of(one) > made.width / 3
    shown = re.search(r"It shows (\d+) of \d\d claims", made.description)
    assert shown is not None
    assert int(shown[1]) >= 10


@pytest.mark.parametrize("paper", ["a4", "a4-landscape", "16:9"])
def test_a_small_brief_is_about_in_the_middle_of_its_page(paper: PaperName) -> None:
    small = Map(title="A street", claims=(claim("a", "Close it."), claim("b", "Air.", supports("b", "a"))))
    made = picture(Index.build(small), BriefOptions(paper=paper))
    ys = sorted(box.bottom for box in texts(made))
    gaps = [ys[0], *(after - before for before, after in pairwise(ys)), made.height - ys[-1]]
    assert max(gaps) < 0.6 * made.height
    assert ys[0] > 0.05 * made.height


def test_a_text_follows_one_of_another_look_only() -> None:
    """Between two alike, such as two entries of the legend, a space would not be seen as a gap."""
    dam = ROOT / "docs" / "gallery" / "river-dam.yaml"
    for index in (SAMPLE, Index.build(read(dam.read_bytes(), dam.name).map)):
        items = [
            item for item in flattened(picture(index, BriefOptions(paper="16:9")).items) if isinstance(item, Text)
        ]
        for before, text in pairwise(items):
            alike = (before.look, before.size, before.weight) == (text.look, text.size, text.weight)
            assert not (text.follows and alike), text.text
    assert {"together with A4", "2 more"} <= {item.text for item in items}


def test_six_stakeholders_of_a_row_are_named_and_more_are_counted() -> None:
    who = tuple(Stakeholder(id=f"s{place}", name=f"Group {place}") for place in range(8))
    held = tuple(Position(stakeholder=one.id, stance="agrees") for one in who)
    claims = (claim("a", "A."), claim("b", "B.", supports("b", "a"), positions=held))
    told = [
        box.of for box in texts(picture(Index.build(Map(title="T", stakeholders=who, claims=claims)), BriefOptions()))
    ]
    assert sum(text.startswith("Group ") for text in told) == 6
    assert [text for text in told if text.endswith(" 2 more")]


def test_in_a_long_chain_each_row_is_joined_to_the_one_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.views.brief.DEEPEST", 20)
    steps = [claim(f"c{n}", f"Step {n}.", supports(f"c{n}", f"c{n - 1}")) for n in range(1, 20)]
    made = picture(Index.build(Map(title="Chain", claims=(claim("c0", "The top."), *steps))), BriefOptions(width=300))
    lines = [item for item in made.items if isinstance(item, VectorPath) and item.look == "line-missing"]
    starts = [line.commands[0][1][0] for line in lines]
    ends = [line.commands[-1][1][0] for line in lines]
    assert len(lines) == 18 and starts == sorted(starts, key=lambda place: place[1])
    straight = [start[0] == end[0] for start, end in zip(starts, ends, strict=True)]
    assert True in straight and straight == sorted(straight), "the deepest rows stand below each other"
    assert all(end[1] > start[1] for start, end in zip(starts, ends, strict=True))
    assert all(end[1] < start[1] for end, start in zip(ends, starts[1:], strict=False)), "each to the next row"


@pytest.mark.parametrize("paper", ["a4", "a4-landscape", "a3", "letter"])
def test_no_words_of_a_brief_on_paper_are_smaller_than_can_be_read(paper: PaperName) -> None:
    made = of_sample(BriefOptions(paper=paper))
    assert made.page is not None
    sizes = [item.size for item in absolute(made.items) if isinstance(item, Text) and len(item.text) > 1]
    assert min(sizes) * made.page[0] / made.width >= 7


def test_on_a_screen_the_words_beside_rows_are_smaller() -> None:
    assert BriefOptions(width=900).small == 8.0
    assert BriefOptions(width=900, quotes=True).small == BriefOptions().small == BriefOptions("a3").small == 8.8
