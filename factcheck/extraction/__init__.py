"""From the bytes of a document to its paragraphs and its record; plain Python around the libraries that read files."""
