"""Formats of a picture or of a map in words, one file each."""
