"""libyaml's parser and its events, with exact types.

The published stubs make every event and mark optional, which this parser never does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

if TYPE_CHECKING:

    class Mark:
        """A place in the text; ``index`` is an offset in characters."""

        index: int

    class Event:
        """A piece of YAML structure. Fields other than the marks depend on its kind."""

        start_mark: Mark
        end_mark: Mark
        anchor: str | None
        tag: str | None
        tags: dict[str, str] | None
        flow_style: bool

    @final
    class ScalarEvent(Event):
        """A scalar: its text, and the style it is written in (``''`` plain, quotes, ``|`` or ``>``)."""

        value: str
        style: str

        def __init__(self, *fields: object) -> None: ...

    class MappingStartEvent(Event): ...

    class MappingEndEvent(Event): ...

    class SequenceStartEvent(Event): ...

    class SequenceEndEvent(Event): ...

    class AliasEvent(Event): ...

    class DocumentStartEvent(Event): ...

    class StreamEndEvent(Event): ...

    class KeyToken(Event): ...

    class FlowSequenceStartToken(Event): ...

    class FlowSequenceEndToken(Event): ...

    class FlowMappingStartToken(Event): ...

    class FlowMappingEndToken(Event): ...

    class ScalarToken(Event):
        style: str

    class CParser:
        def __init__(self, text: str) -> None: ...

        def get_event(self) -> Any: ...

        def get_token(self) -> Event | None: ...

    class YAMLError(Exception): ...

    LIBYAML = True
else:
    try:
        from yaml import YAMLError
        from yaml.cyaml import CParser
        from yaml.events import (
            AliasEvent,
            DocumentStartEvent,
            Event,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )
        from yaml.tokens import (
            FlowMappingEndToken,
            FlowMappingStartToken,
            FlowSequenceEndToken,
            FlowSequenceStartToken,
            KeyToken,
            ScalarToken,
        )

        LIBYAML = True
    except ImportError:
        LIBYAML = False

__all__ = [
    "LIBYAML",
    "AliasEvent",
    "CParser",
    "DocumentStartEvent",
    "Event",
    "FlowMappingEndToken",
    "FlowMappingStartToken",
    "FlowSequenceEndToken",
    "FlowSequenceStartToken",
    "KeyToken",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "ScalarToken",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
