"""What a map says about its own claims."""
