"""Files, commands and people of the test server."""

from typing import TYPE_CHECKING

from tests.fakes import HandClock
from tests.telegram.client import refusal
from tests.telegram.people import from_channel, from_hidden, from_user
from tests.telegram.server import BotApiServer

if TYPE_CHECKING:
    from aiogram import Bot


async def test_files_go_up_and_down(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.types import BufferedInputFile

    ana = server.user(7)
    await ana.sends_voice(3, b"voice")
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.voice is not None
    loaded = await bot.download(message.voice)
    assert loaded is not None
    assert loaded.read() == b"voice"
    sent = await bot.send_document(7, BufferedInputFile(b"PK", "tudo.zip"), caption="Eis")
    assert sent.document is not None
    assert sent.document.file_name == "tudo.zip"
    file = await bot.get_file(sent.document.file_id)
    assert file.file_size == 2
    again = await bot.send_document(7, sent.document.file_id)
    assert again.document is not None
    assert await refusal(bot.get_file("nonsense")) == "Bad Request: invalid file_id"
    huge = server.world.files.add(b"", "videos/file_{}.mp4", size=21 * 1024 * 1024)
    assert await refusal(bot.get_file(huge.file_id)) == "Bad Request: file is too big"


async def test_photos_come_in_sizes(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.types import BufferedInputFile

    await server.user(7).sends_photo(b"x" * 500, "veja @SparkTestBot")
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.photo is not None
    assert message.photo[-1].width == 1280
    sent = await bot.send_photo(7, BufferedInputFile(b"y" * 10, "foto.jpg"))
    assert sent.photo is not None


async def test_commands_and_the_profile_are_kept_by_language(
    server: BotApiServer, bot: "Bot"
) -> None:
    from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

    commands = [BotCommand(command="lista", description="O que há")]
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(commands, scope=scope, language_code="pt")
    assert server.world.commands[("all_private_chats", "pt")][0]["command"] == "lista"
    assert await bot.get_my_commands() == []
    told = await bot.get_my_commands(scope=scope, language_code="pt")
    assert [command.description for command in told] == ["O que há"]
    await bot.delete_my_commands(scope=scope, language_code="pt")
    assert await bot.get_my_commands(scope=scope, language_code="pt") == []
    wrong = [BotCommand(command="Lista!", description="x")]
    assert await refusal(bot.set_my_commands(wrong)) == "Bad Request: BOT_COMMAND_INVALID"
    server.judge.forgive("must match [a-z0-9_]")
    await bot.set_my_description("Lembra de tudo", language_code="pt")
    await bot.set_my_short_description("Lembra")
    assert server.world.profile[("description", "pt")] == "Lembra de tudo"


async def test_small_signs_are_recorded(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.types import ReactionTypeEmoji

    ana = server.user(7)
    said = await ana.says("oi")
    await bot.send_chat_action(7, "typing")
    await bot.set_message_reaction(7, said.message_id, [ReactionTypeEmoji(emoji="👀")])
    await bot.send_message_draft(chat_id=7, draft_id=1, text="pen")
    assert (ana.chat.actions, said.bot_reactions) == (["typing"], ["👀"])
    assert ana.chat.drafts[0]["text"] == "pen"
    wrong = bot.set_message_reaction(7, said.message_id, [ReactionTypeEmoji(emoji="🧾")])
    assert await refusal(wrong) == "Bad Request: REACTION_INVALID"
    assert (await bot.get_chat(7)).first_name == "Ana"


async def test_what_people_do_arrives_as_telegram_tells_it(
    server: BotApiServer, bot: "Bot"
) -> None:
    ana, rui = server.user(7, "Ana"), server.user(8, "Rui", username="rui")
    group, news = server.group(-55), server.channel(-1009, "Avisos")
    await ana.starts("convite")
    said = await ana.says("🔥 /lista @SparkTestBot e a.example.com")
    await ana.edits(said, "outra coisa")
    await ana.forwards("visto", from_user(rui, server.world.now()))
    await ana.forwards("visto", from_hidden("Alguém", server.world.now()))
    await ana.forwards("visto", from_channel(news, 5, server.world.now()))
    await ana.shares_location(-23.5, -46.6)
    await ana.shares_contact("+5511999990000", "Rui", 8)
    await ana.sends_document("a.pdf", b"%PDF", "isto")
    await group.adds_bot(ana)
    await rui.says("@SparkTestBot oi", chat=group)
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == [
        *["message"] * 2,
        "edited_message",
        *["message"] * 6,
        "my_chat_member",
        *["message"] * 2,
    ]
    first = updates[1].message
    assert first is not None
    assert [(e.type, e.offset, e.length) for e in first.entities or []] == [
        ("bot_command", 3, 6),
        ("mention", 10, 13),
        ("url", 26, 13),
    ]


async def test_privacy_mode_tells_only_what_is_meant_for_the_bot(hand_clock: HandClock) -> None:
    async with BotApiServer(hand_clock.now, privacy=True) as server:
        group, ana = server.group(-55), server.user(7)
        assert (await ana.says("entre nós", chat=group)).update_id is None
        assert (await ana.says("/lista", chat=group)).update_id is not None
        assert (await ana.says("oi @SparkTestBot", chat=group)).update_id is not None
