"""How gunicorn serves the desk: `gunicorn -c python:factcheck.management.gunicorn factcheck.wsgi`.

Everything can be set over on the command line, `--bind` and `--workers` foremost.
"""

from __future__ import annotations

import os
from pathlib import Path

# Loaded here, before the web processes are forked, so that they count requests into the same memory.
from factcheck.services.measuring import request_times

counted = request_times

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
# A page is made in well under a second; a large import is written while its file is sent, or in the background.
timeout = 120
# What is under way when the server is told to stop is answered within this time.
graceful_timeout = 30
keepalive = 5
# A process is replaced now and then, each at another time, so that no leak of a library grows for ever.
max_requests = 20_000
max_requests_jitter = 2_000
# Heartbeat files belong in memory: on a slow disk a busy process would be taken for a dead one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- gunicorn makes a file of its own in it
# Nothing is kept on disk, and nobody steers the server but by signals.
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"

if os.environ.get("LOG_FORMAT") == "json":
    logconfig_dict = {
        "formatters": {"generic": {"()": "factcheck.services.log_lines.JsonLines"}},
        "loggers": {
            "gunicorn.error": {"level": "WARNING", "handlers": ["error_console"], "propagate": False},
            # The desk leaves a line for each request by itself.
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }
