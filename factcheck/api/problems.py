"""What a program is told when it does not get what it asked for: problem+json, as RFC 9457 has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.api.schemas.problems import ChangedSince, FieldProblem, Problem
from factcheck.core.roles import NotPermittedError
from factcheck.core.scopes import OutOfScopeError
from factcheck.core.sentences import RuleError
from factcheck.databases.gates import is_gone
from factcheck.databases.saying import RETRY_AFTER, said_of
from factcheck.databases.waiting import is_busy
from factcheck.models.speech import spoken
from factcheck.services.errors import InvalidInputError, StaleError
from factcheck.services.repeating import KeyTakenError, UnderWayError

MEDIA_TYPE = "application/problem+json"
URN = "urn:factcheck:problem:"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: what its type ends in, the status it has, and what it means."""

    name: str
    status: int
    title: str
    meaning: str

    @property
    def type(self) -> str:
        return URN + self.name


MALFORMED = Kind(
    "malformed", 400, gettext_noop("Not readable"), gettext_noop("The request is no JSON that can be read.")
)
NO_TOKEN = Kind(
    "no-token", 401, gettext_noop("No valid token"), gettext_noop("There is no token, or it opens nothing.")
)
NOT_PERMITTED = Kind(
    "not-permitted",
    403,
    gettext_noop("Not permitted"),
    gettext_noop("The token is not for this, or its person may not do it."),
)
NOT_FOUND = Kind(
    "not-found", 404, gettext_noop("Not found"), gettext_noop("There is nothing at this address.")
)
NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    gettext_noop("Method not allowed"),
    gettext_noop("Nothing of the kind can be done here; the header Allow says what can."),
)
REFUSED = Kind(
    "refused",
    409,
    gettext_noop("Refused by a rule"),
    gettext_noop("A rule of the desk refuses it as things stand; the sentence says which and why."),
)
UNDER_WAY = Kind(
    "under-way",
    409,
    gettext_noop("Under way"),
    gettext_noop("The same request, by its Idempotency-Key, is being answered at this moment."),
)
STALE = Kind(
    "stale",
    412,
    gettext_noop("Changed meanwhile"),
    gettext_noop("The record is not the one that If-Match names; “changed” says what differs."),
)
TOO_LARGE = Kind(
    "too-large", 413, gettext_noop("Too large"), gettext_noop("The body is larger than the desk takes.")
)
NOT_JSON = Kind(
    "not-json",
    415,
    gettext_noop("Not JSON"),
    gettext_noop("Bodies are sent as application/json."),
)
INVALID = Kind(
    "invalid",
    422,
    gettext_noop("Not as described"),
    gettext_noop("The request does not fit the description; each field that does not is named."),
)
UNFIT = Kind(
    "unfit",
    422,
    gettext_noop("Cannot be kept"),
    gettext_noop("A value fits the description, but a rule says that it cannot be kept or asked for."),
)
KEY_TAKEN = Kind(
    "key-taken",
    422,
    gettext_noop("Key taken"),
    gettext_noop("Another request came with the same Idempotency-Key."),
)
NO_MATCH = Kind(
    "if-match-missing",
    428,
    gettext_noop("If-Match is missing"),
    gettext_noop("Amendments and decisions say in If-Match which state of the record they are made on."),
)
TOO_MANY = Kind(
    "too-many",
    429,
    gettext_noop("Too many failures"),
    gettext_noop(
        "Too many requests without a valid token came from this place; Retry-After says when to go on."
    ),
)
ERROR = Kind(
    "error",
    500,
    gettext_noop("An error of ours"),
    gettext_noop("Something is wrong here, not with the request."),
)
UNREACHABLE = Kind(
    "unreachable",
    503,
    gettext_noop("Not reachable"),
    gettext_noop("The desk's database cannot be reached; Retry-After says when to try again."),
)
BUSY = Kind(
    "busy",
    503,
    gettext_noop("Others were writing"),
    gettext_noop("Others were writing all the time. Nothing was recorded; the same can be sent again."),
)
KINDS = (
    MALFORMED,
    NO_TOKEN,
    NOT_PERMITTED,
    NOT_FOUND,
    NOT_ALLOWED,
    REFUSED,
    UNDER_WAY,
    STALE,
    TOO_LARGE,
    NOT_JSON,
    INVALID,
    UNFIT,
    KEY_TAKEN,
    NO_MATCH,
    TOO_MANY,
    ERROR,
    UNREACHABLE,
    BUSY,
)
"""Every kind of problem, by status."""


class ProblemError(Exception):
    """A request is answered with a problem."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
        changed: ChangedSince | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.errors = kind, detail, list(errors)
        self.headers, self.changed = dict(headers or {}), changed

    def response(self) -> HttpResponse:
        said = Problem(
            type=self.kind.type,
            title=_(self.kind.title),
            status=self.kind.status,
            detail=self.detail,
            errors=self.errors,
            changed=self.changed,
        )
        return HttpResponse(
            said.model_dump_json(),
            status=self.kind.status,
            content_type=MEDIA_TYPE,
            headers=self.headers | {"Cache-Control": "no-store"},
        )


def problem_of(error: Exception) -> ProblemError | None:
    """The problem that an error is to a program; None for one that is ours."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, RuleError):
        return _problem_of_rule(error)
    if is_busy(error):
        return ProblemError(BUSY, _(BUSY.meaning), headers={"Retry-After": "30"})
    return _problem_of_request(error)


def _problem_of_request(error: Exception) -> ProblemError | None:
    if isinstance(error, Http404):
        return ProblemError(NOT_FOUND, _("There is nothing at this address."))
    if isinstance(error, RequestDataTooBig):
        return ProblemError(TOO_LARGE, _("The body is larger than the desk takes."))
    if isinstance(error, SuspiciousOperation):
        return ProblemError(MALFORMED, _("The request cannot be read."))
    return _unreachable(error)


def _unreachable(error: Exception) -> ProblemError | None:
    if not is_gone(error):
        return None
    return ProblemError(UNREACHABLE, said_of(error), headers={"Retry-After": str(RETRY_AFTER)})


def _problem_of_rule(error: RuleError) -> ProblemError:
    detail = spoken(error.sentence)
    if isinstance(error, NotPermittedError | OutOfScopeError):
        return ProblemError(NOT_PERMITTED, detail)
    if isinstance(error, StaleError):
        return ProblemError(STALE, detail)
    if isinstance(error, UnderWayError):
        return ProblemError(UNDER_WAY, detail, headers={"Retry-After": "1"})
    if isinstance(error, KeyTakenError):
        return ProblemError(KEY_TAKEN, detail, errors=[FieldProblem(field="Idempotency-Key", reason=detail)])
    field = getattr(error, "field", "")
    errors = [FieldProblem(field=field_name(field), reason=detail)] if field else []
    return ProblemError(UNFIT if isinstance(error, InvalidInputError) else REFUSED, detail, errors=errors)


RENAMED = {
    "title": "source_title",
    "single_origin_reason": "why_one_origin",
    "merged_into": "counts_as",
}
"""How programs call fields that services and records call otherwise."""


def field_name(field: str) -> str:
    return RENAMED.get(field, field)
