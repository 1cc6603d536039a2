"""`health`: every part tried just now, with how long it took."""

from bot.probing import Finding, Probes
from bot.verb import Answer, House, language_of
from domain.people import Person, Role
from domain.texts import Texts

NAMES = ("health", "saude")
ROLE = Role.ADMIN
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {"pt": "testa cada parte agora", "en": "try every part now"},
        "well": {"pt": "Tudo funciona.", "en": "Everything works."},
        "ill": {"pt": "*Algo não funciona:*", "en": "*Something does not work:*"},
        "part": {"pt": "{part}: ok, {time} ms", "en": "{part}: ok, {time} ms"},
        "fault": {"pt": "*{part}*: {state}", "en": "*{part}*: {state}"},
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """Try every part; those that do not work come first."""
    language = language_of(actor)
    found = sorted(await Probes(house).all(), key=lambda one: one.is_ok)
    verdict = "well" if all(one.is_ok for one in found) else "ill"
    lines = [TEXTS.say(verdict, language), *(_line(one, language) for one in found)]
    return Answer(text="\n".join(lines))


def _line(one: Finding, language: str) -> str:
    if one.is_ok:
        return TEXTS.say("part", language, part=one.part, time=f"{one.milliseconds:.0f}")
    return TEXTS.say("fault", language, part=one.part, state=one.state)
