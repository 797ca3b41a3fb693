"""Copies of sources on the disk: where they are, and their text."""
