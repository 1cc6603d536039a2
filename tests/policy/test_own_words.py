"""Whose word an argument is: only what the person said just now, word for word."""

from typing import Any

import pytest

from engine.policy import are_owners

OWN = {
    "a word": ({"text": "Maria"}, "liga pra Maria"),
    "words": ({"text": "the old key"}, "forget the old key please"),
    "any case": ({"text": "the OLD key"}, "forget The old Key"),
    "blanks do not count": ({"text": "old  key"}, "the old\n key"),
    "composed or not": ({"text": "cafe\u0301"}, "gosto de café"),
    "an address": ({"url": "https://a.example/x?y=1"}, "open https://a.example/x?y=1, please"),
    "an address in quotes": ({"url": "https://a.example/"}, "open “https://a.example/”"),
    "a number": ({"count": 12}, "give me 12 of them"),
    "a sentence with a full stop": ({"text": "oi. tudo bem"}, "manda oi. tudo bem?"),
    "several": ({"a": "Maria", "b": ["oi", "tchau"]}, "manda oi e tchau pra Maria"),
    "nothing": ({}, "hello"),
    "what is absent": ({"a": None, "b": "", "c": False, "d": []}, "hello"),
}
NOT_OWN = {
    "another word": ({"text": "Pedro"}, "liga pra Maria"),
    "a part of a word": ({"text": "Mari"}, "liga pra Maria"),
    "the end of a word": ({"text": "aria"}, "liga pra Maria"),
    "words in another order": ({"text": "key old"}, "the old key"),
    "words from two places": ({"text": "the key"}, "the old key"),
    "more than was said": ({"text": "the old key now"}, "the old key"),
    "the beginning of an address": ({"url": "https://a.example"}, "https://a.example.evil.test/x"),
    "a part of an address": ({"url": "https://a.example/x"}, "open https://a.example/x/y"),
    "an address in other case": ({"url": "https://a.example/X"}, "open https://a.example/x"),
    "an address with more": ({"url": "https://a.example/x?leak=1"}, "open https://a.example/x"),
    "a mail address within one": ({"to": "a@b.example"}, "write to ana.a@b.example"),
    "an address without a dot": ({"url": "http://printer"}, "open http://printer/off"),
    "a mail address without a dot": ({"to": "ana@home"}, "write to ana@home-of-bia"),
    "a host within an address": ({"host": "a.example"}, "open https://a.example/x"),
    "one of several": ({"a": ["oi", "segredo"]}, "manda oi"),
    "deep inside": ({"a": [{"b": [{"c": "segredo"}]}]}, "manda oi"),
    "a name inside": ({"a": {"segredo": "oi"}}, "manda oi"),
    "a flag that is on": ({"all": True}, "delete it"),
    "a number that was not said": ({"count": 13}, "give me 12 of them"),
    "a zero that was not said": ({"count": 0}, "give me 12 of them"),
    "blanks alone": ({"text": "  "}, "hello"),
    "signs that are not seen": ({"text": "Ma\u200bria"}, "liga pra Maria"),
    "letters that look alike": ({"text": "M\u0430ria"}, "liga pra Maria"),
}


@pytest.mark.parametrize(("arguments", "said"), OWN.values(), ids=OWN)
def test_what_was_said_is_the_persons_own(arguments: dict[str, Any], said: str) -> None:
    assert are_owners(arguments, said)


@pytest.mark.parametrize(("arguments", "said"), NOT_OWN.values(), ids=NOT_OWN)
def test_what_was_not_said_is_not(arguments: dict[str, Any], said: str) -> None:
    assert not are_owners(arguments, said)


def test_an_allow_listed_contact_need_not_be_said() -> None:
    arguments = {"to": "ana@b.example", "text": "oi"}

    assert are_owners(arguments, "manda oi", contacts=["ana@b.example"])
    assert not are_owners(arguments, "manda oi", contacts=["bia@b.example"])
