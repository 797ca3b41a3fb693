"""Edits: functions from a map to a map. What cannot be done raises MapError with a sentence that says why."""
