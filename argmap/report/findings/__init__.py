"""Findings in words; one file for each format."""
