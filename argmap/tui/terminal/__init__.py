"""What a terminal sends, read as keys and text."""
