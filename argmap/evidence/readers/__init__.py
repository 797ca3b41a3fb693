"""From the bytes of a copy to its text with pages, paragraphs and headings."""
