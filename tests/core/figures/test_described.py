"""The page about the rules is made from the rules."""

from factcheck.core.figures.described import describe_rules
from factcheck.core.figures.refusals import DIGIT_RULES, WORD_RULES


def test_every_rule_is_on_the_page_with_its_sentence_and_examples():
    page = describe_rules()
    for refusal in (*DIGIT_RULES, *WORD_RULES):
        assert refusal.rule.__doc__
        assert refusal.refuses in page
        assert refusal.reads in page
    assert "upwards of" in page
