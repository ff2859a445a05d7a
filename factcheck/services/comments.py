"""Commenting on claims and discrepancies, with @name mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from factcheck.core.mentions import folded, names_in, who_is_meant
from factcheck.core.notices import Kind
from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Claim, Comment, Discrepancy, Person
from factcheck.models.people import may_do
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.notifying import News, tell_all


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that was added; `unknown` names whom it mentions and nobody is, in a sentence for its author."""

    comment: Comment
    unknown: Sentence | None


@transaction.atomic
def add_comment(*, claim: Claim, text: str, by: Person, discrepancy: Discrepancy | None = None) -> Said:
    """Comment on a claim, or on one of its discrepancies; who is mentioned, watches or commented before is told.

    A name that nobody at the desk has is no reason to refuse what was written. Raises NotPermittedError, and
    InvalidInputError where there are no words or too many.
    """
    require(by, Act.COMMENT)
    text = clean_text(text, "text").replace("\r\n", "\n")
    if not text:
        raise InvalidInputError(_("Not added: write something first."), field="text")
    if discrepancy is not None and discrepancy.claim_id != claim.pk:
        raise InvalidInputError(_("Not added: this discrepancy belongs to another claim."))
    comment = Comment(claim=claim, discrepancy=discrepancy, by=by, at=timezone.now(), text=text)
    check(comment)
    comment.save()
    people, unknown = _mentioned(names_in(text))
    comment.mentioned.set(people)
    _tell(comment, people)
    return Said(comment, _nobody(unknown))


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: Person) -> Comment:
    """Strike a comment. Its text is kept, behind who withdrew it and when.

    Raises NotPermittedError unless it is one's own or one is an administrator, and ChangedMeanwhileError where it
    is withdrawn already.
    """
    require_may_withdraw(comment, by)
    now = timezone.now()
    withdrawn = Comment.objects.filter(pk=comment.pk, withdrawn_at=None)
    if not withdrawn.update(withdrawn_at=now, withdrawn_by=by):
        raise ChangedMeanwhileError(_("This comment is withdrawn already."))
    comment.withdrawn_at, comment.withdrawn_by = now, by
    return comment


def may_withdraw(comment: Comment, person: Person) -> bool:
    """One's own comments while one may comment; an administrator everybody's."""
    is_own = comment.by_id == person.pk and person.may(Act.COMMENT)
    return comment.withdrawn_at is None and (is_own or person.may(Act.ADMINISTER))


def require_may_withdraw(comment: Comment, by: Person) -> None:
    require(by, Act.COMMENT)
    if comment.by_id != by.pk and not by.may(Act.ADMINISTER):
        raise NotPermittedError(_("Only who wrote a comment, or an administrator, withdraws it."))


def _mentioned(names: list[str]) -> tuple[list[Person], list[str]]:
    """The people meant by names, and the names that nobody at the desk has."""
    if not names:
        return [], []
    at_the_desk: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(may_do(Act.READ)).order_by("pk"):
        at_the_desk[folded(person.username)].append(person)
    people: dict[int, Person] = {}
    unknown = []
    for name in names:
        alike = {person.username: person for person in at_the_desk[folded(name)]}
        meant = who_is_meant(name, alike)
        people |= {alike[log_in].pk: alike[log_in] for log_in in meant}
        if not meant:
            unknown.append(name)
    return list(people.values()), unknown


def _nobody(names: list[str]) -> Sentence | None:
    if not names:
        return None
    called = ", ".join(f"@{name}" for name in names)
    return Sentence(
        _("Nobody at this desk is called %(names)s, so nobody was told there."), {"names": called}
    )


def _tell(comment: Comment, people: Iterable[Person]) -> None:
    who = {"who": str(comment.by)}
    tell_all(
        [
            News(
                kind=kind,
                claim=comment.claim,
                discrepancy=comment.discrepancy,
                comment=comment,
                by=comment.by,
                sentence=sentence,
                people=concerned,
            )
            for kind, sentence, concerned in (
                (
                    Kind.MENTIONED,
                    Sentence(_("%(who)s mentioned you in a comment."), who),
                    [person.pk for person in people],
                ),
                (Kind.COMMENTED, Sentence(_("%(who)s commented."), who), []),
            )
        ]
    )
