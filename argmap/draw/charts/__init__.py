"""Charts: positions, agreement, coverage of tensions, power and interest."""
