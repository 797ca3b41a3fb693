"""The server of live pages: HTTP on this machine alone, for those who know its address.

It binds 127.0.0.1, and answers only requests for its own host name (against DNS rebinding) and from no other site's
page (Fetch Metadata, Origin), whose address contains a random token. The path of a request is never used as that of a
file: it serves the pages of the maps that it was started with, and their events. It accepts no data. Events are sent
as server-sent events (WHATWG HTML, section 9.2).
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from argmap.model.findings import MapError
from argmap.serve.live_map import Event, LiveMap, SeenState
from argmap.serve.small_pages import index_page, waiting_page

HOST = "127.0.0.1"

LOOK_EVERY = 0.1
"""Seconds between looks at the files."""

HEARTBEAT = 15.0
"""Seconds after which a reader who got no news gets an empty line, so that one who has left is noticed."""

MOST_AT_ONCE = 64
"""Requests that are answered at the same time; further ones are hung up on."""

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class LiveServer:
    """Serves maps by their keys: one map has the empty key, those of a folder have names that make addresses."""

    def __init__(self, maps: Mapping[str, LiveMap], port: int = 0) -> None:
        """``port`` 0 takes any that is free. Raises MapError when the port cannot be had."""
        self.maps = maps
        self.token = secrets.token_urlsafe(18)
        self._ends = threading.Event()
        try:
            self._http = _Server(self, port)
        except OSError as error:
            said = f"Port {port} cannot be used: {error.strerror}. Leave --port out to take one that is free."
            raise MapError(said) from error
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._answer, self._watch)]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def start(self) -> None:
        """Begin to answer, and to look at the files."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Tell the pages that it ends, and free the port."""
        self._ends.set()
        for live in self.maps.values():
            live.end()
        if self._threads[0].is_alive():
            self._http.shutdown()
        self._http.server_close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _answer(self) -> None:
        self._http.serve_forever(LOOK_EVERY)

    def _watch(self) -> None:
        while not self._ends.wait(LOOK_EVERY):
            for live in self.maps.values():
                if live.is_wanted:
                    live.refresh()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, live: LiveServer, port: int) -> None:
        self.live = live
        self.free = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((HOST, port), _Handler)

    def process_request(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Answer a request in a thread, unless too many are being answered."""
        if self.free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Answer a request, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of readers who leave in the middle of an answer."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "argmap", ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer a request for a page or for its events."""
        asked = self._asked()
        if asked is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        key, what, since = asked
        maps = self.server.live.maps
        if key is None:
            self._send(index_page({name: live.state.title for name, live in maps.items()}))
        elif what == "events":
            self._send_events(maps[key], since)
        else:
            self._send_page(maps[key])

    def _asked(self) -> tuple[str | None, str, int] | None:
        """The key of the requested map (None: the list of maps), what of it, and since which version; None for a
        request that is not answered."""
        live = self.server.live
        parts = urlsplit(self.path)
        _, token, rest = [*parts.path.split("/", 2), "no slash", "at the end"][:3]
        if not self._is_from_here() or not secrets.compare_digest(token.encode(), live.token.encode()):
            return None
        since = parse_qs(parts.query).get("since", ["0"])[0]
        version = int(since) if since.isascii() and since.isdigit() and len(since) < 10 else 0
        found: dict[str, tuple[str | None, str]] = {} if "" in live.maps else {"": (None, "page")}
        for key in live.maps:
            folder = f"{key}/" if key else ""
            found |= {folder: (key, "page"), f"{folder}events": (key, "events")}
        named = found.get(unquote(rest))
        return (*named, version) if named is not None else None

    def _is_from_here(self) -> bool:
        """Whether a request names this server as its host, and does not come from another site's page."""
        hosts = {f"{HOST}:{self.server.live.port}", f"localhost:{self.server.live.port}"}
        given = self.headers.get_all("Host", [])
        if len(given) != 1 or given[0] not in hosts:
            return False
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site")
        return origin in {None, f"http://{given[0]}"} and site in {None, "same-origin", "none"}

    # Answers

    def _send_page(self, live: LiveMap) -> None:
        live.is_wanted = True
        live.refresh()
        state = live.state
        self._send(state.page if state.page is not None else waiting_page(state.broken or ()))

    def _send(self, page: bytes) -> None:
        self._begin("text/html; charset=utf-8")
        self.wfile.write(page)

    def _send_events(self, live: LiveMap, since: int) -> None:
        self._begin("text/event-stream")
        seen = SeenState(since)
        events: list[Event] = []
        while ("ended", {}) not in events:
            events, seen = live.news(seen, HEARTBEAT)
            lines = [f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events] or [": still here\n\n"]
            self.wfile.write("".join(lines).encode())
            self.wfile.flush()

    def _begin(self, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def end_headers(self) -> None:
        """Send the headers that isolate an answer of any kind."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep no log: addresses hold the token."""
