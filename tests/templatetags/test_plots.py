"""The plots as they reach the page: no inline style, a text alternative, words for what is unread."""

from decimal import Decimal

import pytest
from django.template import Context, Template

from factcheck.core.hedges import Hedge, Stated
from factcheck.core.plots.marks import Band, Lane
from factcheck.core.quantities import Quantity
from factcheck.core.sentences import Sentence
from factcheck.templatetags.plots import spoken


def exact(figure, value, as_of=None, **rest):
    value = Decimal(value)
    return Lane(figure, Stated(Hedge.EXACT, value, value), Quantity.between(value, value), as_of, **rest)


def rendered(source, **context):
    return Template("{% load plots %}" + source).render(Context(context))


LANES = [exact("63", 63, positions="A"), exact("6<0", 60, positions="B"), Lane("a <great> many")]
BANDS = [
    Band(letter, lane.quantity.low, lane.quantity.high, 1, 1)
    for letter, lane in zip("AB", LANES, strict=False)
]


def interval(lanes=LANES, bands=BANDS):
    source = '{% interval_plot lanes bands "people" "citations" plot_id="plot-7" %}'
    return rendered(source, lanes=lanes, bands=bands)


def test_the_drawing_is_an_image_described_by_words_and_by_the_table():
    html = interval()
    assert 'role="img"' in html
    assert 'aria-labelledby="plot-7-title"' in html
    assert 'aria-describedby="plot-7-desc citations"' in html
    assert '<title id="plot-7-title">Two positions that do not meet.</title>' in html
    assert "B: 60, 1 origin. 1 figure is unread. Linear axis, people." in html


def test_the_words_of_a_source_are_text_and_what_is_unread_says_so():
    html = interval()
    assert "6&lt;0" in html
    assert "a &lt;great&gt; many" in html
    assert "unread" in html


@pytest.mark.parametrize(
    "html",
    [
        interval(),
        interval([], []),
        interval([Lane("maybe one")], []),
        rendered('{% dated_plot lanes "people" "citations" %}', lanes=LANES),
        rendered("{% small_plot lanes bands %}", lanes=LANES, bands=BANDS),
    ],
    ids=["rivals", "nothing", "unread", "dated", "small"],
)
def test_a_strict_policy_has_nothing_to_refuse(html):
    assert "style=" not in html
    assert "<script" not in html


def test_a_small_plot_is_decoration_and_draws_nothing_without_a_reading():
    assert 'aria-hidden="true"' in rendered("{% small_plot lanes bands %}", lanes=LANES, bands=BANDS)
    assert rendered("{% small_plot lanes bands %}", lanes=[Lane("maybe one")], bands=[]).strip() == ""


def test_places_are_written_with_a_point_in_every_language(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    lanes = [exact("1", 1), exact("2", 2), exact("4", 4)]
    from django.utils.translation import override

    with override("de"):
        html = interval(lanes, [])
    assert 'x="34.333%"' in html


def test_a_sentence_is_spoken_with_the_sentences_inside_it():
    inner = Sentence("%(count)s origin", {"count": 1})
    assert spoken(Sentence("%(letter)s: %(support)s.", {"letter": "A", "support": inner})) == "A: 1 origin."
    assert spoken(Sentence("100 % sure")) == "100 % sure"
    assert spoken(None) == ""
