"""Several things said one after the other, and the buttons under the last answer."""

from tests.journeys.conftest import Home


async def say_all(home: Home, *texts: str) -> str:
    """Say some things; returns the last answer."""
    answer = ""
    for text in texts:
        answer = await home.channel.ask(text)
    return answer


def labels(home: Home) -> list[str]:
    """Return the labels of the buttons under the last message."""
    return [button.label for button in home.channel.sent[-1].buttons]
