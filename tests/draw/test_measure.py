from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw import measure
from argmap.draw.measure import (
    ANY_FONT,
    HELVETICA,
    SLACK,
    clusters,
    is_right_to_left,
    line_words,
    truncated,
    width,
    wrapped,
)
from tests.draw.pdf.pdfs import real_width
from tests.examples import slow_but

ems = ANY_FONT.ems
WEIGHTS: tuple[measure.Weight, ...] = ("regular", "bold")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80)


@given(TEXTS, st.floats(40, 400))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    for line in wrapped(text, room, 12.0):
        one_cluster = len(line.replace("\u200d", "").rstrip()) <= 1 or width(line[1:], 12.0) == 0
        assert width(line, 12.0) <= room + 0.01 or one_cluster or "\u200d" in line or width(line[:1], 12.0) > room / 2


@given(TEXTS, st.floats(60, 400))
def test_wrapping_loses_nothing_but_spaces_and_adds_nothing_but_hyphens(text: str, room: float) -> None:
    shown = "".join("".join(wrapped(text, room, 12.0)).split())
    assert shown.replace("-", "") == "".join(text.split()).replace("-", "")
    assert shown.count("-") >= text.count("-")


@pytest.mark.timeout(60)
@given(st.text("Wi\ufdfd\u4eba\U0001f3f3\u200d\ufe0fm\u043b ", max_size=12), st.floats(1, 20))
def test_a_character_wider_than_the_room_has_a_line_of_its_own(text: str, room: float) -> None:
    """Lines were made narrower for ever, as that one stayed as wide."""
    lines = wrapped(text, room, 10.0)
    assert "".join("".join(lines).split()).replace("-", "") == "".join(text.split())
    assert all(line.strip() for line in lines) or not text.strip()


def test_a_word_of_sixty_letters_is_broken_with_hyphens() -> None:
    lines = wrapped("x" * 60, 100.0, 12.0)
    assert len(lines) > 3
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(lines).replace("-", "") == "x" * 60


@pytest.mark.parametrize(
    "word",
    [
        "0123456789" * 6,
        "https://example.org/" + "a_" * 30,
        "https://a.org/" + "a" * 60,
        "(www.a.org/" + "b" * 40 + ").",
        "人工" * 30,
        "بريد" * 20,
    ],
)
def test_what_is_no_word_of_letters_with_capitals_gets_no_hyphens(word: str) -> None:
    assert "".join(wrapped(word, 100.0, 12.0)) == word


def test_an_address_is_broken_after_its_signs() -> None:
    address = "https://example.org/papers?year=2026&kind=report"
    lines = wrapped(address, 110.0, 12.0)
    assert "".join(lines) == address
    assert len(lines) > 2 and all(line[-1] in "/.?&=" for line in lines[:-1])


def test_no_single_letter_of_a_broken_word_stands_alone() -> None:
    for letters in range(20, 60):
        assert len(wrapped("n" * letters, 120.0, 12.0)[-1]) >= 4


LONG_WORDS = [
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
    "„Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz“.",
    "ανασκουμπωνομαστε" * 3,
]


@pytest.mark.parametrize("word", LONG_WORDS)
@pytest.mark.parametrize("before", ["", "Die ", "Das ist eine "])
def test_three_letters_stand_before_and_after_a_break(word: str, before: str) -> None:
    for room in range(60, 200):
        lines = wrapped(before + word, room, 12.0)
        assert "".join(lines).replace("-", "").replace(" ", "") == (before + word).replace(" ", "")
        broken = [line for line in lines if line.endswith("-")]
        assert len(broken) >= len(lines) - 1 - before.count(" ")
        for part in [broken[0].rpartition(" ")[2], lines[-1]]:
            assert sum(char.isalpha() for char in part) >= 3


def test_a_word_with_hyphens_of_its_own_is_broken_there_in_every_language() -> None:
    assert wrapped("Die Klärschlamm-Verordnung", 110.0, 12.0) == ("Die Klärschlamm-", "Verordnung")


@pytest.mark.parametrize("word", ["gov.uk/publications", "a@department.example", "doi:10.1000/transparency"])
def test_an_address_that_is_written_as_people_do_has_no_hyphens(word: str) -> None:
    for room in range(20, 120, 7):
        assert "".join(wrapped(word, room, 12.0)) == word


def test_ordinary_words_are_not_broken() -> None:
    words = "Relying on foreign firms weakens the capacity to develop and control systems of its own".split()
    assert [word for line in wrapped(" ".join(words), 120.0, 12.0) for word in line.split()] == words


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    lines = wrapped("人工智能。" * 8, 60.0, 12.0)
    assert len(lines) > 5
    assert not any(line.startswith("。") for line in lines)


def test_the_last_line_is_not_one_short_word_when_that_costs_nothing() -> None:
    lines = wrapped("The partnership puts the UK in a position to lead AI", 220.0, 12.0)
    assert len(lines) == 2
    assert width(lines[-1], 12.0) > 220 * 0.3


@pytest.mark.parametrize(
    ("text", "helvetica"), [("Hello, world", 5.223), ("WWWW", 3.776), ("iiii", 0.888), ("The quick brown fox", 8.948)]
)
def test_widths_are_those_of_helvetica(text: str, helvetica: float) -> None:
    """Sums of the advance widths in Adobe's metrics of Helvetica."""
    assert HELVETICA.width(text, 1.0) == pytest.approx(helvetica, abs=0.025)
    assert ems(text) >= HELVETICA.width(text, 1.0) - 1e-9
    assert ems(text) * SLACK < HELVETICA.width(text, 1.0) * 1.35


def test_truncated_text_fits_and_says_that_it_is_cut() -> None:
    cut = truncated("Those who warn against reliance on tech giants", 100.0, 9.0)
    assert cut.endswith("…")
    assert width(cut, 9.0) <= 100.0
    assert truncated("Short", 100.0, 9.0) == "Short"


@given(TEXTS, st.floats(0, 200))
def test_a_cut_text_keeps_all_that_fits_beside_its_ellipsis(text: str, room: float) -> None:
    pieces = list(clusters(text))
    beginnings = ("".join(pieces[:number]) for number in range(len(pieces), 0, -1))
    longest = next((start for start in beginnings if width(start + "…", 9.0) <= room), "")
    assert truncated(text, room, 9.0) == (text if width(text, 9.0) <= room else longest.rstrip() + "…")


def test_cutting_a_long_text_measures_little_more_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim of 3,000 words took 34 seconds to export when each letter less was a text measured anew."""
    measured: list[int] = []
    monkeypatch.setattr(ANY_FONT, "ems", lambda text, weight: measured.append(len(text)) or ems(text, weight))
    text = "word " * 3_000
    assert truncated(text, 100.0, 9.0) == "word word word wor…"
    assert sum(measured) < len(text) + 1_000


@pytest.mark.parametrize(
    ("text", "expected"), [("Hello", False), ("مرحبا", True), ("(1) שלום", True), ("1 2 3", False)]
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


SENTENCES = {
    "hi": "जाँच करने वाले लोग कम हैं, इसलिए जाँच अक्सर नहीं होती।",
    "bn": "সরকারি নথি যন্ত্রে অনুবাদ করা উচিত।",
    "mr": "शाळांमध्ये विद्यार्थ्यांचे भ्रमणध्वनी दिवसभर बंद ठेवले पाहिजेत.",
    "ne": "निजहरूले आपसमा भातृत्वको भावना बाट व्यवहार गर्नु पर्छ।",
    "pa": "ਉਨ੍ਹਾਂ ਸਭਨਾ ਨੂੰ ਤਰਕ ਅਤੇ ਜ਼ਮੀਰ ਦੀ ਸੌਗਾਤ ਮਿਲੀ ਹੋਈ ਹੈ।",
    "gu": "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો સમાન હોય છે.",
    "ta": "அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள்.",
    "te": "మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు.",
    "kn": "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ.",
    "ml": "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും ജനിച്ചവരാണ്.",
    "si": "ගරුත්වයෙන් හා අයිතිවාසිකම්වලින් සමාන වෙති.",
    "th": "การแปลด้วยเครื่องรวดเร็วแต่ไม่แม่นยำ",
    "ar": "يجب أن تحمي الحكومة حقوق الفنانين عند تدريب نماذج الذكاء الاصطناعي",
    "he": "התרגום של משרד החוץ (MFA) עולה 3.5% יותר, אך איכותו גבוהה.",
}


def test_a_phrase_in_one_character_is_as_wide_as_it_is_drawn() -> None:
    assert ems("\ufdfd") > 7
    assert ems("\ufdfa") > 3


@pytest.mark.needs("fonts", "typst")
@pytest.mark.parametrize("language", slow_but(SENTENCES, "hi", "bn", "th", "ar", "he"))
def test_estimates_of_other_scripts_are_on_the_safe_side_and_not_far_off(language: str) -> None:
    """Against what a font of this machine takes."""
    sentence = SENTENCES[language]
    for weight in WEIGHTS:
        real = real_width(sentence, weight)
        assert ems(sentence, weight) / 1.25 < real < ems(sentence, weight) * SLACK


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It brings capable tools into use sooner.", ["It brings capable tools", "into use sooner."]),
        ("The town should set a limit of 20 mph.", ["The town should set", "a limit of 20 mph."]),
        (
            "AI can transform public services to the benefit of the people who use them.",
            ["AI can transform public", "services to the benefit of", "the people who use them."],
        ),
    ],
)
def test_lines_that_are_made_narrower_are_made_even(text: str, lines: list[str]) -> None:
    assert [*wrapped(text, 209.0, 12.0)] == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("well-known to a", 60.0, ["well-", "know-", "n to a"]),
        ("a accountability", 80.0, ["a accou-", "ntability"]),
        ("state a the", 60.0, ["state a", "the"]),
        ("the rules a", 60.0, ["the", "rules a"]),
    ],
)
def test_narrow_lines_are_made_even_with_parts_of_words_too(text: str, room: float, lines: list[str]) -> None:
    assert [*wrapped(text, room, 12.0)] == lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("des citoyens ; il n'en faut", ["des", "citoyens ;", "il", "n'en", "faut"]),
        ("Est-ce « libre » ? Non !", ["Est-ce", "« libre » ?", "Non !"]),
        ("plus de 40 % et 3\u00a0000 panneaux", ["plus", "de", "40 %", "et", "3\u00a0000", "panneaux"]),
        ("  two \n words ", ["two", "words"]),
        ("?", ["?"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_a_sign_after_a_space_stays_beside_its_word(text: str, words: list[str]) -> None:
    assert list(line_words(text)) == words


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("แม่นยำ", ["แ", "ม่", "น", "ยำ"]),
        ("हिन्दी", ["हि", "न्", "दी"]),
        ("é!", ["é", "!"]),
        ("👨‍👩‍👧x", ["👨‍👩‍👧", "x"]),
    ],
)
def test_what_is_not_torn_apart(word: str, kept: list[str]) -> None:
    assert list(clusters(word)) == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("การแปลด้วยเครื่องรวดเร็วแต่ไม่แม่นยำ", ["แปล", "ด้วย", "เครื่อง", "แต่", "ไม่"]),
        ("รัฐบาลควรคุ้มครองสิทธิของศิลปิน", ["รัฐบาล", "ควร", "คุ้มครอง", "สิทธิ", "ของ"]),
        ("ใช้ GPT-4 ในโรงเรียนต่างๆ", ["ใช้", "GPT-4", "เรียน"]),
    ],
)
def test_thai_breaks_between_words(text: str, words: list[str]) -> None:
    for room in range(90, 200, 10):
        lines = wrapped(text, float(room), 12.0)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for word in words:
            assert any(word in line for line in lines), (word, lines)
        assert not any(line[0] in measure.NEVER_FIRST_IN_THAI for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("of cost--benefits analysed", ("of cost--", "benefits", "analysed")),
        ("rules for and/or-clauses", ("rules for", "and/or-", "clauses")),
        ("semi-government rules", ("semi-", "government", "rules")),
        ("an official-semi rule", ("an official-", "semi rule")),
        ("what is not a-priori-true", ("what is not", "a-priori-true")),
    ],
)
def test_a_line_ends_after_the_last_of_several_signs_and_not_near_the_ends_of_a_word(
    text: str, lines: tuple[str, ...]
) -> None:
    assert wrapped(text, 70.0, 12.0) == lines


def test_pictures_are_wider_than_ideographs_from_the_first_on() -> None:
    assert [width(char, 10.0) for char in ("\U0001f000", "\u2300", "\u2bff", "\u4e00")] == [14.0, 14.0, 14.0, 10.0]
