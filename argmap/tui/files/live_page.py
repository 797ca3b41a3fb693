"""The map in the browser: a page that follows the edits and the cursor, saved or not."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from argmap.model.types import Map
from argmap.tui.context import EditorScreen

if TYPE_CHECKING:
    from argmap.serve.live_map import LiveMap
    from argmap.serve.server import LiveServer
    from argmap.session.session import State


class LivePage:
    """The page of one editor. It is served until the editor ends, from this machine to this machine."""

    def __init__(self, screen: EditorScreen, live: LiveMap, server: LiveServer) -> None:
        self._screen = screen
        self._live = live
        self._server = server
        self._newest: Map | None = None
        self._something = threading.Event()
        self._has_ended = False
        screen.state.watchers.append(self._map_changed)
        screen.state.listen("cursor", self.point)
        screen.state.listen("ending", self._end)
        server.start()
        self.draw(screen.state.map)
        threading.Thread(target=self._draw_newest, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the page."""
        return self._server.url

    def draw(self, map: Map) -> None:
        """Draw a map soon; of several in a hurry the last."""
        self._newest = map
        self._something.set()

    def point(self) -> None:
        """Show where the cursor is."""
        self._live.point(self._screen.claim_id)

    def _map_changed(self, before: State, now: State) -> None:
        self.draw(now.map)

    def _end(self) -> None:
        self._has_ended = True
        self._something.set()
        threading.Thread(target=self._server.stop).start()

    def _draw_newest(self) -> None:
        while self._something.wait() and not self._has_ended:
            self._something.clear()
            if self._newest is not None:
                self._live.show(self._newest)


def open_live_page(screen: EditorScreen) -> None:
    """Open the page in the browser, and begin to serve it if it is the first time."""
    if screen.live_page is None:
        from argmap.serve.live_map import LiveMap
        from argmap.serve.server import LiveServer

        live = LiveMap(None)
        screen.live_page = LivePage(screen, live, LiveServer({"": live}))
    page = screen.live_page
    page.point()
    screen.say(f"The map is at {page.url}. The page follows your edits.")
    screen.services.in_background(lambda: _show(screen, page.url))


def _show(screen: EditorScreen, url: str) -> None:
    """Open the address, in a thread because a browser may be slow."""
    from argmap.io.desktop import show_address

    if not show_address(url):
        said = f"Could not start a browser. Open {url} in one."
        screen.services.from_thread(screen.say, said, problem=True)
