"""The HTML page: one file with the picture, the map as text, and the script that makes the page interactive."""
