"""Rules that judge a map."""
