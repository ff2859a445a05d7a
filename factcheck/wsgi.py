"""The address at which a web server calls Factcheck."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
application = get_wsgi_application()

# What is loaded now stays for as long as the server runs; looking through all of it for garbage would hold up one page
# in a hundred for as long as it takes to show another two.
import_module(settings.ROOT_URLCONF)
gc.freeze()
