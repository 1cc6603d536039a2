"""Texts for people: each plug-in carries its own, in every language, beside its code."""

from collections.abc import Mapping

from domain.markup import escape

FALLBACK = "en"


class Texts:
    """Sentences by id and language, with named facts filled in.

    `{title}` inserts a fact literally (escaped), `{title!r}` inserts neutral markup as it is.
    """

    def __init__(self, sentences: Mapping[str, Mapping[str, str]]) -> None:
        self.sentences = sentences

    def say(self, sentence: str, language: str, **facts: object) -> str:
        """Return the sentence in `language` (a bare tag such as `pt`), in neutral markup."""
        by_language = self.sentences[sentence]
        template = by_language.get(language) or by_language[FALLBACK]
        return template.format_map({name: _Fact(value) for name, value in facts.items()})


class _Fact:
    def __init__(self, value: object) -> None:
        self._text = str(value)

    def __format__(self, spec: str) -> str:
        return escape(self._text)

    def __repr__(self) -> str:
        return self._text
