"""What readers see without a log-in, where the desk publishes."""
