"""Talking over the Cloud API: words in, words out."""

from tests.cloudapi_channel.home import CloudHome


async def test_what_is_said_is_answered(home: CloudHome) -> None:
    answer = await home.ask("me lembra de ligar pra Maria amanhã às 10h")

    assert "ligar pra Maria" in answer.text
    assert answer.labels
