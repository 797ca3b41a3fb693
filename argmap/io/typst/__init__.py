"""From a described document to PDF, by Typst."""
