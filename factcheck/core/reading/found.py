"""Every figure of a document with all that a citation of it needs, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.core.claims import Lives
from factcheck.core.figures import Figure, find_figures
from factcheck.core.figures.times import read_published
from factcheck.core.reading.as_of import AsOf, FoundTime, as_of_for
from factcheck.core.reading.attributions import Attribution
from factcheck.core.reading.crediting import Crediting
from factcheck.core.reading.dating import DatedSentence, date_figure, date_sentence
from factcheck.core.reading.passages import Passage, Range, passages_in, sentences_in
from factcheck.core.reading.quoting import quote_for
from factcheck.core.reading.scopes import scopes_in
from factcheck.core.reading.unread import Words, chosen_words, words_of
from factcheck.core.sentences import Sentence
from factcheck.core.units import UnitKind


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure in a document.

    All places are those of the document's text. `words` stand between `start` and `end`; `quote` is the range offered
    as the source's own words. `unread` is a sentence where the words cannot be read for certain. `paragraph` counts
    the passages from 0. `before` is the text of the sentence before in its paragraph, or of the paragraph before.
    """

    start: int
    end: int
    words: str
    figure: Figure
    sentence: Range
    sentence_text: str
    before: str
    paragraph: int
    quote: Range
    quote_text: str
    published: str
    time: FoundTime | None = None
    scopes: tuple[str, ...] = ()
    attribution: Attribution | None = None
    unread: Sentence | None = None

    def as_of(self, lives: Lives) -> AsOf:
        """The as-of to offer on a claim that lives so, and why."""
        return as_of_for(self.time, self.published, lives)


def found_in(
    text: str,
    *,
    paragraphs: Sequence[Range] | None = None,
    published: str = "",
    language: str = "",
    start: int = 0,
    end: int | None = None,
    chosen: Range | None = None,
) -> list[FoundFigure]:
    """The figures that stand between two places of a document, in order. Never raises; linear in the text.

    `paragraphs` are the ranges of the document without its clutter; without them each line is one. What stands before
    `start` is still read for who speaks and when, so a page in the middle says the same as the whole. With `chosen`,
    the words that a person chose are the only figure, whether or not one was found in them.
    """
    passages = passages_in(text, paragraphs)
    last = len(text) if end is None else end
    if chosen is not None:
        start, last = chosen
    return list(_found(text, passages, published, language, (start, last), chosen))


def _found(
    text: str,
    passages: Sequence[Passage],
    published: str,
    language: str,
    shown: Range,
    chosen: Range | None,
) -> Iterator[FoundFigure]:
    day = read_published(published)
    crediting = Crediting(text, passages)
    before: list[DatedSentence] = []
    for number, passage in enumerate(passages):
        if passage.start >= shown[1]:
            return
        sentences = sentences_in(text, passage.body, passage.end)
        is_shown = passage.end > shown[0]
        words = _words(text, passage, published, language) if is_shown else []
        if chosen is not None:
            begins_here = passage.start <= chosen[0] < passage.end
            words = [chosen_words(text, chosen, words)] if begins_here else []
        here: list[DatedSentence] = []
        credited = crediting.of(number, sentences)
        for (first, last), credit in zip(sentences, credited, strict=True):
            dated = date_sentence(text[first:last], passage, here, before, day)
            within = [one for one in words if first <= one.start < last]
            within = [one for one in within if not _is_in_a_time(one, dated, first)]
            places = [(one.start - first, one.end - first) for one in within]
            for place, one in enumerate(within):
                if not shown[0] <= one.start < shown[1]:
                    continue
                yield _figure(
                    text,
                    one,
                    (first, last),
                    here[-1].text if here else (before[-1].text if before else ""),
                    number,
                    published,
                    date_figure(dated, places, place),
                    credit,
                )
            here.append(dated)
        before = here or before


def _words(text: str, passage: Passage, published: str, language: str) -> list[Words]:
    body = text[passage.body : passage.end]
    found = words_of(body, list(find_figures(body, published=published, language=language)))
    return [Words(one.start + passage.body, one.end + passage.body, one.figure, one.unread) for one in found]


def _is_in_a_time(one: Words, dated: DatedSentence, first: int) -> bool:
    """Two weeks ago is a time, and its two weeks are no figure of their own."""
    return any(time.start <= one.start - first and one.end - first <= time.end for time in dated.times)


def _figure(
    text: str,
    one: Words,
    sentence: Range,
    before: str,
    paragraph: int,
    published: str,
    time: FoundTime | None,
    credit: Attribution | None,
) -> FoundFigure:
    quote = quote_for(text, sentence, (one.start, one.end))
    said = text[slice(*sentence)]
    is_share = one.figure.unit_kind is UnitKind.PERCENT
    return FoundFigure(
        start=one.start,
        end=one.end,
        words=text[one.start : one.end],
        figure=one.figure,
        sentence=sentence,
        sentence_text=said,
        before=before,
        paragraph=paragraph,
        quote=quote,
        quote_text=text[slice(*quote)],
        published=published,
        time=time,
        scopes=scopes_in(said, one.end - sentence[0], is_share=is_share),
        attribution=credit,
        unread=one.unread,
    )
