"""One reader for each kind of document; none is loaded before it is needed."""
