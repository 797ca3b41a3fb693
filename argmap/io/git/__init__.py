"""Git: maps at a revision, the history of a file, the sides of a merge, and setting git up for maps."""
