"""The terminal editor."""
