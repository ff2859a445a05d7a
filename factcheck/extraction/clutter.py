"""Telling the furniture of a page from its words, in text that was copied from the web.

The rules are general, and each has an example of both sides. Where none of them is sure, a block is prose: what is
shown needlessly costs a glance, what is folded away wrongly costs a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from factcheck.extraction.clutter_rules import forms, navigation, pictures
from factcheck.extraction.clutter_rules.place import Place
from factcheck.extraction.document import Block


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, with lines whose first it folds away, and lines whose first it leaves."""

    folds_away: Callable[[Place], bool]
    folds: str
    keeps: str


RULES: tuple[Rule, ...] = (
    Rule(navigation.a_skip_link, "Skip to main content", "Go to any market and ask what rice costs."),
    Rule(navigation.a_button, "Print this article", "Print runs fell by 4 percent"),
    Rule(navigation.a_fixed_label, "Related stories", "Related stories were told by 12 witnesses"),
    Rule(navigation.a_cross_link, "Read more: Harvest fails again", "Read aloud, the list takes 40 minutes."),
    Rule(navigation.a_cookie_notice, "This site uses cookies.", "They baked cookies for 200 guests."),
    Rule(navigation.a_bare_address, "https://example.org/a/1", "See https://example.org/a/1 for 12 tables"),
    Rule(pictures.a_picture_credit, "Photo: A. Name/Agency", "Source: 1,200 interviews held in 2019"),
    Rule(
        pictures.a_credited_caption, "Ships at the pierPhoto: A. Name", "Ships at the pier carried 300 people"
    ),
    Rule(
        pictures.a_file_photo, "The pier is seen in a file photo.", "He kept 40 boxes and a file of photos."
    ),
    Rule(pictures.a_line_above_a_credit, "The pier\nPhoto: A. Name", "The pier\n\nPhoto: A. Name"),
    Rule(
        pictures.a_doubled_line, "The pier at night\nThe pier at night", "The pier at night\nThe pier at noon"
    ),
    Rule(pictures.a_profile_picture, "newsdesk's profile image", "The party's profile rose by 5 points"),
    Rule(pictures.a_profile, "Ann Lee\nAnn Lee Reporter in Oslo", "Ann Lee\nAnn Lee counted 40 ships."),
    Rule(pictures.a_player, "0:00 / 4:12", "At 4:12 the line went dead."),
    Rule(forms.a_row_of_networks, "Facebook Twitter WhatsApp", "Facebook has 3 billion users"),
    Rule(forms.a_sharing_button, "Share this on Facebook", "Share this bread among 12 people."),
    Rule(forms.a_sign_up, "Sign up for our newsletter", "They sign up 500 members a week"),
    Rule(forms.a_comment_form, "Leave a reply", "Leave a reply of 40 words or fewer, the form said."),
    Rule(forms.a_notice_of_tags, "Tags: <b> <i> <em> <code>", "The <b> tag is used on 30 percent of pages"),
    Rule(
        forms.a_notice_of_rights, "© 2024 The Paper. All rights reserved.", "Copyright law changed in 1976."
    ),
)


_LONGEST = 1_000
"""Characters beyond which nothing is furniture."""


def is_furniture(place: Place) -> bool:
    """Whether one of the rules folds the block away."""
    return len(place.text) <= _LONGEST and any(rule.folds_away(place) for rule in RULES)


def marked(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, furniture marked as clutter; what is clutter already stays it."""
    return [
        replace(block, is_clutter=True) if not block.is_clutter and is_furniture(Place(blocks, at)) else block
        for at, block in enumerate(blocks)
    ]
