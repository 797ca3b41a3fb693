"""PNG by a process of its own: what it cannot do is a sentence, and it is stopped at once."""

from __future__ import annotations

import io
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from argmap.draw.display_list import Picture
from argmap.draw.writers import png
from argmap.io.png import process, render
from argmap.model.findings import MapError

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"><rect width="10" height="20"/></svg>'


@pytest.mark.needs("resvg")
def test_a_picture_has_so_many_pixels_a_unit() -> None:
    data = render.rasterised(SQUARE, 3.0)
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (30, 60)


WORDS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text y="20" font-family="{}">{}</text></svg>'
)


@pytest.mark.needs("resvg")
@pytest.mark.parametrize("text", ["Zażółć £5 − “so” … €6 – 3", "Ελλάδα", "Україна", "התרגום"])
def test_letters_of_europe_come_from_the_font_of_argmap(text: str) -> None:
    assert not render.IN_OTHER_FONTS.search(text)
    own = render.rasterised(WORDS.format("Arimo, Helvetica", text), 2.0)
    assert own == render.rasterised(WORDS.format("Arimo, DejaVu Sans", text), 2.0)
    assert own != render.rasterised(WORDS.format("Arimo", ""), 2.0)


@pytest.mark.needs("resvg", "fonts")
@pytest.mark.parametrize("text", ["人工智能", "⇔", "₿"])
def test_other_letters_come_from_fonts_of_the_machine(text: str) -> None:
    assert render.IN_OTHER_FONTS.search(text)
    assert render.rasterised(WORDS.format("Arimo", text), 2.0) != render.rasterised(WORDS.format("Arimo", ""), 2.0)


@pytest.mark.needs("resvg")
def test_what_is_no_picture_is_a_sentence() -> None:
    with pytest.raises(
        MapError, match=r"The renderer of PNG failed on this picture \(it said: .*\)\. Export svg or pdf"
    ):
        render.rasterised("<svg", 1.0)


@pytest.mark.needs("resvg")
def test_it_stops_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass", encoding="utf-8")
    monkeypatch.setattr(render, "RENDERER", endless)
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(MapError, match="was stopped"):
        render.rasterised(SQUARE, 1.0, stop)


def test_without_the_renderer_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MapError, match=r"pip install argmap\[png\]"):
        render.rasterised(SQUARE, 1.0)


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [(1000, 800, False), (9_000, 9_000, False), (20_000, 40_000, True), (90_000, 10, True)],
)
def test_pixels_are_bounded_and_too_few_are_said(width: float, height: float, said: bool) -> None:
    zooms: list[float] = []
    sentences: list[str] = []

    def rasterise(svg: str, zoom: float) -> bytes:
        zooms.append(zoom)
        return b""

    png.write(Picture(width, height, "", "", ()), rasterise, sentences.append)
    (zoom,) = zooms
    assert max(width, height) * zoom <= png.LARGEST * 1.0001
    assert width * zoom * height * zoom <= png.MOST_PIXELS * 1.0001
    assert bool(sentences) is said


@pytest.mark.parametrize(
    ("width", "height", "zoom"),
    [
        (5_000, 5_000, 2.0),
        (5_000, 5_001, 1.9998),
        (20_000, 5_000, 0.8),
        (8_000, 10, 2.0),
        (8_001, 10, 1.99975),
        (10, 8_001, 1.99975),
    ],
)
def test_a_picture_has_all_the_pixels_that_it_may_have(width: int, height: int, zoom: float) -> None:
    data = png.write(Picture(width, height, "", "", ()), lambda svg, zoom: repr(zoom).encode())
    asked = float(data)
    assert asked == pytest.approx(zoom, abs=1e-6)
    assert max(width, height) * asked <= 16_000 * (1 + 1e-12)
    assert width * height * asked**2 <= 100_000_000 * (1 + 1e-12)


def test_a_picture_without_a_readable_word_is_not_drawn() -> None:
    with pytest.raises(MapError, match=r"would be 0\.6 pixels high: too small to read"):
        png.write(Picture(60_000, 300_000, "", "", ()), lambda svg, zoom: b"")


@pytest.mark.needs("resvg", "fonts")
def test_emoji_that_are_not_drawn_are_replaced_and_named_and_other_letters_are_drawn() -> None:
    said: list[str] = []
    family = "👨\u200d👩\u200d👧"
    data = render.rasterised(WORDS.format("Arimo", f"{family} 中文"), 2.0, say=said.append)
    assert said == [f"The PNG shows \ufffd in place of {family}. Use svg or html for emoji."]
    assert data == render.rasterised(WORDS.format("Arimo", "\ufffd 中文"), 2.0, say=said.append)
    assert len(said) == 1


@pytest.mark.needs("resvg")
def test_letters_that_no_font_has_are_replaced_and_named() -> None:
    said: list[str] = []
    data = render.rasterised(WORDS.format("Arimo", "a\u0378\U000110ff"), 2.0, say=said.append)
    assert said == [
        "The PNG shows \ufffd in place of '\u0378' (U+0378), '\U000110ff' (U+110FF), as no font on this machine has "
        "them. Install one that has (the Noto fonts have nearly all), or use svg or html."
    ]
    assert data == render.rasterised(WORDS.format("Arimo", "a\ufffd\ufffd"), 2.0, say=said.append)
    assert len(said) == 1


@pytest.mark.needs("resvg")
def test_a_python_that_does_not_start_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(MapError) as refused:
        render.rasterised(SQUARE, 1.0)
    assert str(refused.value).startswith(
        "The renderer of PNG failed on this picture "
        "(it said: [Errno 2] No such file or directory: '/nowhere/python')."
    )


@pytest.mark.needs("resvg", "fonts")
def test_the_process_draws_with_its_own_fonts_or_those_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def drawn(svg: str, *arguments: str) -> tuple[bytes, bytes]:
        monkeypatch.setattr("sys.argv", ["process.py", *arguments])
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(svg.encode())))
        process.main()
        out, err = capfdbinary.readouterr()
        return out, err

    def words(font: str, text: str, *arguments: str) -> tuple[bytes, bytes]:
        return drawn(WORDS.format(font, text), "2.0", *arguments)

    square, said = drawn(SQUARE, "3.0", "own")
    assert said == b""
    assert (square[:4], square[16:24]) == (b"\x89PNG", (30).to_bytes(4, "big") + (60).to_bytes(4, "big"))
    blank, _ = words("Arimo", "", "own")
    assert words("Arimo", "so", "own") == (blank, b"")
    assert words("Arimo", "so", "own", *render.OWN_FONTS)[0] != blank
    assert words("sans-serif", "so", "system") == words("DejaVu Sans", "so", "system")
    assert words("sans-serif", "so", "system")[0] != words("Arimo", "so", "system", *render.OWN_FONTS)[0]
    assert render.LACKING.search(words("Arimo", "\ue000", "system", *render.OWN_FONTS)[1].decode())
