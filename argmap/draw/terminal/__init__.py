"""Diagrams in box-drawing characters, and text measured in terminal cells."""
