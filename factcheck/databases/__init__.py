"""How the desk speaks to its databases: what a database engine and a router do, and nothing of the desk."""
