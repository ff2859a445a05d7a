"""Whom a text credits with a figure."""

from __future__ import annotations

import pytest

from factcheck.core.reading import found_in
from factcheck.core.reading.attributions import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.__name__)
def test_each_rule_finds_a_name_and_refuses_what_only_looks_like_one(rule):
    assert rule.rule(rule.finds) == rule.name
    assert rule.rule(rule.refuses) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to the Harbour Office, 40 ships were lost.", "Harbour Office"),
        ("According to Leith's Harbour Office data, 40 ships were lost.", "Leith's Harbour Office"),
        ("According to harbour pilots who were there, 40 ships were lost.", "harbour pilots"),
        ("40 ships were lost, according to a report by the Harbour Office.", "Harbour Office"),
        ("The Harbour Office said that 40 ships were lost.", "Harbour Office"),
        ("Anna Berg, a pilot in Leith, estimates that 40 ships were lost.", "Anna Berg"),
        ("Some 40 ships were lost, said Anna Berg.", "Anna Berg"),
        ("“We lost 40 ships,” Anna Berg told the Courier.", "Anna Berg"),
        ("“We lost 40 ships,” said Anna Berg, head of the pilots.", "Anna Berg"),
        ("A pilot lamented, “Now we have 40 ships.”", "A pilot"),
        ("Anna Berg spoke. Berg estimates that 40 ships were lost.", "Berg"),
        ("Anna Berg said so. Berg estimates that 40 ships were lost.", "Anna Berg"),
        ("Anna Berg said the sea was calm.\n\n“We lost 40 ships,” she said.", "Anna Berg"),
        ("Anna Berg said the sea was calm.\n\n“We lost 40 ships.”", "Anna Berg"),
        ("According to pilots, a berth cost $17. However, it rose to $40 in May.", "pilots"),
        ("OLE HOLM: We lost 40 ships.", "Ole Holm"),
        ("OLE HOLM: According to the ministry, 40 ships were lost.", "ministry"),
        ("Holm Shipping, which owns the sloops, said the storm would cost 40 ships.", "Holm Shipping"),
        ("The fleet lost 40 ships, ministry figures show.", "ministry"),
        ("The fleet lost 40 ships, the harbour ministry's figures show.", "harbour ministry"),
        ("The fleet lost 40 ships, the statistics office said on Tuesday.", "statistics office"),
        ("Minister Ole Holm, speaking to pilots, denied it. It lost 40 ships, he said.", "Minister Ole Holm"),
        ("It was cold, said a model by Anna Berg.¹ It would be 40 ships, she says.", "a model by Anna Berg"),
        (
            "When Ole Holm first took the ferry out, it was cold.\n\n“There were 40 ships,” he says.",
            "Ole Holm",
        ),
        ("The Leith Courier, quoting a pilot, put the number of ships at 40.", "Leith Courier"),
        # German and French
        ("Laut Innenministerium sanken 40 Schiffe.", "Innenministerium"),
        ("„Wir verloren 40 Schiffe“, sagte Anna Berg.", "Anna Berg"),
        ("Selon le ministère de la Mer, 40 navires ont coulé.", "ministère de la Mer"),
        ("« Nous avons perdu 40 navires », a déclaré Anna Berg.", "Anna Berg"),
        # nobody
        ("The number of confirmed ships has passed 40.", ""),
        ("Die Musik war laut. Es sanken 40 Schiffe.", ""),
        ("40 navires ont coulé, selon lui.", ""),
        ("An estimated 40 ships were lost.", ""),
        ("I'm told to expect 40 ships.", ""),
        ("The fleet lost 40 ships.", ""),
        ("The storm claimed 40 ships.", ""),
        ("The board said nothing. The fleet lost 40 ships.", ""),
        ("ANNA BERG, BYLINE: The fleet lost 40 ships.", ""),
        ("The charter says 40 ships may sail.", "charter"),
    ],
)
def test_a_figure_is_credited_to_whom_the_text_names(text, name):
    found = next(one for one in found_in(text) if "40" in one.words)
    assert (found.attribution.name if found.attribution else "") == name
