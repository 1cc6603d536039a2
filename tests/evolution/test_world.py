"""What people do, as the webhook tells it: by integration, kind and address."""

from typing import Any

import pytest

from tests.evolution.calling import ANA, listen, post
from tests.evolution.instance import BUSINESS
from tests.evolution.receiver import Receiver
from tests.evolution.server import EvolutionServer

OURS = "5511900000000@s.whatsapp.net"


async def last(server: EvolutionServer, receiver: Receiver) -> Any:
    await server.quiet()
    return receiver.hooks[-1].body["data"]


@pytest.mark.parametrize(
    ("form", "facts"),
    [
        ("phone", {"remoteJid": f"{ANA}@s.whatsapp.net", "remoteJidAlt": "7@lid"}),
        ("lid", {"remoteJid": "7@lid", "remoteJidAlt": f"{ANA}@s.whatsapp.net"}),
        ("senderPn", {"remoteJid": "7@lid", "senderPn": f"{ANA}@s.whatsapp.net"}),
        ("hidden", {"remoteJid": "7@lid"}),
    ],
)
async def test_an_address_comes_in_four_forms(
    server: EvolutionServer, form: str, facts: dict[str, str]
) -> None:
    ana = server.person(ANA, lid="7", form=form)

    said = await ana.says("oi")

    held = {key: one for key, one in said.key.items() if "remoteJid" in key or "Pn" in key}
    assert held == facts
    assert (await post(server, "sendText", number=ana.jid, text="olá"))[0] == 201
    assert ana.chat.texts == ["olá"]


async def test_replies_forwards_and_mentions_stand_in_the_context(
    server: EvolutionServer, receiver: Receiver
) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT"])
    ana = server.person(ANA)

    said = await ana.says("oi")
    await ana.replies(said, "isto")
    reply = await last(server, receiver)
    await ana.forwards("aviso")
    forward = await last(server, receiver)
    await ana.says("@spark oi", chat=server.group(), mention=True)
    mention = await last(server, receiver)

    assert reply["contextInfo"]["stanzaId"] == said.id
    lists: dict[str, list[str]] = {"mentionedJid": [], "groupMentions": []}
    assert forward["contextInfo"] == {**lists, "isForwarded": True, "forwardingScore": 1}
    assert mention["contextInfo"] == {**lists, "mentionedJid": [OURS]}
    assert mention["key"]["remoteJid"] == "120363000000000001@g.us"
    assert mention["key"]["participant"] == ana.jid


async def test_a_message_without_a_context_may_have_one_that_is_null(
    server: EvolutionServer,
) -> None:
    ana = server.person(ANA)

    assert "contextInfo" not in (await ana.says("oi")).data
    assert (await ana.says("veja https://example.com")).data["contextInfo"] is None
    assert (await ana.sends_location(-23.5, -46.6)).data["contextInfo"] is None


async def test_an_edit_is_told_as_its_sender_saw_it(
    server: EvolutionServer, receiver: Receiver
) -> None:
    await listen(server, receiver, events=["MESSAGES_EDITED", "MESSAGES_DELETE"])
    ana = server.person(ANA)
    said = await ana.says("oi")

    await ana.edits(said, "olá")
    edit = await last(server, receiver)

    assert edit["key"] == {"remoteJid": OURS, "fromMe": True, "id": said.id}
    assert edit["editedMessage"] == {"conversation": "olá"}
    await ana.deletes(said)
    await server.quiet()
    revoked = receiver.data("messages.edited")[1]
    assert (revoked["type"], "editedMessage" in revoked) == ("REVOKE", False)
    assert receiver.data("messages.delete") == [said.key]


async def test_an_encrypted_edit_is_a_message_that_nobody_can_read(
    server: EvolutionServer,
) -> None:
    ana = server.person(ANA)
    said = await ana.says("oi")

    await ana.edits(said, "olá", encrypted=True)

    told = ana.chat.messages[-1]
    assert told.kind == "secretEncryptedMessage"
    assert told.data["message"][told.kind]["targetMessageKey"]["id"] == said.id


async def test_files_carry_their_bytes_from_the_next_connection_on(
    server: EvolutionServer, receiver: Receiver
) -> None:
    ana = server.person(ANA)
    await listen(server, receiver, events=["MESSAGES_UPSERT"], base64=True)

    plain = await ana.sends_voice(b"OGG")
    server.disconnect(515)
    server.reconnect()
    full = await ana.sends_voice(b"OGG")

    assert (plain.kind, "base64" in plain.data["message"]) == ("audioMessage", False)
    assert full.data["message"]["base64"] == "T0dH"
    assert full.data["message"]["audioMessage"]["ptt"] is True


async def test_the_official_integration_tells_as_recorded(receiver: Receiver) -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        await listen(server, receiver, events=["MESSAGES_UPSERT", "MESSAGES_UPDATE"])
        ana = server.person(ANA)
        sent = await ana.sends_image(b"JPEG", "nota")
        image = await last(server, receiver)
        answer = (await post(server, "sendText", number=ANA, text="vi"))[1]
        server.delivers(ana.chat.last)
        update = await last(server, receiver)

    about = image["message"].pop("imageMessage")
    assert (about["mime_type"], about["caption"]) == ("image/jpeg", "nota")
    assert image == {
        "key": {"id": sent.id, "remoteJid": f"{ANA}@s.whatsapp.net", "fromMe": False},
        "pushName": "Ana",
        "message": {"base64": "SlBFRw=="},
        "messageType": "imageMessage",
        "messageTimestamp": image["messageTimestamp"],
        "source": "unknown",
        "instanceId": server.instance.id,
    }
    assert list(update) == [
        "messageId",
        "keyId",
        "remoteJid",
        "fromMe",
        "participant",
        "status",
        "instanceId",
    ]
    assert (update["keyId"], update["status"]) == (answer["key"]["id"], "DELIVERED")


async def test_the_official_integration_may_mix_people_up() -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        ana, bia = server.person(ANA), server.person("5511977776666", "Bia")

        said = await ana.says("é segredo", under=bia)

        assert (said.key["remoteJid"], said.data["pushName"]) == (bia.jid, "Ana")


async def test_what_the_owner_writes_comes_back_and_what_we_send_does_not(
    server: EvolutionServer, receiver: Receiver
) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT", "SEND_MESSAGE"])
    ana = server.person(ANA)

    await server.owner_says("deixa comigo", ana)
    await server.quiet()
    await post(server, "sendText", number=ana.jid, text="oi")
    await server.quiet()

    assert [one["key"]["fromMe"] for one in receiver.data("messages.upsert")] == [True]
    assert [one["message"] for one in receiver.data("send.message")] == [{"conversation": "oi"}]


async def test_a_status_is_told_once(server: EvolutionServer, receiver: Receiver) -> None:
    await listen(server, receiver, events=["MESSAGES_UPDATE"])
    ana = server.person(ANA)
    await post(server, "sendText", number=ana.jid, text="oi")
    message = ana.chat.last

    for tell in (server.acks, server.delivers, server.reads, server.reads, server.fails):
        tell(message)
    await server.quiet()

    told = [one["status"] for one in receiver.data("messages.update")]
    assert sorted(told) == ["DELIVERY_ACK", "ERROR", "READ", "SERVER_ACK"]


async def test_whatever_else_comes_is_told_too(server: EvolutionServer, receiver: Receiver) -> None:
    await listen(server, receiver)
    ana = server.person(ANA)
    said = await ana.says("oi")
    await ana.reacts(said, "👍")
    await ana.sends_location(-23.5, -46.6, "Casa")
    await ana.sends_contact("Bia", "5511977776666")
    await ana.sends_document(b"%PDF", caption="nota")
    await ana.sends_sticker(b"WEBP")
    await ana.sends_video(b"MP4")
    await ana.sends_strange("orderMessage")
    await ana.posts_status("bom dia")
    await ana.types()
    await server.newsletter_says("notícia")
    server.emit("something.new", {"a": 1})
    server.new_qr()
    await server.quiet()

    kinds = {one["messageType"] for one in receiver.data("messages.upsert")}
    assert {"reactionMessage", "stickerMessage", "orderMessage", "conversation"} < kinds
    assert receiver.data("something.new") == [{"a": 1}]
    assert receiver.data("qrcode.updated")[0]["qrcode"]["instance"] == "spark"
    assert receiver.data("chats.upsert")
