"""How Portuguese shares lists, and asks who does; and all that stands beside records."""

# ruff: noqa: E501 - a pattern reads best in one line

from engine.grammar.asides import Asides
from engine.languages.pt import going

_MAY = "(?:por favor[,]? )?(?:(?:voce )?(?:pode|poderia) |eu quero |quero |queria )?"
_MY = "(?:a |as |minhas? |nossas? |a minha |a nossa |essa |esta )?"
_LIST = rf"{_MY}list(?:a|inha)(?: (?:de |do |da |dos |das )?(?P<list>(?!com\b|c/).+?))?"
_SHARING = "(?:compartilhar|partilhar|dividir)"
# The infinitive alone is something to do: "compartilhar a lista com o time".
_SHARE = rf"(?:(?:por favor[,]? )?(?:compartilh(?:a|e)|partilh(?:a|e)|divid(?:e|a))|(?:(?:voce )?(?:pode|poderia)|eu quero|quero|queria) {_SHARING})"
_I_SHARE = (
    "(?:compartilho|partilho|divido|(?:estou|to) (?:compartilhando|dividindo)|compartilhei|dividi)"
)
OFFERS = (
    rf"{_SHARE} {_LIST}(?: (?:com|c/) (?P<who>.+))?",
    rf"{_SHARE} com (?P<who>.+?) {_MY}list(?:a|inha)(?: (?:de |do |da |dos |das )?(?P<list>(?!com\b|c/).+))?",
    rf"{_MAY}(?:da|de|dar) acesso (?:a|para|pra|pro) (?P<who>.+?) (?:a|na|da) (?:minha )?list(?:a|inha)(?: (?:de |do |da )?(?P<list>(?!com\b|c/).+))?",
)
ENDS = (
    rf"{_MAY}(?:para|pare|parar|deixa|deixe|deixar) de {_SHARING} {_LIST}(?: com (?P<who>.+))?",
    rf"{_MAY}(?:descompartilh(?:a|e|ar)) {_LIST}(?: com (?P<who>.+))?",
    r"(?:eu )?nao quero mais (?:compartilhar|dividir|partilhar) (?:a |minha |a minha )?list(?:a|inha)(?: (?:de |do |da |dos |das )?(?P<list>(?!com\b|c/).+?))?(?: com (?P<who>.+))?",
    r"(?:me tira|me tire|quero sair|sair|sai|saia) da lista(?: (?:de |do |da |dos |das )?(?P<list>(?!com\b|c/).+))? (?:compartilhada|dividida)",
)
SHARERS = (
    rf"com quem (?:e que )?(?:eu )?{_I_SHARE}(?: (?:a|as|minhas?|as minhas|a minha))?(?: listas?.*)?",
    r"(?:quem|quem mais) (?:ve|pode ver|tem acesso a|tem acesso as|divide|compartilha) (?:a |as |minhas? |as minhas |a minha )?listas?.*",
    r"(?:quais (?:sao )?)?(?:as )?(?:minhas )?listas (?:compartilhadas|divididas|que (?:eu )?(?:compartilho|divido))",
    r"(?:me )?(?:mostra|mostre|quero ver) (?:as )?(?:minhas )?listas (?:compartilhadas|divididas)",
    r"que listas (?:eu )?(?:compartilho|divido).*",
)

ASIDES = Asides(
    lengths=going.LENGTHS,
    offers=OFFERS,
    ends=ENDS,
    sharers=SHARERS,
    invitations=going.INVITATIONS,
    way=going.WAY,
    ways=going.WAYS,
    slot=going.SLOT,
    slots=going.SLOTS,
    a_slot=going.A_SLOT,
    polite=going.POLITE,
    parts=going.PARTS,
    pronouns=going.PRONOUNS,
    articles=going.ARTICLES,
)
