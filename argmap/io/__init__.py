"""Files, git, the layout engine: everything outside the process."""
