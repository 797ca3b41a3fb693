"""Outlines: Markdown lists, OPML and FreeMind maps, each a tree of texts that are for or against the one above."""
