"""The panes beside the outline show all that they have to say."""

from __future__ import annotations

from argmap.tui.panes import ClaimPane
from tests.tui.conftest import SMALL

TEXT = " ".join(["Close the street to cars on every working day from eight to six."] * 8)
LONG = SMALL.replace("Close the street.", TEXT)


async def test_no_word_of_a_long_claim_is_hidden_by_the_scrollbar(driving) -> None:
    async with driving(LONG, size=(80, 24)) as driver:
        pane = driver.editor.main.query_one(ClaimPane)
        await driver.select("close")
        await driver.until(lambda: pane.show_vertical_scrollbar)
        await driver.pilot.pause()
        seen = pane.scrollable_content_region.width
        lines = [pane.render_line(y).crop(0, seen).text.strip() for y in range(4)]
        assert " ".join(lines) in TEXT
