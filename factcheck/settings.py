"""The one settings file; everything that differs between places is read from the environment."""

from __future__ import annotations

import logging
import os
import sys
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from factcheck.databases import postgresql, sqlite
from factcheck.databases.configuring import configured, replica_of

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# What the desk makes and keeps on this machine: database, secret, collected files. Never in the repository.
VAR_DIR = Path(env.str("FACTCHECK_VAR", default=str(BASE_DIR / "var")))


def _secret_key() -> str:
    """A key from the environment, else one made once and kept beside the database, readable by its owner."""
    if given := str(env.str("SECRET_KEY", default="")):
        return given
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()
# Keys of before: what they signed (log-ins, forms that were kept) is good until they are taken out of here.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)
# The proxies before the desk, whose word for where a request came from is taken: who fails to log in is told by it.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

INSTALLED_APPS = [
    "factcheck.apps.FactcheckConfig",
    "factcheck.apps.FactcheckAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "simple_history",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "axes",
]

MIDDLEWARE = [
    "factcheck.web.requests.RequestNumberMiddleware",
    "factcheck.web.client_address.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "factcheck.web.readers.doors.ForEverybodyMiddleware",
    "factcheck.web.replicas.ReplicaMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.web.shown.ShownToMiddleware",
    "factcheck.web.logging_in.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.web.busy.BusyMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": configured(env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'factcheck.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"] == sqlite.ENGINE and "pytest" in sys.modules:
    # A file, because two threads cannot share a database in memory as two people share one on disk.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
# Copies that PostgreSQL itself keeps: pages that only show are read from them (factcheck/databases).
_replicas = env.list("REPLICA_URL", default=[])
REPLICAS = [f"replica_{number}" for number in range(1, len(_replicas) + 1)]
DATABASES |= {name: replica_of(address) for name, address in zip(REPLICAS, _replicas, strict=True)}
if REPLICAS and DATABASES["default"]["ENGINE"] != postgresql.ENGINE:
    raise ImproperlyConfigured("REPLICA_URL names replicas of PostgreSQL, and DATABASE_URL is none.")
# How many seconds a replica may be behind; one that is further behind is asked for nothing.
REPLICA_MAX_LAG = env.float("REPLICA_MAX_LAG", default=10.0)
DATABASE_ROUTERS = ["factcheck.databases.routing.ReplicaRouter"] if REPLICAS else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "factcheck.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Guessing passwords: who fails ten times waits a quarter of an hour. By name and address together, so that nobody locks
# another out from elsewhere, and one clumsy colleague not a whole office.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "factcheck/locked_out.html"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "log_in"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "factcheck" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# A name that changes with the content is what lets browsers keep a file for ever; the tests have no collected files.
TESTING = "pytest" in sys.modules
_STATIC_BACKEND = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if TESTING or DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
# Documents as they were received: in a folder, or in a bucket of S3 (factcheck/storages).
FILES_URL = env.str("FILES_URL", default=f"file://{VAR_DIR.resolve() / 'files'}")
_files = {
    "file": ("folder.FolderStorage", {"location": FILES_URL.partition("://")[2]}),
    "s3": ("bucket.BucketStorage", {"url": FILES_URL}),
}
if FILES_URL.partition("://")[0] not in _files:
    raise ImproperlyConfigured("FILES_URL begins with file:// or s3://.")
_files_backend, _files_options = _files[FILES_URL.partition("://")[0]]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_BACKEND},
    "files": {"BACKEND": f"factcheck.storages.{_files_backend}", "OPTIONS": _files_options},
}

# Without a mail server the mails are kept as files, where whoever tries the desk can read them and none is lost.
_mail = env.email_url("EMAIL_URL", default="filemail://")
_mail["EMAIL_FILE_PATH"] = _mail["EMAIL_FILE_PATH"] or str(VAR_DIR / "mail")
vars().update(_mail)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="factcheck@localhost")
# Mails are written where no request says under which address the desk is reached.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
# How many seconds anybody may keep what readers are shown; what is taken back is gone after twice as many.
READERS_MAX_AGE = env.int("READERS_MAX_AGE", default=60)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# Whoever looks after the desk asks from inside, where nothing is encrypted yet.
SECURE_REDIRECT_EXEMPT = [r"^(health|ready|metrics)/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What is typed or pasted into the fields of one form; a longer text is added as a file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "factcheck.web.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# A document as it is taken in: what is larger is refused before it is read.
MAX_DOCUMENT_BYTES = env.int("MAX_DOCUMENT_MB", default=50) * 1024 * 1024
# Addresses are fetched only where the desk wants that its machine asks others for pages.
FETCH_ADDRESSES = env.bool("FETCH_ADDRESSES", default=False)
# What takes longer than a page may is done by `manage.py db_worker`, from a queue in the same database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Figures for Prometheus at /metrics/, for whoever shows this token; without one there are none.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# "plain" for people, "json" for machines: one object a line, and a line for each request.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
_IS_READ_BY_MACHINES = LOG_FORMAT == "json"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "factcheck.services.log_lines.JsonLines"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if _IS_READ_BY_MACHINES else "plain"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "factcheck": {"level": "INFO" if _IS_READ_BY_MACHINES else "WARNING"},
        # It names who mistyped a password.
        "axes": {"level": "CRITICAL"},
    },
}

logging.captureWarnings(_IS_READ_BY_MACHINES)

DJANGO_TABLES2_TEMPLATE = "factcheck/tables/table.html"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

if TESTING:
    # Argon2 is slow on purpose; a suite that logs people in a thousand times need not be.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
