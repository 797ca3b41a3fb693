"""Findings in words: one file a format."""
