"""Editing as data: the session (document, undo, journal) and what the editor shows. Pure: no files, no clock."""
