"""Base widgets without knowledge of maps: lists of lines, text fields, plain text."""
