"""The changes between two maps in words; one model and one file for each format."""
