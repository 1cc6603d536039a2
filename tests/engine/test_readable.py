"""Reading pages that were made to be slow or endless."""

from time import thread_time

import pytest

from engine.readable import LONGEST, readable


@pytest.mark.parametrize(
    "html",
    [
        *("<" * 500_000, "<a " * 200_000, "</" * 300_000, "<!--" * 200_000, "<![CDATA[" * 100_000),
        *("&" * 500_000, "<p>" * 300_000, "<p hidden>" * 100_000, "<!" * 300_000),
        *("<a b='" * 90_000, "<a b='>" * 90_000, '<a ="' * 90_000 + ">", "<script>" * 90_000),
    ],
    ids="angle tags ends comments cdata amps paragraphs hidden bangs quotes pairs odd raw".split(),
)
def test_a_page_made_to_be_slow_is_read_in_bounded_time(html: str) -> None:
    begin = thread_time()
    _, text = readable(html)

    assert thread_time() - begin < 5.0
    assert len(text) <= LONGEST


def test_a_long_page_is_cut_between_words() -> None:
    _, text = readable("<p>" + "palavra " * 10_000)

    assert len(text) <= LONGEST
    assert text.endswith("palavra…")
