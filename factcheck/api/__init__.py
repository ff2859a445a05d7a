"""What other programs read and write: the same services and the same records as the pages."""
