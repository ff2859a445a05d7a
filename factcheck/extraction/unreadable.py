"""Why a document cannot be read, in a sentence that says what to do."""

from __future__ import annotations

from factcheck.core.sentences import RuleError, Sentence
from factcheck.core.sentences import gettext_noop as _


class UnreadableDocumentError(RuleError):
    """A document cannot be read; the sentence says what is wrong and what to do."""


class TooLargeError(UnreadableDocumentError):
    """A document asks for more than the limits allow."""


class TookTooLongError(TooLargeError):
    """Reading a document takes longer than whoever asked was ready to wait."""


def damaged(kind: str) -> UnreadableDocumentError:
    """The file, called so, is cut off or broken inside."""
    return UnreadableDocumentError(
        _("This %(kind)s is damaged or cut off, and nothing in it can be read. Get it again and add that."),
        kind=Sentence(kind),
    )


def too_large(size: int, most: int) -> TooLargeError:
    return TooLargeError(
        _(
            "This file has %(size)s MB, and the desk reads files of up to %(most)s MB. "
            "Add a smaller copy, or the pages that matter."
        ),
        size=-(-size // 1024**2),
        most=most // 1024**2,
    )


def too_much_text(most: int) -> TooLargeError:
    return TooLargeError(
        _("This document has more than %(most)s characters of text. Add it in parts."), most=f"{most:,}"
    )


def too_many_paragraphs(most: int) -> TooLargeError:
    return TooLargeError(
        _("This document has more than %(most)s paragraphs. Add it in parts."), most=f"{most:,}"
    )


def too_much_memory() -> TooLargeError:
    return TooLargeError(
        _(
            "Reading this document needs more memory than the desk allows. "
            "Save a plainer copy (as text, for example) and add that."
        )
    )


def too_long() -> TookTooLongError:
    return TookTooLongError(
        _(
            "Reading this document takes longer than the desk allows. "
            "Save a plainer copy (as text, for example), or add it in parts."
        )
    )


def broke_off() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        _(
            "Reading this document broke off. It may be damaged; "
            "open it, save a new copy (as text, for example) and add that."
        )
    )


def no_words() -> UnreadableDocumentError:
    return UnreadableDocumentError(_("This document holds no words. Check that it is the right file."))


def nested_too_deep() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        _(
            "This web page is nested deeper than pages are, and cannot be read whole. "
            "Open it, copy its text and paste that."
        )
    )


def unfolds() -> TooLargeError:
    return TooLargeError(
        _(
            "This file unpacks to far more than a document holds, as files do that are made to do harm. "
            "If you trust it, open it and save its text as a new file."
        )
    )
