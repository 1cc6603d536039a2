"""The calls of the test server, against what the real 2.3.6 answered."""

import aiohttp

from tests.evolution.calling import ANA, call, post, words
from tests.evolution.instance import BUSINESS, EVOLUTION
from tests.evolution.server import EvolutionServer


async def test_an_unknown_instance_is_said_before_a_wrong_key(server: EvolutionServer) -> None:
    nowhere = await call(server, "GET", "/instance/connectionState/none", key="wrong")
    wrong = await call(server, "GET", "/instance/connectionState/spark", key="wrong")

    assert (nowhere[0], words(nowhere)) == (404, ['The "none" instance does not exist'])
    assert wrong == (
        401,
        {"status": 401, "error": "Unauthorized", "response": {"message": "Unauthorized"}},
    )


async def test_the_token_of_the_instance_opens_too(server: EvolutionServer) -> None:
    token = server.instance.token
    state = await call(server, "GET", "/instance/connectionState/spark", key=token)

    assert state == (200, {"instance": {"instanceName": "spark", "state": "open"}})
    assert len((await call(server, "GET", "/instance/fetchInstances", key=token))[1]) == 1


async def test_an_instance_is_made_shown_and_scanned() -> None:
    async with EvolutionServer(ready=False) as server:
        made = await call(
            server,
            "POST",
            "/instance/create",
            {"instanceName": "spark", "integration": "WHATSAPP-BAILEYS", "qrcode": True},
        )
        assert (made[0], made[1]["instance"]["status"]) == (201, "connecting")
        assert made[1]["qrcode"]["code"].startswith("2@")
        again = {"instanceName": "spark", "integration": "WHATSAPP-BAILEYS"}
        twice = await call(server, "POST", "/instance/create", again)
        assert (twice[0], words(twice)) == (403, ['This name "spark" is already in use.'])
        server.reconnect()
        shown = await call(server, "GET", "/instance/connect/spark")
        assert shown[1] == {"instance": {"instanceName": "spark", "state": "open"}}


async def test_what_the_vendor_ignores_is_a_violation(server: EvolutionServer) -> None:
    server.person(ANA)

    assert (await post(server, "sendText", number=ANA, text="oi", message="oi"))[0] == 201

    assert server.judge.forgive("is unknown") == [
        "sendText.message is unknown: it would be ignored"
    ]


async def test_a_wrong_type_is_refused_in_the_words_of_the_vendor(server: EvolutionServer) -> None:
    refused = await post(server, "sendText", number=5511, delay="1", quoted={"key": {}})

    assert refused[0] == 400
    assert sorted(words(refused)[0]) == [
        "Enter a value in milliseconds",
        "Invalid format",
        'instance requires property "text"',
        'quoted.key requires property "id"',
    ]
    server.judge.forgive("sendText")


async def test_a_text_arrives_and_is_answered_as_a_conversation(server: EvolutionServer) -> None:
    ana = server.person(ANA)
    said = await ana.says("oi")

    status, answer = await post(
        server, "sendText", number=ana.jid, text="olá", quoted={"key": {"id": said.id}}
    )

    assert status == 201
    assert answer["key"]["remoteJid"] == f"{ANA}@s.whatsapp.net"
    assert answer["message"] == {"conversation": "olá"}
    assert (server.sent(ana)[0].text, server.sent(ana)[0].quoted) == ("olá", said.id)


async def test_a_deleted_message_cannot_be_quoted(server: EvolutionServer) -> None:
    ana = server.person(ANA)
    said = await ana.says("oi")
    await ana.deletes(said)

    refused = await post(
        server, "sendText", number=ana.jid, text="olá", quoted={"key": {"id": said.id}}
    )

    trouble = "TypeError: Cannot read properties of undefined (reading 'undefined')"
    assert (refused[0], words(refused)) == (400, [trouble])


async def test_a_number_that_nobody_has_is_refused(server: EvolutionServer) -> None:
    refused = await post(server, "sendText", number="5511900001111", text="oi")

    jid = "5511900001111@s.whatsapp.net"
    assert refused[0] == 400
    assert words(refused) == [{"jid": jid, "exists": False, "number": "5511900001111"}]


async def test_the_ninth_digit_does_not_matter(server: EvolutionServer) -> None:
    old = server.person("553188887777", "Bia")

    answer = await post(server, "sendText", number="5531988887777", text="oi")

    assert answer[1]["key"]["remoteJid"] == old.jid
    assert old.chat.texts == ["oi"]


async def test_without_a_line_a_send_is_400_or_500(server: EvolutionServer) -> None:
    ana, bia = server.person(ANA), server.person("5511977776666", "Bia")
    await ana.says("oi")
    server.disconnect(428)

    known = await post(server, "sendText", number=ana.jid, text="x")
    other = await post(server, "sendText", number=bia.jid, text="x")

    assert (known[0], words(known)) == (400, ["Error: Connection Closed"])
    assert (other[0], words(other)) == (500, "Connection Closed")


async def test_buttons_need_the_official_integration(server: EvolutionServer) -> None:
    server.person(ANA)
    buttons = [{"type": "reply", "displayText": "Sim", "id": "a"}]

    assert (await post(server, "sendButtons", number=ANA, title="Ok?", buttons=buttons))[0] == 201

    server.judge.forgive("phones do not show buttons of WHATSAPP-BAILEYS")


async def test_buttons_of_the_official_integration_are_tapped_by_title() -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        ana = server.person(ANA)
        buttons = [{"type": "reply", "displayText": one, "id": one[0]} for one in ("Sim", "Não")]
        answer = await post(server, "sendButtons", number=ANA, title="Pode?", buttons=buttons)
        assert answer[1]["message"] == {"conversation": "Pode?\n▶️ Sim\n▶️ Não\n"}
        sent = ana.chat.last
        assert (sent.text, sent.titles, sent.ids) == ("Pode?", ["Sim", "Não"], ["S", "N"])

        tapped = await ana.taps(sent, "Não")

        assert tapped.kind == "interactiveMessage"
        context = {"stanzaId": sent.id}
        assert tapped.data["message"] == {"conversation": "Não", "contextInfo": context}


async def test_limits_of_whatsapp_are_kept() -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        server.person(ANA)
        four = [{"type": "reply", "displayText": f"{n}" * 21, "id": f"{n}"} for n in range(4)]

        status, answer = await post(server, "sendButtons", number=ANA, title="a", buttons=four)

        assert (status, answer["code"]) == (201, 100)
        assert server.sent(ANA) == []
        server.judge.forgive("4 buttons, not 1 to 3")
        server.judge.forgive("displayText has 21 units, not 1 to 20")


async def test_a_row_without_description_crashes_the_official_integration() -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        server.person(ANA)
        rows = [{"title": "um", "rowId": "1"}]
        asked = {"title": "T", "description": "D", "footerText": "F", "buttonText": "Ver"}
        sections = [{"title": "S", "rows": rows}]

        crashed = await post(server, "sendList", number=ANA, **asked, sections=sections)
        rows[0]["description"] = "d"
        sent = await post(server, "sendList", number=ANA, **asked, sections=sections)

        assert words(crashed) == "Cannot read properties of undefined (reading 'substring')"
        assert sent[0] == 201


async def test_a_refusal_of_meta_is_answered_with_201() -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        server.person(ANA)
        server.troubles.meta(131047)

        status, answer = await post(server, "sendText", number=ANA, text="oi")

        assert (status, answer["code"], "key" in answer) == (201, 131047, False)
        assert server.sent(ANA) == []


async def test_what_an_integration_cannot_do_is_refused() -> None:
    async with EvolutionServer(integration=BUSINESS) as server:
        refused = await post(server, "sendPresence", number=ANA, presence="composing", delay=1)
        assert words(refused) == ["Method not available on WhatsApp Business API"]
    async with EvolutionServer(integration=EVOLUTION) as server:
        key = {"id": "a", "remoteJid": ANA, "fromMe": False}
        refused = await post(server, "sendReaction", key=key, reaction="👍")
        assert words(refused) == ["Method not available on Evolution Channel"]


async def test_media_goes_as_base64_as_an_address_and_as_a_file(server: EvolutionServer) -> None:
    ana = server.person(ANA)
    body = {"number": ANA, "mediatype": "document", "media": "aGVsbG8="}
    nameless = await post(server, "sendMedia", **body)
    neither = await post(server, "sendMedia", **{**body, "media": "http://nodots:80/a.pdf"})
    form = aiohttp.FormData({"number": ANA, "mediatype": "image", "caption": "oi"})
    form.add_field("file", b"JPEG", filename="a.jpg", content_type="image/jpeg")
    headers = {"apikey": server.key}
    url = f"{server.base}/message/sendMedia/spark"
    async with aiohttp.ClientSession() as session:
        assert (await session.post(url, data=form, headers=headers)).status == 201

    assert (await post(server, "sendMedia", **body, fileName="a.txt"))[0] == 201
    address = "http://127.0.0.1:9/a.pdf"
    assert (await post(server, "sendMedia", **{**body, "media": address}))[0] == 201

    assert words(nameless) == ["For base64 the file name must be informed."]
    assert words(neither) == ["Owned media must be a url or base64"]
    assert [one.media for one in server.sent(ana)] == [b"JPEG", b"hello", None]


async def test_a_message_is_changed_reacted_to_read_and_deleted(server: EvolutionServer) -> None:
    ana = server.person(ANA)
    said = await ana.says("oi")
    answer = (await post(server, "sendText", number=ana.jid, text="um"))[1]

    changed = await post(server, "updateMessage", number=ana.jid, key=answer["key"], text="dois")
    reacted = await post(server, "sendReaction", key=_key(said.key), reaction="👍")
    read = await post(server, "markMessageAsRead", readMessages=[_key(said.key)])

    assert (changed[0], reacted[0], read[0]) == (200, 201, 201)
    assert (ana.chat.last.text, ana.chat.last.edits) == ("dois", ["um"])
    assert (said.reactions, said.read) == (["👍"], True)
    assert (await post(server, "deleteMessageForEveryone", **answer["key"]))[0] == 201
    assert server.sent(ana) == []


def _key(key: dict[str, object]) -> dict[str, object]:
    return {name: key[name] for name in ("id", "remoteJid", "fromMe")}


async def test_typing_takes_as_long_as_it_was_asked_for(server: EvolutionServer) -> None:
    ana = server.person(ANA)

    await post(server, "sendPresence", number=ana.jid, presence="composing", delay=1500)

    assert ana.chat.typed == ["composing"]
    assert server.slept == [1.5]


async def test_history_and_files_can_be_asked_for(server: EvolutionServer) -> None:
    ana = server.person(ANA)
    image = await ana.sends_image(b"JPEG", "nota")
    said = await ana.says("oi")

    found = await post(server, "findMessages", where={"key": {"remoteJid": ana.jid}}, offset=1)
    file = await post(server, "getBase64FromMediaMessage", message={"key": {"id": image.id}})
    none = await post(server, "getBase64FromMediaMessage", message={"key": {"id": said.id}})

    assert (found[1]["messages"]["total"], found[1]["messages"]["pages"]) == (2, 2)
    assert (file[0], file[1]["base64"], file[1]["mimetype"]) == (201, "SlBFRw==", "image/jpeg")
    assert words(none) == ["The message is not of the media type"]


async def test_a_path_that_does_not_exist_is_a_violation(server: EvolutionServer) -> None:
    nowhere = await call(server, "PUT", "/instance/restart/spark")

    assert (nowhere[0], words(nowhere)) == (404, ["Cannot PUT /instance/restart/spark"])
    server.judge.forgive("there is no PUT /instance/restart/spark")
