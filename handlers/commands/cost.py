"""`/cost`: what language models used on your account, and what is left; owners see the whole."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import Command, Reply
from storage.store import Store
from storage.usage import DAY, MONTH, PERSON_DAY, Limit, Used, days

NAMES = ("cost", "custo", "gastos")
ROLE = Role.USER
TEXTS = Texts(
    {
        "summary": {
            "pt": "o que os modelos de linguagem gastaram",
            "en": "what language models used",
        },
        "nothing": {
            "pt": "Nenhum modelo de linguagem foi usado este mês.",
            "en": "No language model was used this month.",
        },
        "today": {"pt": "*Hoje:* {used!r}", "en": "*Today:* {used!r}"},
        "month": {"pt": "*Este mês:* {used!r}", "en": "*This month:* {used!r}"},
        "used": {
            "pt": "{requests} pedidos, {tokens} tokens, {money}",
            "en": "{requests} requests, {tokens} tokens, {money}",
        },
        "used_one": {
            "pt": "1 pedido, {tokens} tokens, {money}",
            "en": "1 request, {tokens} tokens, {money}",
        },
        "unpriced": {
            "pt": " (de {count} não sei o preço)",
            "en": " (the price of {count} is unknown)",
        },
        "left": {"pt": "*Resta hoje:* {left}", "en": "*Left today:* {left}"},
        "left_all": {
            "pt": "*Resta a todos hoje:* {left}",
            "en": "*Left for everybody today:* {left}",
        },
        "left_month": {
            "pt": "*Resta a todos este mês:* {left}",
            "en": "*Left for everybody this month:* {left}",
        },
        "tokens": {"pt": "{tokens} tokens", "en": "{tokens} tokens"},
        "everybody": {
            "pt": "*Todos, este mês:* {used!r}",
            "en": "*Everybody, this month:* {used!r}",
        },
        "line": {"pt": "- {name}: {used!r}", "en": "- {name}: {used!r}"},
        "person": {"pt": "pessoa {number}", "en": "person {number}"},
        "days": {
            "pt": "_Dias e meses são contados em UTC._",
            "en": "_Days and months are counted in UTC._",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Say what was used today and this month, and what is left."""
    first, today = days(caller.now)
    own = _own(caller, store, first, today)
    whole = _whole(caller, store, first, today) if caller.person.role is Role.OWNER else []
    if not own and not whole:
        return Reply(text=TEXTS.say("nothing", caller.language), is_personal=True)
    lines = [*own, *whole, TEXTS.say("days", caller.language)]
    return Reply(text="\n".join(lines), is_personal=True)


def _own(caller: Caller, store: Store, first: str, today: str) -> list[str]:
    person, language = caller.person.id, caller.language
    month = store.usage.of(person, first, today)
    limit = store.usage.limits().get(PERSON_DAY)
    if not month.requests and limit is None:
        return []
    now = store.usage.of(person, today, today)
    lines = [
        TEXTS.say("today", language, used=_used(language, now)),
        TEXTS.say("month", language, used=_used(language, month)),
    ]
    if limit is not None:
        promised = store.usage.promised(person)
        lines.append(TEXTS.say("left", language, left=_left(language, limit, now, promised)))
    return lines


def _whole(caller: Caller, store: Store, first: str, today: str) -> list[str]:
    language, usage = caller.language, store.usage
    month = usage.total(first, today)
    limits, promised = usage.limits(), usage.promised()
    lines: list[str] = []
    if month.requests:
        lines.append(TEXTS.say("everybody", language, used=_used(language, month)))
    for name, one in usage.by_model(first, today).items():
        lines.append(TEXTS.say("line", language, name=name, used=_used(language, one)))
    names = {person.id: person.name for person in store.people.all()}
    people = usage.by_person(first, today)
    for number, one in people.items() if len(people) > 1 else ():
        name = names.get(number) or TEXTS.say("person", language, number=number)
        lines.append(TEXTS.say("line", language, name=name, used=_used(language, one)))
    for scope, sentence, spent in (
        (DAY, "left_all", usage.total(today, today)),
        (MONTH, "left_month", month),
    ):
        if limit := limits.get(scope):
            left = _left(language, limit, spent, promised)
            lines.append(TEXTS.say(sentence, language, left=left))
    return lines


def _used(language: str, used: Used) -> str:
    """Say what was used, in neutral markup."""
    text = TEXTS.say(
        "used_one" if used.requests == 1 else "used",
        language,
        requests=_number(language, used.requests),
        tokens=_number(language, used.tokens),
        money=money(language, used.micro_usd),
    )
    if used.unpriced:
        text += TEXTS.say("unpriced", language, count=_number(language, used.unpriced))
    return text


def _left(language: str, limit: Limit, spent: Used, promised: tuple[int, int]) -> str:
    parts: list[str] = []
    if limit.tokens is not None:
        tokens = max(0, limit.tokens - spent.tokens - promised[0])
        parts.append(TEXTS.say("tokens", language, tokens=_number(language, tokens)))
    if limit.micro_usd is not None:
        parts.append(money(language, max(0, limit.micro_usd - spent.micro_usd - promised[1])))
    return ", ".join(parts)


def _number(language: str, number: int) -> str:
    return f"{number:,}".replace(",", "." if language == "pt" else ",")


def money(language: str, micro_usd: int) -> str:
    """Write an amount of dollars: US$ 12.34, and of less than a dollar four digits."""
    text = f"{micro_usd / 1_000_000:,.{2 if micro_usd >= 1_000_000 else 4}f}"
    if language == "pt":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"US$ {text}"
