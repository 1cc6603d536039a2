"""Frequent words of English: by them the language of a sentence is told, before it is loaded."""

COMMON = frozenset(
    """
    the a an to of in on at my i you is it for and please with by today tomorrow day every
    remind what when this that need have next add list call from before do be are how
    """.split()
)

TALKED = COMMON | frozenset(
    """
    who why does did was were would could should will about tell give explain write some any
    these those there where which your you're it's i'm don't hello hi thanks thank me no as
    """.split()
)
"""By these the language of free talk is told, too; what another language has does not count."""
