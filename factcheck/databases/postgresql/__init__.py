"""PostgreSQL as the desk speaks to it: where one server is gone, another that has the same answers instead."""

ENGINE = "factcheck.databases.postgresql"
# Connections are kept, because a new one costs several times as much; whether one still holds is found out before.
SETTINGS = {"ENGINE": ENGINE, "CONN_HEALTH_CHECKS": True}
OPTIONS = {"application_name": "factcheck", "connect_timeout": 5, "tcp_user_timeout": 10_000}
PLANS = "-c cursor_tuple_fraction=1.0"
"""What is read row by row is read to its end; PostgreSQL would plan for the first tenth, and nest its loops."""
