"""What programs send and are sent, described field by field."""
