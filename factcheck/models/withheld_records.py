"""What is taken out of each kind of record where it could tell who a sensitive source is."""

from __future__ import annotations

from factcheck.models.withholding import Sensitive, ShownRecord, withheld_word


class SourceRecord(ShownRecord):
    """What a source and its versions have in common: the parts that are its identity."""

    hidden_published: str | None = None
    """The day of publication where it is withheld: figures are compared by it, and it is never shown."""

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        key = vars(self)["id"]
        if key not in sensitive.numbers:
            return
        self.hidden_published = vars(self).get("published")
        word = withheld_word()
        self.replace(
            title=sensitive.pseudonym(key),
            ref=sensitive.ref(key),
            publisher=word,
            author=word,
            published=word,
            url="",
            other_fields={},
            retracted_because=word,
            history_change_reason=word,
        )


class CitationRecord(ShownRecord):
    """What a citation and its versions have in common: where in a source it stands, and in whose words."""

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        if vars(self).get("source_id") not in sensitive.numbers:
            return
        texts = {
            name: vars(self).get(name) or "" for name in ("figure", "quote", "scope", "withdrawn_because")
        }
        self.replace(
            **{name: sensitive.names.out_of(text) for name, text in texts.items()},
            locator=withheld_word(),
            history_change_reason=withheld_word(),
        )


class PlaceRecord(ShownRecord):
    """What the place of a quote and its versions have in common: words of the source before and after."""

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        if vars(self).get("snapshot_id") in sensitive.documents:
            self.replace(prefix="", suffix="")


class AttributionRecord(ShownRecord):
    """Whom sources credit: where that is a sensitive source, its author or its publisher, whoever credits them."""

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        given = {name: vars(self).get(name) or "" for name in ("name", "counts_as_id")}
        instead = {name: sensitive.names.instead_of(words) for name, words in given.items() if words}
        if any(instead[name] != given[name] for name in instead):
            self.replace(**instead)


class DocumentRecord(ShownRecord):
    """What a document of a sensitive source says, and where it came from."""

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        if self.pk not in sensitive.documents.values():
            return
        found = ("found_title", "found_authors", "found_publisher", "found_published", "found_address")
        self.replace(**dict.fromkeys(("sha256", "name", "address", "text", "problem", *found), ""))


class DocumentFileRecord(ShownRecord):
    """Under what the bytes of a document of a sensitive source are kept."""

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        if self.pk in sensitive.documents.values():
            self.replace(sha256="")
