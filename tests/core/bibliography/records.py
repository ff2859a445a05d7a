"""Records of bibliographies, however odd, for the laws that hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from factcheck.core.bibliography.kinds import NEAREST_KINDS, OUR_KINDS
from factcheck.core.bibliography.record import Record

EMPTY = ("", [], {}, None)
words = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30
) | st.text(alphabet="ab <>i/\\{}$-'`\"~^&%_#=@,;\n", min_size=1, max_size=30)
parts = st.sampled_from(
    ["family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle"]
)
names = st.lists(st.dictionaries(parts, words, min_size=1), min_size=1, max_size=3)
dates = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-1, 2100) | words, max_size=4), max_size=3)},
    optional={"circa": st.booleans(), "season": st.integers(0, 5), "literal": words, "raw": words},
)
anything = st.recursive(
    words | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
).filter(lambda value: value not in EMPTY)
TEXTS = [
    "title", "publisher", "container-title", "URL", "DOI", "ISBN", "ISSN", "page", "volume", "issue", "number",
    "abstract", "keyword", "note", "language", "genre", "collection-title", "source", "citation-key",
    "foo", "C1", "U1", "UR", "year", "journal", "school", "bibtex-x", "entrytype", "type-2", "Some Thing",
]  # fmt: skip


def _record(kind: str, *said: dict[str, object]) -> Record:
    fields = {name: value for one in said for name, value in one.items() if value not in EMPTY}
    return Record("key", kind, fields)


records = st.builds(
    _record,
    st.sampled_from([*OUR_KINDS, *NEAREST_KINDS]),
    st.dictionaries(st.sampled_from(TEXTS), words),
    st.dictionaries(st.sampled_from(["author", "editor", "translator"]), names),
    st.dictionaries(st.sampled_from(["issued", "accessed", "event-date"]), dates),
    st.dictionaries(st.sampled_from([*TEXTS, "author", "issued"]), anything, max_size=2),
)
