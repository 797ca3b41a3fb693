"""Changes to a map, as plain functions."""
