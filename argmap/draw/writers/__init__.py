"""Writers of single formats: of pictures, and of maps as text, one file each."""
