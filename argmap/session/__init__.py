"""Editing as data: the session (document, undo, journal) and what the editor shows of it. Pure: no files, no clock."""
