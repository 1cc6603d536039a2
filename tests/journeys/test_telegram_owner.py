"""What an owner does from their own Telegram: looks, writes to everybody, mends what stuck."""

from typing import Any

import pytest

from domain.people import QuietHours
from tests.fakes import until
from tests.telegram.home import TelegramHome
from tests.telegram.talking import PHONES, Talk, settled_in

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])


async def owner_of(house: TelegramHome, language: str) -> Talk:
    """Return the owner, who has just chosen a language."""
    house.owner.facts["language_code"] = PHONES[language]
    talk = Talk(house, house.owner)
    await talk.ask(f"/language {language}")
    return talk


PAGES = [
    ("pt", "/status", ["Pessoas: 2", "Fila: 0; de lado: 0 (/jobs)",
                       "Ainda não há backup: /backup faz um.", "Canais: terminal ok, telegram ok"]),
    ("en", "/status", ["People: 2", "Queue: 0; set aside: 0 (/jobs)",
                       "There is no backup yet: /backup makes one.",
                       "Channels: terminal ok, telegram ok"]),
    ("pt", "/errors", ["Nada deu errado até agora."]),
    ("en", "/errors", ["Nothing has gone wrong so far."]),
    ("pt", "/jobs", ["Nada espera na fila."]),
    ("en", "/jobs", ["Nothing waits."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "command", "lines"), PAGES)
async def test_the_pages_of_an_owner(
    house: TelegramHome, language: str, command: str, lines: list[str]
) -> None:
    await settled_in(house, "pt")
    owner = await owner_of(house, language)

    assert set(lines) <= set((await owner.reads(command)).splitlines())


STARTS = {
    "pt": {
        "/health": "Tudo funciona.\n",
        "/users": "1. ",
        "/backup": "Backup feito e conferido: ",
        "/version": "SparkOne 0.1.0 (banco ",
    },
    "en": {
        "/health": "Everything works.\n",
        "/users": "1. ",
        "/backup": "Backup made and checked: ",
        "/version": "SparkOne 0.1.0 (database ",
    },
}
USERS = {
    "pt": "2. Bia, usuário · telegram · pt, America/Sao_Paulo · visto há 0 s",
    "en": "2. Bia, user · telegram · pt, America/Sao_Paulo · seen 0 s ago",
}
NO_COMMAND = {
    "pt": "Não conheço o comando {}. /help mostra o que há.",
    "en": "I know no command {}. /help shows what there is.",
}


@LANGUAGES
async def test_the_owner_sees_health_people_backup_and_version(
    house: TelegramHome, language: str
) -> None:
    await settled_in(house, "pt")
    owner = await owner_of(house, language)

    for command, start in STARTS[language].items():
        assert (await owner.reads(command)).startswith(start)
    assert USERS[language] in (await owner.reads("/users")).splitlines()


@LANGUAGES
async def test_to_a_user_the_commands_of_an_owner_do_not_exist(
    house: TelegramHome, language: str
) -> None:
    talk = await settled_in(house, language)

    for command in ("/status", "/health", "/users", "/errors", "/jobs", "/backup", "/version",
                    "/broadcast", "/ban 1", "/role 1 user", "/retry all", "/invite"):  # fmt: skip
        name = command.split()[0]
        assert await talk.reads(command) == NO_COMMAND[language].format(name)
    assert not list(house.app.settings.database_path.parent.glob("backups/*"))


BROADCAST = {
    "pt": ("Amanhã *não* funciono", "Enviar para 2", "Enviado a 2 pessoas.",
           ("Prévia. Nada foi enviado ainda; vale por dez minutos. Quem está em silêncio recebe "
           "depois.\n\n")),
    "en": ("I am *away* tomorrow", "Send to 2", "Sent to 2 people.",
           ("Preview. Nothing was sent yet; valid for ten minutes. Those in quiet hours get it "
           "afterwards.\n\n")),
}  # fmt: skip
ANSWERED = {
    "pt": "Esse aviso já foi respondido ou passou dos dez minutos; não vale mais. Nada mais foi "
    "enviado. Para outro: /broadcast.",
    "en": "That message was answered already or is older than ten minutes; it is no longer valid. "
    "Nothing more was sent. For another: /broadcast.",
}


@LANGUAGES
async def test_a_broadcast_is_shown_first_goes_to_each_once_and_waits_for_quiet_hours(
    house: TelegramHome, language: str
) -> None:
    owner = await owner_of(house, language)
    bia = await settled_in(house, "pt", 888, "Bia")
    rui = await settled_in(house, "en", 999, "Rui")
    nap = QuietHours(start=house.clock.now().time(), end=house.clock.now().time())
    nap = QuietHours(start=nap.start.replace(hour=11), end=nap.end.replace(hour=14))
    await house.app.database.run(lambda store: store.people.set_quiet(3, nap))
    words, label, sent, preview = BROADCAST[language]
    before = (bia.texts, rui.texts)

    shown = await owner.ask(f"/broadcast {words}")
    assert shown.text == preview + words
    assert (bia.texts, rui.texts) == before
    data = shown.button(label)["callback_data"]
    assert await owner.press(label, shown) is shown
    assert shown.text == sent
    await bia.hears(len(before[0]) + 1)
    assert bia.texts[-1] == words
    assert rui.texts == before[1]

    await owner.only_presses(shown, data)
    assert owner.texts[-1] == ANSWERED[language]
    await bia.only_presses(bia.last, data)

    house.clock.advance(hours=2)
    await rui.hears(len(before[1]) + 1)
    assert rui.texts[-1] == words
    assert (bia.texts.count(words), rui.texts.count(words)) == (1, 1)


class Stumbling:
    """A dispatcher that fails until it is mended."""

    def __init__(self, whole: Any) -> None:
        self._whole = whole
        self.is_broken = True

    def route(self, *arguments: Any) -> Any:
        if self.is_broken:
            raise KeyError("a secret text")
        return self._whole.route(*arguments)


MENDED = {
    "pt": ("tarefa: comprar pão", "Não consegui tratar essa mensagem e avisei quem cuida de mim. ",
           "/jobs mostra", "De lado, após três falhas:", ("Tentar de novo", "Tentando de novo."),
           "Anotado: comprar pão.", "Nada espera na fila."),
    "en": ("task: buy bread", "I could not handle that message and told whoever looks after me. ",
           "/jobs shows", "Set aside after three failures:", ("Try again", "Trying again."),
           "Noted: buy bread.", "Nothing waits."),
}  # fmt: skip


@LANGUAGES
async def test_what_failed_three_times_is_told_seen_and_mended_by_a_button(
    house: TelegramHome, language: str
) -> None:
    words, failed, hint, heading, (label, trying), done, nothing = MENDED[language]
    owner = await owner_of(house, language)
    talk = await settled_in(house, language)
    answer: Any = house.app.worker.attempts.tasks["answer"]
    stumbling = Stumbling(answer._dispatcher)
    answer._dispatcher = stumbling
    heard, before = len(owner.texts), len(talk.texts)

    await talk.user.says(words)
    await until(lambda: _a_second_passes(house) and len(talk.texts) > before, what="an apology")
    await until(lambda: len(owner.texts) > heard, what="the owner to be told")
    stumbling.is_broken = False
    assert talk.texts[-1].startswith(failed)
    assert hint in owner.texts[-1]

    seen = await owner.ask("/jobs")
    assert heading in seen.text
    assert "KeyError" in seen.text
    assert "secret" not in seen.text
    assert words not in seen.text
    assert (await owner.press(label, seen)).text == trying
    await until(lambda: talk.texts[-1] == done, what="what was asked for")

    assert await owner.reads("/jobs") == nothing


def _a_second_passes(house: TelegramHome) -> bool:
    house.clock.advance(seconds=1)
    return True
