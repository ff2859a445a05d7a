"""Where the marks of a plot stand: geometry in shares of its width and height, with nothing drawn yet."""
