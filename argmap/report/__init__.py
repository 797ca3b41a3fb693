"""Status, findings and changes of maps in words; one model and one file for each format."""
