"""Frequent words of English: by them the language of a sentence is told, before it is loaded."""

COMMON = frozenset(
    """
    the a an to of in on at my i you is it for and please with by today tomorrow day every
    remind what when this that need have next add list call from before do be are how
    """.split()
)
