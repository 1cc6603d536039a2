"""`whatsapp`: how the channels to WhatsApp are, and the orders that each of them knows."""

from bot.channel import Page, Serviced
from bot.verb import Answer, House, button, language_of
from domain.messages import Button
from domain.people import Person, Role
from domain.texts import Texts

NAMES = ("whatsapp",)
ROLE = Role.OWNER
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {
            "pt": "mostra como está o WhatsApp; qr conecta um celular",
            "en": "see how WhatsApp is; qr links a phone",
        },
        "none": {
            "pt": "Nenhum WhatsApp está configurado. _sparkone setup_ ajuda.",
            "en": "No WhatsApp is configured. _sparkone setup_ helps.",
        },
        "unknown": {
            "pt": "Não conheço essa ordem. As que há estão embaixo de /whatsapp.",
            "en": "I do not know that order. Those that there are stand below /whatsapp.",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """Show the page of every channel that has one, or do what one word orders."""
    language = language_of(actor)
    serviced = [one for one in house.channels.values() if isinstance(one, Serviced)]
    if not serviced:
        return Answer(text=TEXTS.say("none", language))
    word = arguments.strip().casefold()
    if not word:
        return _joined([await one.page(language) for one in serviced])
    done = [await one.order(word, language) for one in serviced]
    pages = [page for page in done if page is not None]
    if not pages:
        return Answer(text=TEXTS.say("unknown", language), is_refusal=True)
    return _joined(pages)


def _joined(pages: list[Page]) -> Answer:
    """Return several pages as one answer; the first picture is the one that is shown."""
    pictured = next((page for page in pages if page.picture or page.drawing), None)
    orders = dict(order for page in pages for order in page.orders)
    return Answer(
        text="\n\n".join(page.text for page in pages if page.text),
        buttons=tuple(_button(word, label) for word, label in orders.items()),
        picture=pictured.picture if pictured else None,
        drawing=pictured.drawing if pictured else None,
    )


def _button(word: str, label: str) -> Button:
    return button(label, NAMES[0], word)
