"""Moving a desk from one database to another, and proving that nothing changed on the way."""
