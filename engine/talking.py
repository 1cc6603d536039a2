"""A model behind OpenAI's chat API: OpenAI's own, or any server that speaks it."""

import asyncio
import importlib
import re
from typing import Any

from domain.errors import ModelUnavailable
from domain.markup import escape, plain
from domain.messages import InboundMessage
from domain.people import Person
from domain.texts import Texts
from engine.zones import zone
from storage.database import Database
from storage.history import Exchange

DEADLINE_SECONDS = 45.0
MOST_EXCHANGES = 5
"""Ten messages: what was said and what was answered."""
MOST_LETTERS_OF_ONE = 1500
MOST_TOKENS = 800
MOST_LETTERS = 4000
TEXTS = Texts(
    {
        "system": {
            "pt": "Você é o SparkOne, assistente pessoal num chat. Responda em português, em "
            "poucas frases, sem títulos nem tabelas. Você não pode ler, guardar, mudar nem "
            "enviar nada: lembretes, tarefas, eventos, notas e listas são do próprio programa. "
            "Nunca diga que guardou, marcou ou enviou algo; diga o que a pessoa deve escrever, "
            "por exemplo “me lembra de ligar para o Bruno amanhã às 15h”, “tarefa: renovar o "
            "seguro até sexta” ou “hoje”. Não invente o que ela tem guardado. Agora são {now}.",
            "en": "You are SparkOne, a personal assistant in a chat. Answer in English, in a few "
            "sentences, without headings or tables. You cannot read, keep, change or send "
            "anything: reminders, tasks, events, notes and lists belong to the program itself. "
            "Never say that you saved, scheduled or sent something; say what to write instead, "
            "for example “remind me to call Bruno tomorrow at 3pm”, “task: renew the insurance "
            "by Friday” or “today”. Do not make up what the person has stored. It is {now} now.",
        },
    }
)
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.+?)[ \t]*#*$")
_BULLET = re.compile(r"(?m)^(\s*)[*+]\s+")
_FENCE = re.compile(r"(?m)^```\w*\n?")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")


class OpenAiConverser:
    """Answers what the grammar does not understand (see `handlers.conversation.Converser`).

    The model has no tools: it cannot read or write records. One attempt, 45 seconds.
    """

    def __init__(
        self, database: Database, *, key: str, model: str, base_url: str | None = None
    ) -> None:
        self._database = database
        self._key = key
        self._model = model
        self._base_url = base_url

    async def converse(self, message: InboundMessage, person: Person, language: str) -> str:
        """Return the answer in neutral markup. Errors: ModelUnavailable, with its kind."""
        exchanges = await self._database.read(
            lambda store: store.history.last(
                message.address, message.sender, before=message.key, most=MOST_EXCHANGES
            )
        )
        now = message.received_at.astimezone(zone(person.zone))
        system = plain(TEXTS.say("system", language, now=f"{now:%Y-%m-%d %H:%M}"))
        said = [
            {"role": "system", "content": system},
            *_told(exchanges),
            {"role": "user", "content": message.text},
        ]
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                answer = await self._ask(said)
        except TimeoutError:
            raise ModelUnavailable(reason="slow") from None
        except Exception as error:  # noqa: BLE001 - the server's, the library's, the network's
            # The library's errors may repeat what was sent: only their kind goes on.
            raise ModelUnavailable(reason=type(error).__name__) from None
        if not answer.strip():
            raise ModelUnavailable(reason="empty")
        return neutral(answer.strip())

    async def _ask(self, said: list[dict[str, str]]) -> str:
        client = await asyncio.to_thread(self._client)
        # OpenAI's own models count by the newer name; other servers know the older one.
        limit = "max_tokens" if self._base_url else "max_completion_tokens"
        async with client:
            completion = await client.chat.completions.create(
                model=self._model, messages=said, **{limit: MOST_TOKENS}
            )
        return str(completion.choices[0].message.content or "")

    def _client(self) -> Any:
        """Return a client for one question; its library takes a second to import."""
        openai = importlib.import_module("openai")
        return openai.AsyncOpenAI(
            api_key=self._key,
            base_url=self._base_url,
            timeout=DEADLINE_SECONDS,
            max_retries=0,
        )


def _told(exchanges: list[Exchange]) -> list[dict[str, str]]:
    told: list[dict[str, str]] = []
    for one in exchanges:
        told.append({"role": "user", "content": one.said[:MOST_LETTERS_OF_ONE]})
        if one.answered:
            answer = plain(one.answered)[:MOST_LETTERS_OF_ONE]
            told.append({"role": "assistant", "content": answer})
    return told


def neutral(markdown: str) -> str:
    """Return a model's Markdown as neutral markup: bold stays, all other marks are literal."""
    text = markdown[:MOST_LETTERS]
    text = _FENCE.sub("", text)
    text = _LINK.sub(r"\1 (\2)", text)
    text = _HEADING.sub(lambda found: f"**{found[1].replace('*', '')}**", text)
    text = _BULLET.sub(r"\1- ", text)
    pieces: list[str] = []
    end = 0
    for found in _BOLD.finditer(text):
        pieces += [escape(text[end : found.start()]), f"*{escape(found[1] or found[2])}*"]
        end = found.end()
    return "".join([*pieces, escape(text[end:])])
