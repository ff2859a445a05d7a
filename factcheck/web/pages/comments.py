"""What a page shows of the comments on a claim or on one of its discrepancies."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from factcheck.core.mentions import Span, folded, spans_of
from factcheck.core.roles import Act
from factcheck.models import Claim, Comment, Discrepancy, Person
from factcheck.models.people import may_do
from factcheck.services.comments import may_withdraw
from factcheck.web.forms.comments import NewCommentForm

SHOWN_COMMENTS = 50
"""As many comments as one page shows; the earlier ones are a link away."""
SHOWN_NAMES = 30
"""As many people as are offered by name below the field; others can be mentioned all the same."""


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment in pieces: a name stands in the pieces that mention somebody who is at the desk."""

    comment: Comment
    spans: list[Span]
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class CommentsPart:
    """The comments of a page. `earlier` and `later` are the keys to ask for where there are more."""

    shown: list[ShownComment]
    earlier: int
    later: bool
    form: NewCommentForm | None
    action: str
    names: list[str]
    more_names: int
    is_of_claim: bool
    all_of_claim: str
    """Where all comments on the claim are."""


def comments_part(
    person: Person, claim: Claim, discrepancy: Discrepancy | None = None, *, until: str = ""
) -> CommentsPart:
    """The latest comments, or those up to the one asked for by its key; four queries, however many there are."""
    about = discrepancy.comments if discrepancy else claim.comments
    last = int(until) if until.isascii() and until.isdigit() and len(until) < 19 else 0
    asked = about.filter(pk__lte=last) if last else about.all()
    found = list(asked.for_page().order_by("-pk")[: SHOWN_COMMENTS + 1])
    names = _names(person)
    return CommentsPart(
        shown=[
            ShownComment(comment, _spans(comment), may_withdraw(comment, person))
            for comment in reversed(found[:SHOWN_COMMENTS])
        ],
        earlier=found[-1].pk if len(found) > SHOWN_COMMENTS else 0,
        later=bool(last) and about.filter(pk__gt=last).exists(),
        form=NewCommentForm() if person.may(Act.COMMENT) else None,
        action=action_for(claim, discrepancy),
        names=names[:SHOWN_NAMES],
        more_names=max(0, len(names) - SHOWN_NAMES),
        is_of_claim=discrepancy is None,
        all_of_claim=f"{claim.get_absolute_url()}#comments",
    )


def action_for(claim: Claim, discrepancy: Discrepancy | None) -> str:
    """Where a new comment is sent."""
    if discrepancy is not None:
        return reverse("comment_on_discrepancy", args=[discrepancy.pk])
    return reverse("comment_on_claim", args=[claim.ref])


def address_of(comment: Comment) -> str:
    """The address at which a comment is seen, however many came after it."""
    about = (comment.discrepancy or comment.claim).comments
    path, _hash, anchor = comment.get_absolute_url().partition("#")
    if about.filter(pk__gt=comment.pk)[SHOWN_COMMENTS - 1 :].exists():
        return f"{path}?until={comment.pk}#{anchor}"
    return f"{path}#{anchor}"


def _spans(comment: Comment) -> list[Span]:
    """Only who was meant is shown as a mention; “@noon” is what it is."""
    meant = {folded(person.username) for person in comment.mentioned.all()}
    return [span if folded(span.name) in meant else Span(span.text) for span in spans_of(comment.text)]


def _names(person: Person) -> list[str]:
    """Whom one can mention: everybody else at the desk."""
    if not person.may(Act.COMMENT):
        return []
    others = Person.objects.filter(may_do(Act.READ)).exclude(pk=person.pk)
    return list(others.order_by("username").values_list("username", flat=True))
