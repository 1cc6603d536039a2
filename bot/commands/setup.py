"""`sparkone setup`: asks what is needed, and writes it into the settings file."""

import argparse
import asyncio
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from bot.envfile import read, write
from domain.frozen import dataclass
from domain.texts import Texts

SUMMARY = "ask what is needed, and write it into .env"
MOST_TRIES = 3
LONGEST_PHONE = 15
"""Digits (E.164)."""
TEXTS = Texts(
    {
        "hello": {
            "pt": "Vou fazer algumas perguntas e gravar as respostas em {file}. Enter sozinho "
            "pula ou mantém.",
            "en": "I ask a few questions and write the answers into {file}. Enter alone skips, or "
            "keeps what is there.",
        },
        "token": {
            "pt": "Token do bot do Telegram (crie um em @BotFather com /newbot)",
            "en": "Token of the Telegram bot (make one at @BotFather with /newbot)",
        },
        "owner": {
            "pt": "Seu número no Telegram (opcional: sem ele, um código liga você ao bot)",
            "en": "Your number at Telegram (optional: without it a code pairs you with the bot)",
        },
        "zone": {"pt": "Seu fuso horário", "en": "Your time zone"},
        "key": {
            "pt": "Chave de um modelo de linguagem para conversa livre (opcional)",
            "en": "Key of a language model for free conversation (optional)",
        },
        "evolution": {
            "pt": "WhatsApp: endereço do seu servidor Evolution API (opcional; para a Cloud API "
            "da Meta veja docs/channels/whatsapp.md)",
            "en": "WhatsApp: address of your Evolution API server (optional; for Meta's Cloud API "
            "see docs/channels/whatsapp.md)",
        },
        "evolution_key": {
            "pt": "Chave desse servidor (AUTHENTICATION\\_API\\_KEY)",
            "en": "Key of that server (AUTHENTICATION\\_API\\_KEY)",
        },
        "phone": {
            "pt": "O seu próprio número de WhatsApp, só dígitos com o código do país (opcional: "
            "sem ele, um código liga você)",
            "en": "Your own WhatsApp number, digits alone with the country code (optional: without "
            "it a code pairs you)",
        },
        "bad_phone": {
            "pt": "São só dígitos, como 5511988887777.",
            "en": "It is digits alone, such as 447700900123.",
        },
        "bad_url": {
            "pt": "É um endereço como http://127.0.0.1:8080",
            "en": "It is an address such as http://127.0.0.1:8080",
        },
        "kept": {"pt": "já definido; Enter mantém", "en": "set already; Enter keeps it"},
        "replace": {
            "pt": "{name} já está definido. Trocar? [s/N]",
            "en": "{name} is set already. Replace it? [y/N]",
        },
        "bad_token": {
            "pt": "Isso não parece um token; é como 123456789:AA… Tente de novo.",
            "en": "That does not look like a token; it is like 123456789:AA… Try again.",
        },
        "refused": {
            "pt": "O Telegram não aceita esse token. Copie-o de novo de @BotFather.",
            "en": "Telegram does not accept this token. Copy it from @BotFather again.",
        },
        "bot": {
            "pt": "O Telegram respondeu: é @{name}.",
            "en": "Telegram answered: it is @{name}.",
        },
        "away": {
            "pt": "Não alcancei o Telegram agora ({reason}); fica gravado sem conferir. "
            "\\`sparkone doctor\\` confere depois.",
            "en": "I could not reach Telegram just now ({reason}); it is written unchecked. "
            "\\`sparkone doctor\\` checks it later.",
        },
        "bad_owner": {
            "pt": "É um número, como 123456789 (o @userinfobot diz o seu).",
            "en": "It is a number, such as 123456789 (@userinfobot tells yours).",
        },
        "bad_zone": {
            "pt": "Não conheço esse fuso; escreva como America/Sao\\_Paulo.",
            "en": "I know no such zone; write it like Europe/London.",
        },
        "bad_key": {
            "pt": "Uma chave não tem espaços nem aspas.",
            "en": "A key has no spaces or quotes.",
        },
        "skipped": {"pt": "Fica sem isso.", "en": "Left out."},
        "written": {
            "pt": "Gravado em {file}, só para você: {names}.",
            "en": "Written into {file}, for nobody's eyes but yours: {names}.",
        },
        "nothing": {"pt": "Nada mudou em {file}.", "en": "Nothing has changed in {file}."},
        "next": {
            "pt": "Agora: \\`sparkone run\\`. Ele mostra um código; mande-o ao bot e você é o "
            "dono. \\`sparkone doctor\\` confere tudo.",
            "en": "Now: \\`sparkone run\\`. It shows a code; send it to the bot and you are the "
            "owner. \\`sparkone doctor\\` checks everything.",
        },
        "next_phone": {
            "pt": "Agora: \\`sparkone run\\`, e \\`sparkone whatsapp qr\\` em outro terminal dá "
            "o código que conecta o celular. \\`sparkone doctor\\` confere tudo.",
            "en": "Now: \\`sparkone run\\`, and \\`sparkone whatsapp qr\\` in another terminal "
            "shows the code that links the phone. \\`sparkone doctor\\` checks everything.",
        },
        "next_alone": {
            "pt": "Agora: \\`sparkone run\\`, e escreva ali mesmo. \\`sparkone doctor\\` "
            "confere tudo.",
            "en": "Now: \\`sparkone run\\`, and write right there. \\`sparkone doctor\\` checks "
            "everything.",
        },
    }
)

Checked = Callable[[str], str | None]
"""Returns what to write, or None where the answer cannot be used (and it was said why)."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--yes", action="store_true", help="ask nothing: take the defaults")
    parser.add_argument(
        "--file", type=Path, default=Path(".env"), help="the settings file (default: .env)"
    )


def run(options: argparse.Namespace) -> int:
    """Ask, check, and write; 0 also where nothing was changed."""
    Dialogue(options.file, _language(), is_asking=not options.yes).run()
    return 0


def _language() -> str:
    said = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "pt" if said.lower().startswith("pt") else "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One setting: what is asked, how the answer is checked, and what it is without one."""

    name: str
    sentence: str
    check: Checked
    default: str = ""
    is_secret: bool = False


class Dialogue:
    """The questions, at a terminal or over a pipe."""

    def __init__(self, file: Path, language: str, *, is_asking: bool) -> None:
        self._file = file
        self._language = language
        self._is_asking = is_asking
        self._present = read(file)

    def run(self) -> None:
        """Ask everything and write what was answered."""
        from engine.zones import machine_zone  # noqa: PLC0415 - only where it is needed

        if self._is_asking:
            self._say("hello", file=self._file)
        questions = [
            Question(name="TELEGRAM_TOKEN", sentence="token", check=self._token, is_secret=True),
            Question(name="SPARKONE_OWNER", sentence="owner", check=self._owner),
            Question(
                name="SPARKONE_ZONE", sentence="zone", check=self._zone, default=machine_zone()
            ),
            Question(name="OPENAI_API_KEY", sentence="key", check=self._key, is_secret=True),
        ]
        answers: dict[str, str] = {}
        self._ask(questions, answers)
        self._ask_for_whatsapp(answers)
        if answers:
            write(self._file, answers)
            self._say("written", file=self._file, names=", ".join(answers))
        else:
            self._say("nothing", file=self._file)
        known = {**self._present, **answers}
        alone = "next_phone" if "EVOLUTION_URL" in answers else "next_alone"
        self._say("next" if "TELEGRAM_TOKEN" in known else alone)

    def _ask(self, questions: list[Question], answers: dict[str, str]) -> None:
        for question in questions:
            answer = self._answer(question)
            if answer:
                answers[question.name] = answer

    def _ask_for_whatsapp(self, answers: dict[str, str]) -> None:
        """Ask for an Evolution API; its key only where there is one, the secret is made."""
        url, key = "EVOLUTION_URL", "EVOLUTION_API_KEY"
        self._ask([Question(name=url, sentence="evolution", check=self._url)], answers)
        if url not in answers:
            return
        asked = Question(name=key, sentence="evolution_key", check=self._key, is_secret=True)
        self._ask([asked], answers)
        if key not in answers and not self._present.get(key):
            del answers[url]  # one without the other would stop the start
            return
        secret = "EVOLUTION_WEBHOOK_SECRET"  # noqa: S105 - the name of one
        if not self._present.get(secret):
            answers[secret] = token_hex(32)
        owner = "SPARKONE_OWNER"
        if not answers.get(owner) and not self._present.get(owner):
            self._ask([Question(name=owner, sentence="phone", check=self._phone)], answers)

    def _answer(self, question: Question) -> str | None:
        """Return what to write; None: leave it as it is."""
        is_present = bool(self._present.get(question.name))
        if not self._is_asking:
            return None if is_present else question.default or None
        if is_present and not self._may_replace(question.name):
            return None
        from domain.markup import plain  # noqa: PLC0415 - after the start

        prompt = plain(TEXTS.say(question.sentence, self._language))
        if question.default:
            prompt += f" [{question.default}]"
        for _ in range(MOST_TRIES):
            said = self._read(f"{prompt}: ", is_secret=question.is_secret) or question.default
            if not said:
                return None
            checked = question.check(said)
            if checked is not None:
                return checked
        self._say("skipped")
        return None

    def _may_replace(self, name: str) -> bool:
        sentence = TEXTS.say("replace", self._language, name=name).replace("\\", "")
        return self._read(f"{sentence} ").strip().lower()[:1] in {"y", "s"}

    def _read(self, prompt: str, *, is_secret: bool = False) -> str:
        """Return a line; an empty one at the end of a pipe. A secret is not shown."""
        if is_secret and sys.stdin.isatty():
            from getpass import getpass  # noqa: PLC0415 - only at a terminal

            return getpass(prompt).strip()
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stdout.write("\n")
        return line.strip()

    def _say(self, sentence: str, **facts: object) -> None:
        from domain.markup import plain  # noqa: PLC0415 - after the start

        sys.stdout.write(f"{plain(TEXTS.say(sentence, self._language, **facts))}\n")

    def _token(self, said: str) -> str | None:
        from bot.settings import TOKEN  # noqa: PLC0415 - slow to import
        from bot.telegram import checkup  # noqa: PLC0415
        from bot.telegram.client import API_BASE  # noqa: PLC0415

        if not TOKEN.fullmatch(said):
            self._say("bad_token")
            return None
        name = "TELEGRAM_API_BASE"
        base = os.environ.get(name) or self._present.get(name) or API_BASE
        try:
            name = asyncio.run(checkup.who(said, base))
        except checkup.Ill as ill:
            if ill.kind == "token":
                self._say("refused")
                return None
            self._say("away", reason=ill.reason)
        else:
            self._say("bot", name=name)
        return said

    def _owner(self, said: str) -> str | None:
        number = said.removeprefix("telegram:")
        if number.isascii() and number.isdigit() and len(number) <= 20:
            return f"telegram:{number}"
        self._say("bad_owner")
        return None

    def _phone(self, said: str) -> str | None:
        number = re.sub(r"[\s()+-]", "", said)
        if number.isascii() and number.isdigit() and 8 <= len(number) <= LONGEST_PHONE:
            return f"evolution:{number}"
        self._say("bad_phone")
        return None

    def _url(self, said: str) -> str | None:
        if re.fullmatch(r"https?://[^/\s@]+[^\s@]*", said):
            return said.rstrip("/")
        self._say("bad_url")
        return None

    def _zone(self, said: str) -> str | None:
        from domain.errors import UnknownZone  # noqa: PLC0415 - slow to import
        from engine.zones import zone  # noqa: PLC0415

        try:
            return zone(said).key
        except UnknownZone:
            self._say("bad_zone")
            return None

    def _key(self, said: str) -> str | None:
        if said.isascii() and said.isprintable() and not set(said) & set("\"'` $#\\"):
            return said
        self._say("bad_key")
        return None
