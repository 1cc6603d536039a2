"""Our own port, spoken to as HTTP/1.1 may be, and as it may not."""

import asyncio

import pytest

from bot.connection import IDLE_SECONDS, LARGEST_HEAD, READ_SECONDS
from bot.webhook import LARGEST_BODY, Answer
from tests.bot.front import House, house, post, statuses
from tests.fakes import until

BELOW = b"x" * 100


async def test_requests_on_one_connection_are_answered_one_by_one() -> None:
    async with house() as home:
        answer = await home.say(post(b"one"), post(b"two"), post(b"three"))

        assert statuses(answer) == [200, 200, 200]
        assert [body for _, _, body in home.hook.taken] == [b"one", b"two", b"three"]


async def test_requests_sent_at_once_are_answered_in_their_order() -> None:
    async with house() as home:
        answer = await home.say(post(b"1") + post(b"2", secret="wrong") + post(b"3"))

        assert statuses(answer) == [200, 401]  # a refused body ends the connection
        assert [body for _, _, body in home.hook.taken] == [b"1"]
        get = b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
        mixed = await home.say(post(b"4") + get + post(b"5"))
        assert statuses(mixed) == [200, 404, 200]


async def test_a_request_may_come_letter_by_letter_and_in_chunks() -> None:
    async with house() as home:
        head = b"POST /hook/further?a=%20b HTTP/1.1\r\nHost: x\r\nX-Secret: right\r\n"
        chunked = head + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"

        answer = await home.say(*(bytes([letter]) for letter in chunked))

        assert statuses(answer) == [200]
        assert home.hook.taken == [("/hook/further", "a=%20b", b"abcde")]


async def test_every_answer_has_its_length_its_date_and_forbids_to_keep_it() -> None:
    async with house() as home:
        home.hook.answer = Answer(status=503, retry_after=5)

        answer = (await home.say(post())).decode().lower()

        for line in ("content-length: 0", "retry-after: 5", "cache-control: no-store"):
            assert f"\r\n{line}\r\n" in answer
        assert "\r\ndate: " in answer
        assert "\r\nx-content-type-options: nosniff\r\n" in answer


async def test_a_head_has_the_length_of_the_body_and_no_body() -> None:
    async with house() as home:
        answer = await home.say(b"HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n")

        assert b"content-length: 9\r\n" in answer
        assert answer.endswith(b"\r\n\r\n")


async def test_who_waits_for_leave_to_send_a_body_gets_it_or_a_refusal() -> None:
    async with house() as home:
        reader, writer = await asyncio.open_connection("127.0.0.1", home.port)
        head, body = post().replace(b"Host: x", b"Host: x\r\nExpect: 100-continue").split(b"hello")
        writer.write(head)
        assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(b"hello" + body)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
        writer.close()

        refused = await home.say(head.replace(b"right", b"wrong"))
        assert statuses(refused) == [401]


HOST = b"Host: x\r\n"
HOSTILE = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "an old version": (b"GET /\r\n\r\n", 400),
    "a new version": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "two lengths": (
        b"POST /hook HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n" * 2 + b"\r\nhello",
        400,
    ),
    "two framings": (
        b"POST /hook HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /",
        400,
    ),
    "a coding that is not ours": (
        b"POST /hook HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        501,
    ),
    "a negative length": (
        b"POST /hook HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\n",
        400,
    ),
    "a folded header": (b"GET / HTTP/1.1\r\nHost: x\r\n y\r\nA : b\r\n\r\n", 400),
    "a NUL": (b"GET / HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n", 400),
    "a head without end": (
        b"GET / HTTP/1.1\r\n" + b"".join(b"A%d: b\r\n" % n for n in range(LARGEST_HEAD // 6)),
        431,
    ),
    "a path without end": (b"GET /" + b"a" * (LARGEST_HEAD + 1), 431),
    "a body with an upgrade": (
        post().replace(b"Host: x", b"Host: x\r\nConnection: Upgrade\r\nUpgrade: h2c"),
        400,
    ),
    "a length beyond the limit": (post(b"x" * 1001), 413),
    "chunks beyond the limit": (
        b"POST /hook HTTP/1.1\r\n"
        + HOST
        + b"X-Secret: right\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"64\r\n%b\r\n" % BELOW * 11,
        413,
    ),
    "trailers without end": (
        b"POST /hook HTTP/1.1\r\n"
        + HOST
        + b"X-Secret: right\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        + b"A: b\r\n" * 20_000,
        413,
    ),
    "the secret twice": (
        post().replace(b"Host: x", b"Host: x\r\nX-Secret: right"),
        401,
    ),
    "another method": (b"GET /hook HTTP/1.1\r\nHost: x\r\nX-Secret: right\r\n\r\n", 405),
    "a fault behind the doors": (b"GET /fault HTTP/1.1\r\nHost: x\r\n\r\n", 500),
}


@pytest.mark.parametrize(("said", "status"), HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_is_no_good_request_is_refused_and_nothing_is_taken(
    said: bytes, status: int
) -> None:
    async with house() as home:
        assert statuses(await home.say(said)) == [status]

        assert home.hook.taken == []
        assert statuses(await home.say(post())) == [200]  # and the house goes on


async def test_what_follows_a_refusal_on_the_same_connection_is_not_heard() -> None:
    async with house() as home:
        smuggled = post(b"smuggled")

        answer = await home.say(b"GET / HTTP/9.9\r\n\r\n" + smuggled, smuggled)

        assert statuses(answer) == [400]
        assert home.hook.taken == []


async def test_whoever_names_the_server_in_the_target_means_the_path() -> None:
    async with house() as home:
        assert statuses(await home.say(post(path="http://x/hook?q"))) == [200]
        assert home.hook.taken[0][:2] == ("/hook", "q")


CLOSING = {
    "asked to": b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "of an old version": b"GET / HTTP/1.0\r\n\r\n",
    "with an upgrade": b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
}


@pytest.mark.parametrize("said", CLOSING.values(), ids=CLOSING.keys())
async def test_a_last_request_is_answered_and_the_connection_ends(said: bytes) -> None:
    async with house() as home:
        reader, writer = await asyncio.open_connection("127.0.0.1", home.port)
        writer.write(said)

        answer = await asyncio.wait_for(reader.read(), 10)  # ended from the other side

        assert statuses(answer) == [404]
        assert b"connection: close" in answer
        writer.close()
        await until(lambda: not home.front.connections, what="the end of the connection")


async def _connected(home: House, said: bytes = b"") -> asyncio.StreamWriter:
    _, writer = await asyncio.open_connection("127.0.0.1", home.port)
    before = len(home.front.connections)
    writer.write(said)
    await until(lambda: len(home.front.connections) >= max(1, before), what="a connection")
    return writer


SLOW = {
    "nothing is said": (b"", READ_SECONDS),
    "half a head": (b"POST /hook HTTP/1.1\r\nHo", READ_SECONDS),
    "half a body": (post()[:-2], READ_SECONDS),
    "nothing more": (post(), IDLE_SECONDS),
}


@pytest.mark.parametrize(("said", "seconds"), SLOW.values(), ids=SLOW.keys())
async def test_who_is_too_slow_is_cut_off(said: bytes, seconds: float) -> None:
    async with house() as home:
        reader, writer = await asyncio.open_connection("127.0.0.1", home.port)
        writer.write(said)
        await until(lambda: bool(home.front.connections), what="a connection")
        if said == post():
            await reader.readuntil(b"\r\n\r\n")
        now = asyncio.get_running_loop().time()

        home.front.sweep(now + seconds - 5)
        assert home.front.connections

        home.front.sweep(now + seconds + 1)
        await until(lambda: not home.front.connections, what="the end of the connection")
        writer.close()


async def test_who_waits_for_a_slow_answer_is_not_cut_off() -> None:
    async with house() as home:
        home.hook.gate.clear()
        answer = asyncio.create_task(home.say(post()))
        await until(lambda: any(one.is_busy for one in home.front.connections), what="a request")

        home.front.sweep(asyncio.get_running_loop().time() + 3600)
        home.hook.gate.set()

        assert statuses(await answer) == [200]


async def test_a_full_house_lets_go_of_who_says_nothing() -> None:
    async with house(most=2) as home:
        idle = [await _connected(home) for _ in range(2)]
        await until(lambda: len(home.front.connections) == 2, what="two connections")

        assert statuses(await home.say(post())) == [200]

        for writer in idle:
            writer.close()


async def test_a_full_house_in_which_all_are_served_refuses_with_503() -> None:
    async with house(most=2) as home:
        home.hook.gate.clear()
        waiting = [asyncio.create_task(home.say(post())) for _ in range(2)]
        await until(
            lambda: sum(one.is_busy for one in home.front.connections) == 2, what="two requests"
        )

        assert statuses(await home.say(b"")) == [503]

        home.hook.gate.set()
        assert [statuses(one) for one in await asyncio.gather(*waiting)] == [[200], [200]]


async def test_a_request_whose_caller_went_away_is_taken_all_the_same() -> None:
    async with house() as home:
        home.hook.gate.clear()
        writer = await _connected(home, post())
        await until(lambda: any(one.is_busy for one in home.front.connections), what="a request")

        writer.transport.abort()
        home.hook.gate.set()

        await until(lambda: bool(home.hook.taken), what="what was said")
        await until(lambda: not home.front.connections, what="the end of the connection")


async def test_who_does_not_read_answers_is_not_served_further() -> None:
    async with house() as home:
        home.hook.answer = Answer(status=200, body=b"x" * 1024 * 1024)
        reader, writer = await asyncio.open_connection("127.0.0.1", home.port, limit=2**26)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(post() * 60)
        await until(lambda: bool(home.hook.taken), what="the first request")
        for _ in range(200):
            await asyncio.sleep(0)

        assert len(home.hook.taken) < 60
        writer.transport.resume_reading()  # type: ignore[attr-defined]
        writer.write_eof()
        assert len(statuses(await asyncio.wait_for(reader.read(), 10))) == 60
        writer.close()


async def test_at_the_end_open_requests_are_answered_first() -> None:
    async with house() as home:
        home.hook.gate.clear()
        answer = asyncio.create_task(home.say(post()))
        await until(lambda: any(one.is_busy for one in home.front.connections), what="a request")

    assert statuses(await answer) == [200]


async def test_what_was_refused_and_served_is_counted() -> None:
    async with house() as home:
        await home.say(post())
        await home.say(post(secret="wrong"))
        await home.say(post(b"x" * 1001))

        assert home.counted == [("/hook", 200), ("/hook", 401), ("/hook", 413)]
        assert home.hook.largest < LARGEST_BODY
