"""From the bytes of a document to its paragraphs and its bibliographic record; plain Python around parsers."""
