"""The web page: one file with the picture, the map in words, and the script that reads it."""
