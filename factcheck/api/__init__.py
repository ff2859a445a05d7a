"""The doors for programs: everything that people do on pages, over HTTP with a token, by the same services."""
