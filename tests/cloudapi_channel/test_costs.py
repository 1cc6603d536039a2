"""What messages cost, the cap of a month, and the switch."""

from datetime import UTC, datetime

import pytest

from bot.cloudapi.costs import month_of
from bot.cloudapi.settings import prices_of, templates_of
from bot.settings import Settings
from domain.messages import Purpose
from tests.cloudapi_channel.home import CloudHome, Start, settings_for
from tests.fakes import HandClock, until

PRICES = "utility=0.0068, service=0, general_purpose_ai=0.0625"


async def _spent(home: CloudHome) -> int:
    now = month_of(home.clock.now())
    return await home.read(
        lambda store: sum(one.micros for one in store.charges.sums("whatsapp", now.start, now.end))
    )


async def _notice(home: CloudHome, text: str = "algo novo") -> None:
    """Let a day go by and promise a notice: it is a template."""
    home.server.template("sparkone_notice", "pt_BR", "Aviso: {{1}}. Fim.")
    await home.ask("oi")
    home.clock.advance(hours=25)
    await home.promises(text, purpose=Purpose.NOTICE)
    await home.settled()


async def test_a_template_costs_what_the_settings_say(start: Start) -> None:
    async with start(whatsapp_prices="utility=0.0068, service=0.001") as home:
        home.server.world.prices = "service"
        await _notice(home)

        await home.comes_to(
            lambda store: [
                (one.sort, one.category, one.count, one.micros)
                for one in store.charges.sums(
                    "whatsapp", datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
                )
            ],
            [("template", "utility", 1, 6800), ("text", "service", 1, 1000)],
        )


async def test_what_meta_says_corrects_what_was_expected(start: Start) -> None:
    async with start(whatsapp_prices=PRICES) as home:
        home.server.world.automatic = ()
        await home.ask("oi")
        assert await _spent(home) == 62_500  # where Meta charges assistants

        home.server.world.tell(home.owner.last, "sent")
        await home.settled()

        assert await _spent(home) == 0  # it does not, here


async def test_what_never_arrived_costs_nothing(start: Start) -> None:
    async with start(whatsapp_prices=PRICES) as home:
        home.server.world.automatic = ()
        await home.ask("oi")

        home.server.fails(home.owner.last, 131026)
        await home.settled()

        assert await _spent(home) == 0


async def test_a_message_whose_answer_was_lost_is_paid_all_the_same(start: Start) -> None:
    async with start(whatsapp_prices=PRICES) as home:
        home.server.world.prices = "assistants"
        home.server.troubles.lose(call="messages")
        await home.ask("oi")

        assert await _spent(home) == 62_500


async def test_statuses_before_the_answer_are_not_forgotten(start: Start) -> None:
    async with start(whatsapp_prices=PRICES) as home:
        home.server.statuses_first = True
        await home.ask("oi")

        assert await _spent(home) == 0


async def test_beyond_the_cap_what_costs_something_waits_and_the_next_month_lets_it_go(
    start: Start,
) -> None:
    async with start(whatsapp_prices="utility=0.0068", whatsapp_monthly_cap=0.01) as home:
        home.server.world.prices = "service"
        await _notice(home, "eins")
        await home.promises("zwei", purpose=Purpose.NOTICE)
        await home.waits(cap=2)  # and the notice that something waits
        assert [one.parameters for one in home.owner.sent if one.template] == [["eins"]]

        home.clock.move_to(datetime(2026, 12, 1, tzinfo=UTC))
        await until(lambda: home.owner.last.parameters != ["eins"], what="what waited")
        await home.settled()

        assert ["zwei"] in [one.parameters for one in home.owner.sent]


async def test_beyond_the_cap_what_costs_nothing_goes_out(start: Start) -> None:
    async with start(whatsapp_prices="utility=0.0068", whatsapp_monthly_cap=0) as home:
        assert (await home.ask("tarefa: comprar leite")).text


async def test_a_higher_cap_lets_go_what_waited(start: Start) -> None:
    async with start(whatsapp_prices="utility=0.0068", whatsapp_monthly_cap=0) as home:
        await _notice(home)
        await home.waits(cap=2)
        owner = home.owner

    async with start(whatsapp_prices="utility=0.0068", whatsapp_monthly_cap=5) as home:
        await until(lambda: owner.last.parameters == ["algo novo"], what="what waited")


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_the_switch_holds_back_what_costs_and_lets_it_go(start: Start, language: str) -> None:
    async with start(whatsapp_prices="utility=0.0068") as home:
        page = await home.channel.order("off", language)
        assert page.orders[0][0] == "on"
        await _notice(home)
        await home.waits(off=2)

        page = await home.channel.order("on", language)

        assert page.orders[0][0] == "off"
        await until(lambda: home.owner.last.template, what="what waited")
        await home.waits()


async def test_the_switch_survives_a_restart(start: Start) -> None:
    async with start(whatsapp_prices="utility=0.0068") as home:
        await home.channel.order("off", "pt")

    async with start(whatsapp_prices="utility=0.0068") as home:
        await _notice(home)
        await home.waits(off=2)


@pytest.mark.parametrize("word", ["qr", "", "ON", "restart"])
async def test_no_other_order_is_known(home: CloudHome, word: str) -> None:
    assert await home.channel.order(word, "pt") is None


def test_prices_are_read_in_millionths() -> None:
    assert prices_of("utility=0.0068, general_purpose_ai = 0.0625") == {
        "utility": 6800,
        "general_purpose_ai": 62_500,
    }
    assert prices_of(None) == {}


@pytest.mark.parametrize("text", ["utility", "utility=", "utility=cheap", "=1", "a=1;b=2"])
def test_prices_that_cannot_be_read_stop_the_start(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        prices_of(text)


def test_templates_have_known_kinds() -> None:
    assert templates_of("reminder=lembrete_2") == {"reminder": "lembrete_2"}
    with pytest.raises(ValueError, match="the kinds are"):
        templates_of("remainder=lembrete")


@pytest.mark.parametrize(
    ("now", "days", "share"),
    [
        (datetime(2026, 11, 16, tzinfo=UTC), 30, 0.5),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), 31, 1.0),
        (datetime(2028, 2, 1, tzinfo=UTC), 29, 0.0),
    ],
)
def test_a_month_is_one_of_utc(now: datetime, days: int, share: float) -> None:
    month = month_of(now)

    assert (month.end - month.start).days == days
    assert month.share == pytest.approx(share, abs=1e-5)


async def test_no_secret_is_shown(start: Start, clock: HandClock, tmp_path: object) -> None:
    async with start() as home:
        shown = repr(home.channel) + repr(home.channel._api)
        settings = repr(settings_for(tmp_path, home.server))  # type: ignore[arg-type]
        assert isinstance(home.app.settings, Settings)
        for secret in (home.server.token, home.server.app_secret, home.server.verify_token):
            assert secret not in shown + settings
