"""The status of claims and the debate in words; one model and one file for each format."""
