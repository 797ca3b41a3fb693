"""The state of an editor as data: document, undo history, journal entries, open conflicts, drafts, outline. No
input, output or clock."""
