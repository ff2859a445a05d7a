"""PostgreSQL as the desk speaks to it: where one server is gone, another that has the same answers instead."""

ENGINE = "factcheck.databases.postgresql"
