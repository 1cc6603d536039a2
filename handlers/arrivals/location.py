"""A shared location: the zone of the nearest place, asked about before it is used."""

from domain.messages import InboundMessage, Kind
from domain.texts import Texts
from engine import places
from engine.caller import Caller
from handlers import first_run, settling
from handlers.turn import SILENT, Reply
from handlers.wishes import Topic
from storage.store import Store

KIND = Kind.LOCATION
TEXTS = Texts(
    {
        "same": {
            "pt": "Aí vale o horário que já uso: *{zone}*.",
            "en": "The time I already use holds there: *{zone}*.",
        },
        "nearest": {
            "pt": "_É o horário do lugar mais próximo que conheço; se não for o seu, diga a "
            "cidade._",
            "en": "_That is the time of the nearest place I know; if it is not yours, name the "
            "city._",
        },
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply:
    """Ask whether the person is there; in the first-run dialogue, take it as the answer."""
    sent = message.attachment
    if sent is None or sent.latitude is None or sent.longitude is None:
        return SILENT
    there = places.nearest(sent.latitude, sent.longitude)
    if places.same_clock(there, caller.person.zone, caller.now):
        same = Reply(text=TEXTS.say("same", caller.language, zone=caller.person.zone))
        return first_run.followed(caller, store, Topic.ZONE, same)
    if caller.private is None and first_run.is_open(caller, first_run.ZONE):
        settled = settling.zone(caller, store, there)
        honest = TEXTS.say("nearest", caller.language)
        reply = Reply(text=f"{settled.text} {honest}", buttons=settled.buttons)
        return first_run.followed(caller, store, Topic.ZONE, reply)
    return settling.is_it_there(caller, there)
