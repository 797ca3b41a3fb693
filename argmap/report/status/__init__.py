"""What a map says about its own claims, in words: one model, one file a format."""
