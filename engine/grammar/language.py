"""What a language brings, and how languages are found: each is a folder."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules

from domain.frozen import dataclass
from engine import languages
from engine.grammar.asides import Asides
from engine.grammar.marks import NO_MARKS, Marks
from engine.grammar.productions import Productions
from engine.grammar.spelling import Speller


@dataclass(frozen=True, kw_only=True)
class Language:
    """The words and productions of a language.

    `spellings` are abbreviations and typos; `glue` joins two times ("sexta ÀS 9"); `common`
    are frequent words that tell the language of a sentence.
    """

    code: str
    productions: Productions
    spellings: Mapping[str, str]
    glue: frozenset[str]
    common: frozenset[str]
    words: "Vocabulary"
    keys: frozenset[str] = frozenset()
    """The words in which slips of the finger are mended."""
    marks: Marks = NO_MARKS
    asides: Asides | None = None
    """What is said beside records, or asked of them whole."""
    names_days_first: bool = False
    """Whether a day before a noun says which one is meant: "the Sunday roast"."""
    lower_case_days: bool = False
    """Whether names of days and months are written small, so that a capital means a name."""

    @cached_property
    def speller(self) -> Speller:
        """What mends the key words."""
        known = self.productions.all_words() | self.common | frozenset(self.spellings)
        return Speller(self.keys, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Sets of folded words by which titles, places and people are told apart."""

    alarms: Mapping[str, str] = field(default_factory=dict)
    """Titles of alarms set for nothing in particular, by the kind of their cue."""
    articles: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    """Words before a number of things, which may look like those before a time: "as 3 vias"."""
    leading: frozenset[str] = frozenset()
    """Dropped from the beginning of a title: "de", "que", "to"."""
    trailing: frozenset[str] = frozenset()
    """Dropped from its end: "por favor", "pls", "pra"."""
    reasons: frozenset[str] = frozenset()
    """Words that begin a reason, which is no part of a title: "porque", "because"."""
    purposes: frozenset[str] = frozenset()
    """Words that tell what a reminder is for: "remind me SO I don't forget"."""
    breaks: frozenset[str] = frozenset()
    """Words that begin another clause after a comma: "porque", "they"."""
    with_: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Prepositions of place."""
    no_places: frozenset[str] = frozenset()
    """Words behind a preposition of place that name none: "em JEJUM"."""
    place_nouns: frozenset[str] = frozenset()
    places_near: frozenset[str] = frozenset()
    """Prepositions that tell a place only before a noun of one: "ON the ROOF"."""
    places_last: bool = False
    """Whether the noun of a place ends its name: "main HALL", "Tasha's HOUSE"."""
    and_: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    """Words whose dot ends no sentence: "dr.", "mr."."""
    place_ends: frozenset[str] = frozenset()
    people_ends: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    """Words that say that something is not so."""
    honorifics: frozenset[str] = frozenset()
    """Words that belong to the name behind them: "seu Alcides"."""
    states: frozenset[str] = frozenset()
    """Verbs behind a list that tell of it: "a lista está longa"."""
    kin: frozenset[str] = frozenset()
    """Nouns before a name that are dropped from it: "minha irmã Camila"."""
    change_links: frozenset[str] = frozenset()
    """Before the new time of a change: "to", "pra"."""
    hours: frozenset[str] = frozenset()
    """Words behind a number that may be a time of day or a length: "2 horas"."""
    length_links: frozenset[str] = frozenset()
    """Before a length that looks like a time of day: "plantão DE 12h"."""
    trips: frozenset[str] = frozenset()
    """Nouns whose destination is a place: "viagem pra Porto Seguro"."""
    trip_links: frozenset[str] = frozenset()
    rename_links: frozenset[str] = frozenset()
    """Between an old and a new name: "rename the insurance TO car insurance"."""
    told_ends: str = ""
    """A pattern of what is told at the end of a thing's name: "hoovering's done"."""
    list_words: frozenset[str] = frozenset()
    list_verbs: frozenset[str] = frozenset()
    list_making: frozenset[str] = frozenset()
    """Verbs that make a list: "cria a lista material escolar com caderno e lápis"."""
    list_links: frozenset[str] = frozenset()
    """Between "lista" and its name: "de", "do"."""
    list_entries: frozenset[str] = frozenset()
    """Before "lista": "na", "à", "to", "on"."""
    list_purposes: frozenset[str] = frozenset()
    """Verbs in the names of lists that need no further word: "games to BUY - Hades"."""
    streets: frozenset[str] = frozenset()
    """Words that end an address, whose number is no time: "at 14 Rosebery AVENUE"."""
    measures: frozenset[str] = frozenset()
    """Words that make an article a quantity: "a DOZEN eggs"."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Things named with an "and": "mac and cheese"."""
    known_lists: frozenset[str] = frozenset()
    """Names of lists that need no further word: "mercado: pão, leite"."""
    list_stops: frozenset[str] = frozenset()
    """Words that end the name of a list."""
    record_words: frozenset[str] = frozenset()
    """Names of records: "reminder", "tarefa"."""
    list_exits: frozenset[str] = frozenset()
    """Before a list from which something is taken: "da", "off"."""
    list_adding: frozenset[str] = frozenset()
    """Verbs that put on the usual list where none is named: "add"."""
    asking: frozenset[str] = frozenset()
    """Words at the edges of a search that only ask: "onde", "find"."""
    list_names: frozenset[str] = frozenset()
    """Words that are both the list and its name: "wishlist"."""
    list_links_only: bool = False
    """Whether names stand only after "lista de", never before it."""
    item_words: frozenset[str] = frozenset()
    """Between a list and its items: "new wishlist ITEM: a kite"."""
    item_binders: frozenset[str] = frozenset()
    """Words that belong to the next where things are said without commas: "CASTER sugar"."""
    item_leading: frozenset[str] = frozenset()
    item_trailing: frozenset[str] = frozenset()
    ran_out: frozenset[str] = frozenset()
    no_lists: frozenset[str] = frozenset()
    """Names that mean something else: "tarefas"."""


@cache
def served() -> frozenset[str]:
    """Return the codes of the languages, without loading any."""
    return frozenset(one.name for one in iter_modules(languages.__path__) if one.ispkg)


@cache
def load(code: str) -> Language:
    """Return a language that is served; an import error stops the start with its reason."""
    language: Language = import_module(f"{languages.__name__}.{code}.grammar").LANGUAGE
    return language


@cache
def common(code: str) -> frozenset[str]:
    """Return the frequent words of a language, without loading the language."""
    words: frozenset[str] = import_module(f"{languages.__name__}.{code}.common").COMMON
    return words


@cache
def talked(code: str) -> frozenset[str]:
    """Return the words that tell a language in free talk: those that no other language has."""
    words = {
        one: frozenset(import_module(f"{languages.__name__}.{one}.common").TALKED)
        for one in served()
    }
    return words[code].difference(*(others for one, others in words.items() if one != code))


def collect() -> dict[str, Language]:
    """Return all languages by their code; each is loaded once, when it is first needed."""
    return {code: load(code) for code in sorted(served())}
