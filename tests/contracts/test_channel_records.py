"""What channels tell and keep: receipts, windows, costs, notes, other names, what was asked."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.deliveries import DeliveryState
from domain.messages import Address, Button, InboundMessage, OutboundMessage, Purpose
from domain.people import Identity, Role
from storage.database import Database
from storage.store import Store

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
PHONE, USER = "5511988887777", "BR.13491208655302741918"
CHAT = Address(channel="whatsapp", chat=PHONE)


def person(store: Store, external: str = PHONE, phone: str | None = None) -> int:
    made = store.people.add(role=Role.USER, zone="UTC", language=None, quiet=None, now=NOW)
    store.people.link(
        Identity(person=made.id, channel="whatsapp", external=external, chat=external, phone=phone)
    )
    return made.id


def said(sender: str, *aliases: str, private: Address | None = None) -> InboundMessage:
    return InboundMessage(
        key="k",
        address=Address(channel="whatsapp", chat="group" if private else sender),
        sender=sender,
        text="oi",
        received_at=NOW,
        aliases=aliases,
        private=private,
    )


def sent(store: Store, key: str, external: str | None = None, *labels: str) -> int:
    message = OutboundMessage(
        key=key,
        address=CHAT,
        text="olá",
        purpose=Purpose.REPLY,
        buttons=tuple(Button(label=one, action=f"do:{one}") for one in labels),
    )
    delivery = store.outbox.add(message, language="pt", now=NOW)
    assert delivery is not None
    if external is not None:
        store.outbox.mark_sent(delivery.id, external=external, now=NOW)
    return delivery.id


async def test_a_message_is_found_by_our_key_or_by_the_services_id(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        return sent(store, "reply:1", "wamid.A"), sent(store, "reply:2")

    first, second = await database.run(write)

    def find(store: Store) -> list[int | None]:
        return [
            store.receipts.find("whatsapp", "wamid.A", None),
            store.receipts.find("whatsapp", "wamid.B", "reply:2"),
            store.receipts.find("telegram", "wamid.A", "reply:2"),
            store.receipts.find("whatsapp", "wamid.C", None),
        ]

    assert await database.read(find) == [first, second, None, None]


async def test_the_first_time_of_a_receipt_stays_and_reading_is_arriving(
    database: Database,
) -> None:
    later = NOW + timedelta(minutes=5)

    def write(store: Store) -> tuple[datetime | None, datetime | None]:
        number = sent(store, "reply:1", "wamid.A")
        store.receipts.read(number, NOW)
        store.receipts.delivered(number, later)
        store.receipts.read(number, later)
        return store.receipts.delivered_at(number), store.receipts.read_at(number)

    assert await database.run(write) == (NOW, NOW)


async def test_a_window_is_since_the_person_last_wrote_and_can_be_shut(
    database: Database,
) -> None:
    def write(store: Store) -> list[datetime | None]:
        number = person(store)
        found = [store.windows.at(CHAT)]
        store.windows.wrote(number, CHAT, NOW - timedelta(hours=3))
        store.windows.wrote(number, CHAT, NOW)
        found.append(store.windows.at(CHAT))
        store.windows.shut(CHAT)
        found.append(store.windows.at(CHAT))
        return found

    assert await database.run(write) == [None, NOW, None]


async def test_a_cost_is_counted_once_and_settled_by_what_the_service_says(
    database: Database,
) -> None:
    end = NOW + timedelta(days=1)

    def write(store: Store) -> list[tuple[str, str, int, int]]:
        for _ in range(2):
            store.charges.add(
                "whatsapp", "wamid.A", sort="template", category="utility", micros=6800, now=NOW
            )
        store.charges.add(
            "whatsapp", "wamid.B", sort="text", category="service", micros=62_500, now=NOW
        )
        store.charges.settle("whatsapp", "wamid.B", category="service", micros=0)
        sums = store.charges.sums("whatsapp", NOW, end)
        assert store.charges.sums("whatsapp", end, end + timedelta(days=30)) == []
        return [(one.sort, one.category, one.count, one.micros) for one in sums]

    assert await database.run(write) == [
        ("template", "utility", 1, 6800),
        ("text", "service", 1, 0),
    ]


async def test_a_note_of_a_channel_is_its_own_and_can_be_forgotten(database: Database) -> None:
    def write(store: Store) -> list[str | None]:
        store.channel_notes.set("whatsapp", "paid", "off")
        store.channel_notes.set("whatsapp", "paid", "on")
        found = [store.channel_notes.get(name, "paid") for name in ("whatsapp", "evolution")]
        store.channel_notes.set("whatsapp", "paid", None)
        return [*found, store.channel_notes.get("whatsapp", "paid")]

    assert await database.run(write) == ["on", None, None]


async def test_which_parts_are_out_does_not_stay(database: Database) -> None:
    def write(store: Store) -> list[str | None]:
        store.channel_notes.set("whatsapp", "parts:a", "wamid.A", NOW - timedelta(days=3))
        store.channel_notes.set("whatsapp", "parts:b", "wamid.B", NOW)
        store.channel_notes.set("whatsapp", "seen", "1")
        assert store.channel_notes.drop_parts(NOW - timedelta(days=2)) == 1
        names = ("parts:a", "parts:b", "seen")
        before = [store.channel_notes.get("whatsapp", name) for name in names]
        store.channel_notes.forgotten(["whatsapp"], NOW)
        return [*before, store.channel_notes.get("whatsapp", "parts:b")]

    assert await database.run(write) == [None, "wamid.B", "1", None]


async def test_who_was_known_by_phone_is_known_by_their_user_id_with_all_that_waits(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[str, list[Identity], str]:
        number = person(store)
        delivery = sent(store, "reply:1")
        settled = store.aliases.settle(said(USER, PHONE))
        waiting = store.outbox.get(delivery)
        assert waiting is not None
        return settled.sender, store.people.identities(number), waiting.message.address.chat

    sender, (identity,), chat = await database.run(write)

    assert (sender, identity.external, identity.chat, identity.phone) == (USER, USER, USER, PHONE)
    assert chat == USER


async def test_what_was_said_under_the_old_name_stays_theirs(database: Database) -> None:
    def write(store: Store) -> tuple[str, str]:
        person(store)
        number = store.inbox.add(said(PHONE))
        assert number is not None
        store.aliases.settle(said(USER, PHONE))
        message = store.inbox.get(number)
        return message.sender, message.address.chat

    assert await database.run(write) == (USER, USER)


async def test_who_is_known_by_user_id_is_found_by_the_phone_alone(database: Database) -> None:
    def write(store: Store) -> InboundMessage:
        person(store, USER, PHONE)
        return store.aliases.settle(said(PHONE, "551188887777"))

    settled = await database.run(write)

    assert (settled.sender, settled.address.chat) == (USER, USER)


async def test_a_number_that_passed_to_somebody_else_opens_nothing(database: Database) -> None:
    def write(store: Store) -> InboundMessage:
        person(store, USER, PHONE)
        return store.aliases.settle(said("BR.999", PHONE))

    assert (await database.run(write)).sender == "BR.999"


async def test_a_number_with_and_without_its_ninth_digit_is_one_person(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[str, list[str]]:
        number = person(store, "5511988887777")
        settled = store.aliases.settle(said("551188887777", "5511988887777"))
        return settled.sender, [one.external for one in store.people.identities(number)]

    assert await database.run(write) == ("551188887777", ["551188887777"])


async def test_in_a_group_only_the_private_chat_is_theirs(database: Database) -> None:
    home = Address(channel="whatsapp", chat=PHONE)

    def write(store: Store) -> InboundMessage:
        person(store, USER, PHONE)
        return store.aliases.settle(said(PHONE, "551188887777", private=home))

    settled = await database.run(write)

    assert settled.address.chat == "group"
    assert settled.private == Address(channel="whatsapp", chat=USER)


async def test_the_last_questions_of_a_chat_come_newest_first(database: Database) -> None:
    def write(store: Store) -> list[tuple[str | None, int]]:
        sent(store, "reply:1", "wamid.A", "Sim", "Não")
        sent(store, "reply:2", "wamid.B")
        sent(store, "reply:3", "wamid.C", "Feito")
        failed = sent(store, "reply:4", "wamid.D", "Outro")
        store.outbox.end(failed, DeliveryState.FAILED, "blocked")
        return [(one.external, len(one.buttons)) for one in store.asked.last(CHAT, 10)]

    assert await database.run(write) == [("wamid.C", 1), ("wamid.A", 2)]


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
async def test_a_delivery_that_was_refused_remembers_where(
    database: Database, channel: str
) -> None:
    there = Address(channel=channel, chat="777")

    def write(store: Store) -> list[tuple[str, ...]]:
        number = sent(store, "reply:1")
        found = []
        for deed in (store.outbox.move, store.outbox.hand_on, store.outbox.hand_on):
            deed(number, there)
            delivery = store.outbox.get(number)
            assert delivery is not None
            assert delivery.message.address == there
            found.append(delivery.tried)
        return found

    assert await database.run(write) == [(), (channel,), (channel, channel)]
