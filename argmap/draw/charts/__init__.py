"""Charts: who holds what, agreement, coverage of tensions, power and interest."""
