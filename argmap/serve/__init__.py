"""The live page: a map in the browser that changes as its file is saved, served on this machine alone."""
