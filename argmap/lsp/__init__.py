"""A language server for map files: what editors of text show and offer while somebody writes YAML by hand."""
