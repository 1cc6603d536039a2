"""What owners and admins do in the chat: see the house, its people, and write to all."""

from datetime import time

import pytest

from domain.people import Identity, Person, QuietHours, Role
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home, Start


async def _join(
    home: Home,
    name: str,
    *,
    role: Role = Role.USER,
    quiet: QuietHours | None = None,
    is_banned: bool = False,
) -> Person:
    """Let somebody be known, at a private chat of their name."""
    now = home.clock.now()

    def add(store: Store) -> Person:
        person = store.people.add(
            role=role, zone="America/Sao_Paulo", language="pt", quiet=quiet, now=now, name=name
        )
        chat = name.lower()
        store.people.link(Identity(person=person.id, channel="test", external=chat, chat=chat))
        if is_banned:
            store.people.set_banned(person.id, now)
        return person

    return await home.app.database.run(add)


async def _as(home: Home, who: str, text: str) -> None:
    """Let somebody but the owner write, and wait until all is done about it."""
    await home.channel.say(text, chat=who, sender=who)
    await home.app.worker.drain()


def _to(home: Home, chat: str) -> list[str]:
    return [one.text for one in home.channel.sent if one.address.chat == chat]


async def _speak_portuguese(home: Home) -> None:
    await home.channel.ask("/language pt")


async def test_the_owner_sees_the_whole_house_on_one_page(home: Home) -> None:
    await _speak_portuguese(home)
    await home.channel.ask("me lembra de beber água em 30 minutos")

    answer = await home.channel.ask("/status")

    lines = answer.split("\n")
    assert lines[0].startswith("SparkOne 0.1.0, no ar há")
    assert lines[1:] == [
        "Pessoas: 1",
        "Hoje: 3 recebidas, 2 enviadas",
        "Promessas: 1 à frente, 0 cumpridas, 0 perdidas",
        "Entregas: 2 feitas, 0 esperando, 0 incertas, 0 sem destino",
        "Fila: 0; de lado: 0 (/jobs)",
        "Ainda não há backup: /backup faz um.",
        "Canais: terminal ok, test ok",
    ]


async def test_the_word_alone_works_too(home: Home) -> None:
    assert "SparkOne 0.1.0" in await home.channel.ask("status")


async def test_every_part_is_tried_when_the_owner_asks_for_health(home: Home) -> None:
    answer = await home.channel.ask("/health")

    assert answer.startswith("Everything works.")
    for part in ("database", "schema", "queue", "clock", "disk", "memory", "loop", "test"):
        assert f"\n{part}: ok, " in answer


async def test_somebody_who_is_neither_owner_nor_admin_does_not_even_know_the_commands(
    home: Home,
) -> None:
    await _join(home, "Ana")

    for command in ("/status", "/jobs", "/broadcast olá", "/backup", "/errors"):
        await _as(home, "ana", command)

    assert len(_to(home, "ana")) == 5
    assert all("Não conheço o comando" in text for text in _to(home, "ana"))


async def test_an_admin_sees_the_house_and_does_not_reach_what_is_the_owners(home: Home) -> None:
    await _join(home, "Bia", role=Role.ADMIN)

    await _as(home, "bia", "/status")
    await _as(home, "bia", "/backup")

    seen, refused = _to(home, "bia")
    assert "SparkOne 0.1.0" in seen
    assert "Não conheço o comando" in refused


async def test_a_button_of_the_owners_does_nothing_in_the_hands_of_an_admin(home: Home) -> None:
    await _join(home, "Bia", role=Role.ADMIN)

    await home.channel.say("x", chat="bia", sender="bia", press="verb:backup")
    await home.app.worker.drain()

    assert _to(home, "bia") == []
    assert not (home.app.settings.database_path.parent / "backups").exists()


async def test_people_are_listed_changed_and_banned_by_their_numbers(home: Home) -> None:
    await _speak_portuguese(home)
    ana = await _join(home, "Ana")
    await _as(home, "ana", "tarefas")
    home.clock.advance(minutes=5)

    listed = await home.channel.ask("/users")
    raised = await home.channel.ask(f"/role {ana.id} admin")
    banned = await home.channel.ask("/ban ana")
    await _as(home, "ana", "tarefas")
    after = await home.channel.ask("/users")
    unbanned = await home.channel.ask(f"/unban {ana.id}")
    await _as(home, "ana", "tarefas")

    assert f"{ana.id}. Ana, usuário · test · pt, America/Sao_Paulo · visto há 5 min" in listed
    assert raised == "Ana agora é admin."
    assert banned.startswith("Ana não tem mais acesso.")
    assert "Ana, admin" in after
    assert "sem acesso desde 2026-11-21" in after
    assert unbanned == f"Ana tem acesso de novo ({ana.id})."
    assert len(_to(home, "ana")) == 2


async def test_an_admin_cannot_ban_the_owner_and_is_told_so(home: Home) -> None:
    await _join(home, "Bia", role=Role.ADMIN)

    await _as(home, "bia", "/ban 1")

    assert "Isso você não pode fazer" in _to(home, "bia")[0]
    assert await home.channel.ask("tarefas")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/role", "Write the number"),
        ("/role 2 king", "Write the number"),
        ("/role 99 admin", "I found nobody called 99"),
        ("/ban", "Write the number"),
        ("/ban 9999999999999999999999", "I found nobody"),
        ("/ban ninguém", "I found nobody called ninguém"),
        ("/retry", "Write a number from /jobs"),
        ("/retry d0", "Nothing of that number"),
        ("/retry ²", "Nothing of that number"),
        ("/retry all", "Nothing of that number"),
        ("/discard 77", "Nothing of that number"),
        ("/broadcast", "Write the message"),
        ("/broadcast oi", "There is nobody else"),
        ("/errors", "Nothing has gone wrong"),
    ],
)
async def test_a_verb_that_cannot_be_done_says_what_to_write(
    home: Home, typed: str, said: str
) -> None:
    assert said in await home.channel.ask(typed)


async def test_a_broadcast_is_shown_first_and_then_goes_to_everybody_once(home: Home) -> None:
    await _speak_portuguese(home)
    for name in ("Ana", "Bia"):
        await _join(home, name)
    await _join(home, "Caio", is_banned=True)

    preview = await home.channel.ask("/broadcast Volto *amanhã*,\nàs 2*3")
    before = _to(home, "ana")
    sent = await home.channel.press("Enviar para 2")
    again = await home.channel.press("Enviar para 2")
    await home.app.worker.drain()

    assert "Volto *amanhã*,\nàs 2*3" in preview
    assert before == []
    assert sent == "Enviado a 2 pessoas."
    assert "não vale mais" in again
    assert _to(home, "ana") == _to(home, "bia") == ["Volto \\*amanhã\\*,\nàs 2\\*3"]
    assert _to(home, "caio") == []


async def test_a_broadcast_is_not_sent_after_ten_minutes_nor_after_no(home: Home) -> None:
    await _join(home, "Ana")
    await home.channel.ask("/announce one")
    assert await home.channel.press("No") == "All right, nothing was sent."
    assert "no longer valid" in await home.channel.press("Send to 1")

    await home.channel.ask("/announce two")
    home.clock.advance(minutes=10, seconds=1)
    assert "no longer valid" in await home.channel.press("Send to 1")

    assert _to(home, "ana") == []


async def test_a_broadcast_waits_for_the_end_of_quiet_hours(home: Home) -> None:
    noon_nap = QuietHours(start=time(11), end=time(14))
    await _join(home, "Ana", quiet=noon_nap)
    await home.channel.ask("/broadcast hello")
    await home.channel.press("Send to 1")
    home.clock.advance(minutes=30)
    assert _to(home, "ana") == []

    home.clock.advance(hours=2)
    await until(lambda: _to(home, "ana"))
    assert _to(home, "ana") == ["hello"]


async def test_a_broadcast_that_a_crash_interrupted_reaches_everybody_once(
    start: Start,
) -> None:
    async with start() as home:
        await _join(home, "Ana")
        await home.channel.ask("/broadcast hello")
        button = home.channel.sent[-1].buttons[0]
        store_job = home.app.worker
        await store_job.stop(0.0)  # from here on nothing is carried out any more
        await home.channel.say("x", press=button.action)

    async with start() as home:
        await home.channel.say("x", press=button.action)
        await until(lambda: _to(home, "ana"))
        await home.app.worker.drain()
        assert _to(home, "ana") == ["hello"]


async def test_a_word_that_only_the_owner_may_use_as_a_command_is_a_word_of_anybody_else(
    home: Home,
) -> None:
    await _join(home, "Ana")

    await _as(home, "ana", "backup")

    assert "Não conheço o comando" not in _to(home, "ana")[0]


async def test_an_owner_by_setting_gets_the_name_and_language_of_their_device(home: Home) -> None:
    await home.channel.ask("/today", sender_name="Marta Reis", sender_language="pt-br")

    owner = await home.app.database.read(lambda store: store.people.get(1))

    assert (owner.name, owner.spoken) == ("Marta Reis", "pt")
