"""What whoever asked is told where no database answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from factcheck.databases.asking import asking_now
from factcheck.databases.gates import DatabaseGoneError

RETRY_AFTER = 5
"""Seconds after which it is worth another try."""


def may_be_saved(error: BaseException) -> bool:
    """Whether something of what was sent may have been kept before the database went away."""
    asking = asking_now()
    is_uncertain = isinstance(error, DatabaseGoneError) and error.is_uncertain
    return is_uncertain or (asking is not None and asking.has_committed)


def said_of(error: BaseException) -> str:
    """A sentence that promises no more than is certain of what was to be saved."""
    asking = asking_now()
    if asking is not None and asking.is_safe:
        return _("This cannot be shown: it needs the desk's database, which cannot be reached at the moment.")
    if may_be_saved(error):
        return _(
            "The desk's database went away in the middle of this. It is not certain whether it was saved: "
            "look before you send it again."
        )
    return _("Nothing was saved: the desk's database cannot be reached at the moment.")
