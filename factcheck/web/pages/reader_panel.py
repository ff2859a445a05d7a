"""What stands beside the text in the reader: the current figure, the claims for it, and what recording it would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from factcheck.core.claims import Lives, Terms
from factcheck.core.proposals.stems import search_words
from factcheck.core.reading import AsOf
from factcheck.core.reading.attributions import CREDIT_WORDS
from factcheck.core.sentences import Sentence
from factcheck.models import Citation, Claim, Desk, Snapshot
from factcheck.models.claim_search import claims_about
from factcheck.services.citations import CitationWords
from factcheck.services.claims import ClaimWords
from factcheck.services.figures import FigureReading, read_for_terms
from factcheck.services.foreseeing import NEW_CLAIM, Foreseen, foreseen
from factcheck.services.reading import Offer, ProposedClaim, words_for
from factcheck.web.forms.reader import NEW_CLAIM as NEW
from factcheck.web.forms.reader import FigureForm, NewClaimForm

MOST_FOUND = 8
KEY_OF_NEW = "c"


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim to choose by its key; `why` is the reason for proposing it, and a new one has no reference."""

    key: str
    ref: str
    question: str
    why: Sentence | str
    address: str
    is_chosen: bool = False


@dataclass(slots=True)
class Panel:
    """Everything about the current figure."""

    snapshot: Snapshot
    offer: Offer
    choices: list[Choice]
    form: FigureForm
    claim_form: NewClaimForm | None
    as_of: AsOf
    effect: Foreseen
    reading: FigureReading
    find: str = ""
    kind: str = ""
    recorded: list[Citation] = field(default_factory=list)
    is_ignored: bool = False

    @property
    def refused(self) -> bool:
        return bool(self.form.errors or (self.claim_form and self.claim_form.errors))

    @property
    def credit(self) -> Sentence | None:
        """Why the attribution was found."""
        found = self.offer.found.attribution
        return Sentence(CREDIT_WORDS[found.credit]) if found else None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What would be recorded: on which claim, or which new one."""

    ref: str
    words: CitationWords
    as_of: AsOf
    effect: Foreseen
    terms: Terms


def panel_for(
    snapshot: Snapshot,
    offer: Offer,
    ref: str,
    *,
    find: str,
    form: FigureForm | None,
    claim_form: NewClaimForm | None,
) -> Panel:
    """The panel of a figure with the claim of this reference chosen, or with what is proposed first; for one that
    nothing is recorded of. A form that was refused is shown as it was sent.
    """
    chosen = _chosen(snapshot, offer, ref)
    found = offer.found
    if form is None:
        initial = {part: getattr(chosen.words, part) for part in ("figure", "as_of", "scope", "attribution")}
        initial |= {"quote": chosen.words.quote, "locator": chosen.words.locator}
        form = FigureForm(initial=initial | {"start": found.start, "end": found.end, "claim": chosen.ref})
        claim_form = _new_claim_form(offer.new.drafted) if chosen.ref == NEW else None
    return Panel(
        snapshot=snapshot,
        offer=offer,
        choices=list(_choices(offer, chosen.ref, find)),
        form=form,
        claim_form=claim_form,
        as_of=chosen.as_of,
        effect=chosen.effect,
        reading=read_for_terms(chosen.words.figure, chosen.terms),
        find=find,
    )


def _new_claim_form(drafted: ClaimWords) -> NewClaimForm:
    return NewClaimForm(
        initial={
            "question": drafted.question,
            "topic": drafted.topic,
            "unit": drafted.unit,
            "lives": drafted.lives.value,
            "answer_kind": drafted.answer_kind.value,
        }
    )


def _chosen(snapshot: Snapshot, offer: Offer, ref: str) -> _Chosen:
    desk = Desk.current()
    proposed = next((one for one in offer.proposals if one.claim.ref == ref), None)
    if proposed is None and not ref:
        proposed = offer.best
    if proposed is not None:
        return _on(proposed, desk)
    claim = Claim.objects.filter(ref=ref).first() if ref not in {"", NEW} else None
    if claim is not None:
        as_of = offer.found.as_of(Lives(claim.lives))
        words = words_for(offer.found, as_of, offer.locator)
        effect = foreseen(claim=claim, source=snapshot.source, words=words)
        return _Chosen(claim.ref, words, as_of, effect, claim.terms(desk))
    new = offer.new
    return _Chosen(NEW, new.words, new.as_of, new.foreseen, terms_of(new.drafted))


def _on(proposed: ProposedClaim, desk: Desk) -> _Chosen:
    terms = proposed.claim.terms(desk)
    return _Chosen(proposed.claim.ref, proposed.words, proposed.as_of, proposed.foreseen, terms)


def terms_of(words: ClaimWords) -> Terms:
    """On what terms a claim that is not recorded yet would be answered."""
    return Terms(words.answer_kind, words.lives, words.unit)


def _choices(offer: Offer, chosen: str, find: str) -> Iterator[Choice]:
    """The claims proposed, or those that somebody looked for; and a new one, first where it is proposed first."""
    place = f"{offer.found.start}-{offer.found.end}"
    rows: list[tuple[str, str, Sentence | str]]
    if find:
        rows = [(claim.ref, claim.question, "") for claim in _found(find)]
    else:
        rows = [(one.claim.ref, one.claim.question, one.why) for one in offer.proposals]
        if chosen not in {NEW, *(ref for ref, _question, _why in rows)}:
            rows = [(one.ref, one.question, "") for one in Claim.objects.filter(ref=chosen)] + rows
    choices = [
        _choice(str(number), *row, place=place, chosen=chosen, find=find)
        for number, row in enumerate(rows, 1)
    ]
    new = _choice(KEY_OF_NEW, NEW, "", "", place=place, chosen=chosen, find=find)
    yield from [new, *choices] if offer.is_new and not find else [*choices, new]


def _choice(
    key: str, ref: str, question: str, why: Sentence | str, *, place: str, chosen: str, find: str
) -> Choice:
    asked = {"figure": place, "claim": ref} | ({"find": find} if find else {})
    return Choice(key, ref, question, why, f"?{urlencode(asked)}", is_chosen=ref == chosen)


def _found(words: str) -> list[Claim]:
    """The claims that somebody looks for by some words, the best first."""
    keys = claims_about([search_words(words)])[0][:MOST_FOUND]
    claims = Claim.objects.in_bulk(keys)
    return [claims[key] for key in keys if key in claims]


def effect_of(
    snapshot: Snapshot, form: FigureForm, claim_form: NewClaimForm | None
) -> dict[str, Foreseen | FigureReading | str | None]:
    """What recording would do, and how the figure is read, as the form stands; nothing where it says too little."""
    shown: dict[str, Foreseen | FigureReading | str | None] = {"effect": None, "reading": None}
    if not form.is_valid():
        return shown
    words, claim = form.words(), form.cleaned_data["claim"]
    if claim is not None:
        shown["effect"] = foreseen(claim=claim, source=snapshot.source, words=words)
        shown["reading"] = read_for_terms(words.figure, claim.terms(Desk.current()))
    elif claim_form is not None and claim_form.is_valid():
        shown["effect"] = NEW_CLAIM
        shown["reading"] = read_for_terms(words.figure, terms_of(claim_form.words()))
    return shown
