"""The page: how the Cloud API is for us, what it costs, and what waits."""

from collections.abc import Iterator, Mapping, Sequence

from bot.channel import Page
from bot.cloudapi.costs import LOST, MILLION, Costs, month_of
from bot.cloudapi.graph import GraphApi, Template
from bot.cloudapi.health import Health
from bot.cloudapi.reading import NAME
from bot.cloudapi.templates import CODES, Templates
from bot.verb import length
from domain.capabilities import capabilities
from domain.clock import Clock
from domain.errors import SparkError
from domain.texts import Texts
from storage.charges import Sum

TEXTS = Texts(
    {
        "title": {
            "pt": "*WhatsApp pela Meta (Cloud API)*",
            "en": "*WhatsApp through Meta (Cloud API)*",
        },
        "number": {
            "pt": "Número: {number} ({name}), qualidade {quality}",
            "en": "Number: {number} ({name}), quality {quality}",
        },
        "away": {
            "pt": "A Meta não respondeu: {reason}",
            "en": "Meta did not answer: {reason}",
        },
        "stopped": {"pt": "*Parado:* {reason}", "en": "*Stopped:* {reason}"},
        "windows_none": {
            "pt": "Janelas de 24 h abertas: nenhuma",
            "en": "Open 24-hour windows: none",
        },
        "windows": {
            "pt": "Janelas de 24 h abertas: {count}; a última fecha em {rest}",
            "en": "Open 24-hour windows: {count}; the last one closes in {rest}",
        },
        "templates": {"pt": "Modelos:", "en": "Templates:"},
        "template": {"pt": "• {name} ({code}): {status}", "en": "• {name} ({code}): {status}"},
        "template_missing": {
            "pt": "• {name} ({code}): falta",
            "en": "• {name} ({code}): missing",
        },
        "templates_unknown": {
            "pt": "Modelos: não vistos; para isso, defina WHATSAPP_BUSINESS_ACCOUNT_ID",
            "en": "Templates: not looked at; for that, set WHATSAPP_BUSINESS_ACCOUNT_ID",
        },
        "month": {
            "pt": "Este mês (UTC): US$ {sum}; previsão US$ {forecast}",
            "en": "This month (UTC): US$ {sum}; forecast US$ {forecast}",
        },
        "category": {
            "pt": "• {category}: {count}, US$ {sum}",
            "en": "• {category}: {count}, US$ {sum}",
        },
        "no_prices": {
            "pt": "Sem preços em WHATSAPP_PRICES, conto tudo como de graça.",
            "en": "Without prices in WHATSAPP_PRICES I count everything as free.",
        },
        "cap": {"pt": "Teto do mês: US$ {cap}", "en": "Cap of the month: US$ {cap}"},
        "no_cap": {"pt": "Teto do mês: nenhum", "en": "Cap of the month: none"},
        "paid_on": {
            "pt": "Mensagens pagas: ligadas",
            "en": "Paid messages: on",
        },
        "paid_off": {
            "pt": "Mensagens pagas: desligadas; o que custa algo espera",
            "en": "Paid messages: off; what costs something waits",
        },
        "waiting_none": {"pt": "Esperam: nenhuma", "en": "Waiting: none"},
        "waiting": {"pt": "Esperam: {reasons}", "en": "Waiting: {reasons}"},
        "window": {
            "pt": "{count} até a pessoa escrever",
            "en": "{count} until the person writes",
        },
        "template_none": {
            "pt": "{count} por falta de um modelo aprovado",
            "en": "{count} for want of an approved template",
        },
        "cap_reached": {"pt": "{count} pelo teto", "en": "{count} because of the cap"},
        "off": {
            "pt": "{count} por estarem desligadas as pagas",
            "en": "{count} while paid ones are off",
        },
        "payment": {"pt": "{count} pelo pagamento", "en": "{count} because of the payment"},
        "banned": {"pt": "{count} pelo bloqueio", "en": "{count} because of the ban"},
        "other": {"pt": "{count} por outro motivo", "en": "{count} for another reason"},
        "turn_off": {"pt": "Desligar pagas", "en": "Paid ones off"},
        "turn_on": {"pt": "Ligar pagas", "en": "Paid ones on"},
    }
)
REASONS: Mapping[str, str] = {
    "window": "window",
    "template": "template_none",
    "cap": "cap_reached",
    "off": "off",
    "payment": "payment",
    "banned": "banned",
}


class Pages:
    """Makes the page for the owner; nobody else's name, number or words are on it."""

    def __init__(
        self, api: GraphApi, clock: Clock, *, templates: Templates, costs: Costs, health: Health
    ) -> None:
        self._api = api
        self._clock = clock
        self._templates = templates
        self._costs = costs
        self._health = health

    async def page(self, language: str) -> Page:
        """Return the page in a language."""
        is_on = await self._costs.is_on()
        lines = [
            TEXTS.say("title", language),
            await self._number(language),
            *self._stopped(language),
            await self._windows(language),
            *_templates(await self._templates.listed(), self._templates.names, language),
            *await self._money(language),
            TEXTS.say("paid_on" if is_on else "paid_off", language),
            await self._waiting(language),
        ]
        word = "off" if is_on else "on"
        orders = ((word, TEXTS.say(f"turn_{word}", language)),)
        return Page(text="\n".join(lines), orders=orders)

    async def _number(self, language: str) -> str:
        try:
            facts = await self._api.facts()
        except SparkError as error:
            return TEXTS.say("away", language, reason=error.brief)
        return TEXTS.say(
            "number",
            language,
            number=facts.display_phone_number,
            name=facts.verified_name,
            quality=facts.quality_rating.lower() or "?",
        )

    def _stopped(self, language: str) -> Iterator[str]:
        if self._health.reason:
            yield TEXTS.say("stopped", language, reason=self._health.reason)

    async def _windows(self, language: str) -> str:
        window, now = capabilities(NAME).window, self._clock.now()
        wrote = await self._costs.book.wrote() if self._costs.book else []
        is_open = [at for at in wrote if window is not None and now - at < window]
        if not is_open or window is None:
            return TEXTS.say("windows_none", language)
        rest = length((is_open[0] + window - now).total_seconds())
        return TEXTS.say("windows", language, count=len(is_open), rest=rest)

    async def _money(self, language: str) -> list[str]:
        month = month_of(self._clock.now())
        book = self._costs.book
        found = await book.costs(month.start, month.end) if book else []
        total = sum(one.micros for one in found)
        forecast = round(total / month.share) if month.share > 0 else total
        lines = [
            TEXTS.say(
                "month",
                language,
                sum=_dollars(total, language),
                forecast=_dollars(forecast, language),
            ),
            *_categories(found, language),
        ]
        if not self._costs.has_prices:
            lines.append(TEXTS.say("no_prices", language))
        if self._costs.cap is None:
            return [*lines, TEXTS.say("no_cap", language)]
        return [*lines, TEXTS.say("cap", language, cap=_dollars(self._costs.cap, language))]

    async def _waiting(self, language: str) -> str:
        found = await self._costs.book.waiting() if self._costs.book else {}
        if not found:
            return TEXTS.say("waiting_none", language)
        reasons = ", ".join(
            TEXTS.say(REASONS.get(reason, "other"), language, count=count)
            for reason, count in found.items()
        )
        return TEXTS.say("waiting", language, reasons=reasons)


def _categories(found: Sequence[Sum], language: str) -> Iterator[str]:
    for one in found:
        if one.category != LOST:
            yield TEXTS.say(
                "category",
                language,
                category=one.category,
                count=one.count,
                sum=_dollars(one.micros, language),
            )


def _templates(
    listed: Sequence[Template] | None, names: Mapping[str, str], language: str
) -> Iterator[str]:
    if listed is None:
        yield TEXTS.say("templates_unknown", language)
        return
    yield TEXTS.say("templates", language)
    for name in dict.fromkeys(names.values()):
        for codes in CODES.values():
            found = [one for one in listed if one.name == name and one.language in codes]
            for one in found:
                status = one.status.lower()
                yield TEXTS.say("template", language, name=name, code=one.language, status=status)
            if not found:
                yield TEXTS.say("template_missing", language, name=name, code=codes[0])


def _dollars(micros: int, language: str) -> str:
    """Return an amount with two decimals, more where it is less than ten cents."""
    decimals = 4 if 0 < abs(micros) < MILLION // 10 else 2
    written = f"{micros / MILLION:.{decimals}f}"
    return written.replace(".", ",") if language == "pt" else written
