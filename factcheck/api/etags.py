"""Which state of a record a program has: ETag on every single record, If-Match on what changes one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from factcheck.api.problems import INVALID, NO_MATCH, ProblemError
from factcheck.api.schemas.problems import FieldProblem

_TAG = r'(?:W/)?"[!#-~]*"'
PATTERN = rf"^(\*|{_TAG}(, ?{_TAG})*)$"
_TAGS = re.compile(_TAG)


def etag(version: str, body: bytes) -> str:
    """The tag of an answer: the version of the record, by which If-Match goes, and a digest of all that is said."""
    return f'"{version}-{hashlib.sha256(body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class IfMatch:
    """The states of a record on which an amendment or a decision is made; any, where the program wrote “*”."""

    versions: Sequence[str]
    any: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> IfMatch:
        """Raises ProblemError where the header is missing or cannot be read."""
        given = request.headers.get("If-Match", "").strip()
        if not given:
            raise ProblemError(
                NO_MATCH,
                _("Say in If-Match which state of the record this is for: the ETag with which you read it."),
            )
        if not re.fullmatch(PATTERN, given):
            reason = _("This is neither a list of ETags in quotes nor *.")
            raise ProblemError(INVALID, reason, errors=[FieldProblem(field="If-Match", reason=reason)])
        # A weak tag never matches where something is written.
        strong = [tag for tag in _TAGS.findall(given) if not tag.startswith("W/")]
        return cls([tag.strip('"').rpartition("-")[0] for tag in strong], any=given == "*")

    def names(self, version: str) -> bool:
        return self.any or version in self.versions


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the program has this state already, by If-None-Match."""
    given = request.headers.get("If-None-Match", "").strip()
    return given == "*" or tag in {one.removeprefix("W/") for one in _TAGS.findall(given)}
