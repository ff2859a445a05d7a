"""What goes out: the verified list with its evidence."""
