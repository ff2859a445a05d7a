"""What is verified, in the words of public standards, so that other people's programs understand it."""
