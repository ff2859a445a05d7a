"""SQLite with a queue of writers, and how the desk speaks to it."""

ENGINE = "factcheck.databases.sqlite"
OPTIONS = {
    # The write lock is taken when a transaction begins: one that took it in its middle would fail instead of waiting.
    "transaction_mode": "IMMEDIATE",
    # Longer than the import of fifty thousand rows, shorter than servers before the desk wait for an answer.
    "timeout": 50,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
