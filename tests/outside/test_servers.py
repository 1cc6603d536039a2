"""Servers that are away, that are none, that change, and what whoever looks after them is told."""

import logging
from pathlib import Path

import pytest

from bot.app import create_app
from bot.commands.doctor import Fault
from bot.doctoring import later_checks
from bot.outside import servers_of, try_server
from bot.probing import Probes
from bot.settings import Settings
from bot.thinking import outside_for
from domain.errors import ConfigurationError
from engine.outside.servers import Server
from tests.fakes import HandClock, until
from tests.outside.house import QUESTION, by_pipes, lines, living, scripted, served
from tests.scripted import ScriptedModel, says, wants

KEY = "sk-very-secret"
AWAY = {
    "no such command": Server(name="post", command="/no/such/command", args=(KEY,)),
    "nobody listens": Server(name="post", url=f"http://127.0.0.1:9/mcp?key={KEY}"),
    "ends at once": scripted("pass", env={"KEY": KEY}),
    "prints no protocol": scripted("while True: print('hello')"),
    "prints without end": scripted("import sys\nwhile True: sys.stdout.write('x' * 65536)"),
    "says nothing": scripted("import time; time.sleep(60)", seconds=1),
    "answers nonsense": scripted(
        "import sys, json\nfor line in sys.stdin:\n"
        " print(json.dumps({'jsonrpc': '2.0', 'id': json.loads(line).get('id'), "
        f"'result': {{'secret': '{KEY}'}}}}), flush=True)",
        seconds=2,
    ),
}


@pytest.mark.parametrize("server", AWAY.values(), ids=AWAY)
async def test_a_server_that_cannot_be_used_delays_nothing_and_is_named(
    settings: Settings,
    clock: HandClock,
    server: Server,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    model = ScriptedModel(says("Forty-two."))
    async with living(settings, clock, model, [server], waits=False) as home:
        assert await home.channel.ask(QUESTION) == "Forty-two."
        assert not any("__" in name for name in model.tools())
        await until(lambda: home.outside.state().startswith("post not reached ("))

        assert KEY not in home.outside.state()
    printed = capfd.readouterr()
    assert KEY not in printed.out + printed.err
    assert KEY not in caplog.text
    assert KEY not in repr(server)


async def test_a_server_that_comes_later_is_used_from_then_on(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(says("No."), says("Yes."))
    async with served(journal) as url:
        pass
    server = Server(name="post", url=url)
    async with living(settings, clock, model, [server], waits=False) as home:
        await until(lambda: home.outside.state().startswith("post not reached ("))
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        async with served(journal, port):
            clock.advance(seconds=5)
            await until(lambda: home.outside.state() == "ok")
            await home.channel.ask(QUESTION)
            assert "post__send" in model.tools()


async def test_headers_reach_the_server_and_nobody_else(journal: Path) -> None:
    settings = Settings(
        sparkone_mcp="""
        [[servers]]
        name = "post"
        url = "https://post.example/mcp"
        headers = { X-Team = "blue" }
        header_env = { Authorization = "POST_KEY" }
        """
    )

    (server,) = servers_of(settings, {"POST_KEY": KEY})

    assert server.headers == {"X-Team": "blue", "Authorization": KEY}
    assert KEY not in repr(server)
    with pytest.raises(ConfigurationError, match="SPARKONE_MCP: post: POST_KEY is not set"):
        servers_of(settings, {})


async def test_tools_that_change_are_left_alone_and_shown_to_the_owner_once(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    model = ScriptedModel(
        wants("post__send", to="Ana"),
        says("May I?"),
        wants("post__grow", about="life"),
        says("It grew."),
        says("Yes."),
    )
    server = by_pipes(journal, harmless=frozenset({"grow"}))
    async with living(settings, clock, model, [server]) as home:
        await home.channel.ask(QUESTION)
        button = home.channel.sent[-1].buttons[0]
        clock.advance(seconds=1)
        await home.channel.ask("tell me about life")
        await home.channel.say("", press=button.action)  # to a tool that is another one by now
        await until(lambda: any("Ask post: send" in text for text in home.channel.texts()))
        await until(
            lambda: any("changed its tools" in text for text in home.channel.texts()),
            what="the owner to be told",
        )
        clock.advance(minutes=5)
        clock.advance(minutes=5)
        await home.app.worker.drain()

        told = [text for text in home.channel.texts() if "changed its tools" in text]
        assert len(told) == 1
        assert "post: later, post: send" in told[0]
        assert home.outside.state() == "post changed its tools"
        names = {one.name for one in home.outside.tools()}
        assert "post__grow" in names
        assert not {"post__send", "post__later"} & names
        assert [one for one in lines(journal) if one.startswith(("send", "hang"))] == []


async def test_only_the_tools_that_the_owner_named_are_there(
    settings: Settings, clock: HandClock, journal: Path
) -> None:
    server = by_pipes(journal, tools=frozenset({"send", "search", "fail"}), most_tools=2)
    async with living(settings, clock, ScriptedModel(says("x")), [server]) as home:
        assert [one.name for one in home.outside.tools()] == ["post__search", "post__send"]


async def test_the_doctor_counts_what_a_server_offers(journal: Path) -> None:
    assert await try_server(by_pipes(journal)) == 10


BROKEN = '[[servers]]\nname = "post"\ncommand = "/no/such/command"'


async def test_health_shows_what_is_wrong_with_a_server_of_the_settings(
    settings: Settings, clock: HandClock
) -> None:
    asked = settings.model_copy(update={"sparkone_mcp": BROKEN})
    async with create_app(asked, clock=clock, channels=[], serve=False) as app:
        assert app.outside is not None
        await until(lambda: app.outside and "(" in app.outside.state())

        finding = await Probes(app.house).probe("mcp")
        assert finding.state == "post not reached (FileNotFoundError)"


def test_the_doctor_says_what_to_do_about_a_server(settings: Settings) -> None:
    *_, check = later_checks(sends=False)

    with pytest.raises(Fault, match=r"post \(/no/such/command\) cannot be reached \(FileNotFound"):
        check(settings.model_copy(update={"sparkone_mcp": BROKEN}))
    assert check(settings) == "outside tools: none"


def test_without_the_setting_there_is_nothing(settings: Settings, clock: HandClock) -> None:
    from storage.sqlite import SqliteDatabase

    assert outside_for(settings, SqliteDatabase(settings.database_path), clock) is None
