"""Maps from the files of other tools, and maps for them: each format's reader and writer, pure."""
