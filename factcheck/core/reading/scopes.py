"""Words that narrow what is counted, where the text says them right behind the figure; offered, never filled in."""

from __future__ import annotations

import re

_PLACE = re.compile(
    r"(?P<scope>\b(?:in|from|across|throughout) (?:the )?[A-Z][\w’'-]+"
    r"(?:\s(?:and |of (?:the )?|the )?[A-Z][\w’'-]+)*)"
)
_SHARE_OF = re.compile(
    r"\s*(?:of|among) (?P<scope>(?:the |all |those )?[^,.;:()“”\"]{3,80}?)"
    r"(?=[,.;:()“”\"]|\s(?:is|are|was|were|have|has|had|who|that)\b|$)"
)
_AMONG = re.compile(r"\b[Aa]mong (?P<scope>(?:the |all |those )?[^,.;:()“”\"]{3,60})")
_NO_SCOPE = frozenset({"whom", "which", "them", "these", "those", "it", "him", "her"})
_NO_PLACE = re.compile(
    r"\b(?:in|from|to) (?:the )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|Spring|Summer|Autumn|Winter)\b"
)
_NEAR = 70


def scopes_in(sentence: str, end: int, *, is_share: bool) -> tuple[str, ...]:
    """The candidates, best first, behind the place where the figure ends: of a share what it is a share of; “among …”;
    the place that is named.

    A pronoun (“of whom”) is none, since whom it means stands elsewhere, and so is a month.
    """
    found: list[str] = []
    behind = sentence[end:]
    if is_share and (match := _SHARE_OF.match(behind)):
        found.append(match["scope"])
    clause = re.split(r"[;,]|\b(?:and|but|while|whereas)\b", behind)[0]
    found.extend(match["scope"] for match in _AMONG.finditer(clause))
    found.extend(
        match["scope"]
        for match in _PLACE.finditer(clause[:_NEAR])
        if not _NO_PLACE.match(match["scope"]) and not re.search(r"\d", match["scope"])
    )
    kept = (" ".join(scope.split()) for scope in found)
    return tuple(dict.fromkeys(scope for scope in kept if scope.split()[0].lower() not in _NO_SCOPE))[:3]
