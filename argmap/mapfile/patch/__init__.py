"""Changing the text of a map file so that it reads as another map, with as few edits as can be."""
