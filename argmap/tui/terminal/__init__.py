"""Reads the input of a terminal as keys and text."""
