"""The diagram of a claim in box characters, for a terminal pane."""
