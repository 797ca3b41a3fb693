"""Differences between maps, and three-way merge."""
