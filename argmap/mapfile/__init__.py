"""Map files: reading, patching and formatting their YAML."""
