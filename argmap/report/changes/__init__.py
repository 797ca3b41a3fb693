"""What changed between two maps, in words: one model, one file a format."""
