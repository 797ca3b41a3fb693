"""The brief as a picture: a numbered outline of a map that fits on a page."""
