"""The call that sends: who gets a message, and what stands in its way."""

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.media import KINDS, File, kind_of
from tests.cloudapi.messages import check_mark, check_message
from tests.cloudapi.people import Group, Person
from tests.cloudapi.sent import Sent
from tests.cloudapi.world import World

_LATE = (131026, 131042, 131047, 131049, 131050, 130472)
"""What the real one accepts first and tells by a status afterwards."""


def send(world: World, body: Payload) -> Payload:
    """Take a message and return the answer; its statuses are left in `world.later`.

    Errors: what Meta documents for a message, a recipient, a limit or an account.
    """
    check_message(body)
    target = world.find(body)
    by_user_id = "to" not in body
    if world.trouble is not None and not (world.trouble in _LATE and world.is_late):
        raise GraphError(world.trouble, is_fault=False)
    _check_ids(world, target, body)
    media = _check_media(world, body)
    sent = Sent(
        world.next_id(target.key),
        target,
        body,
        world.clock(),
        by_user_id=by_user_id,
        in_window=world.is_open(target),
        media=media,
    )
    if sent.type == "template":
        sent.filled = world.templates.fill(body["template"])
        if by_user_id and sent.filled.template.category == "AUTHENTICATION":
            raise GraphError(131062)
    world.limits.count(target.key)
    _deliver(world, sent, _reason(world, sent))
    return _answer(sent)


def _check_ids(world: World, target: Person | Group, body: Payload) -> None:
    named = [body["context"]["message_id"]] if "context" in body else []
    if body.get("type") == "reaction":
        named.append(body["reaction"]["message_id"])
    for one in named:
        message = world.sent.get(one) or world.inbound.get(one)
        if message is None or (isinstance(target, Person) and message.person is not target):
            raise GraphError(131009, "There is no message of this id with this person.")


def _check_media(world: World, body: Payload) -> File | None:
    kind = body.get("type", "text")
    content = body.get(kind, {})
    if kind == "interactive":
        kind = content.get("header", {}).get("type", "")
        content = content.get("header", {}).get(kind, {})
    if kind not in KINDS or "id" not in content:
        return None
    file = world.files.find(content["id"])
    if file is None:
        raise GraphError(131009, f"There is no media of the id {content['id']}.")
    if kind_of(file.mime) != kind and kind != "document":
        raise GraphError(131053, f"A file of the type {file.mime} is no {kind}.")
    return file


def _reason(world: World, sent: Sent) -> GraphError | None:
    """Return why a message does not reach somebody, None where it does."""
    person = sent.person
    if world.trouble is not None:
        return GraphError(world.trouble, is_fault=False)
    if person.trouble is not None:
        return GraphError(person.trouble, is_fault=False)
    if sent.filled is None and not sent.in_window:
        details = "More than 24 hours have passed since the customer last replied to this number."
        return GraphError(131047, f"Message failed to send. {details}")
    is_marketing = sent.filled is not None and sent.filled.template.category == "MARKETING"
    if is_marketing and isinstance(person, Person) and person.has_stopped_marketing:
        return GraphError(131050)
    return None


def _deliver(world: World, sent: Sent, reason: GraphError | None) -> None:
    if reason is not None and not world.is_late:
        raise reason
    world.sent[sent.id] = sent
    if reason is not None:
        world.later.append(world.status(sent, "failed", reason))
        return
    if sent.type == "reaction" and isinstance(sent.person, Person):
        about, emoji = sent.content["message_id"], sent.content["emoji"]
        sent.person.reactions[about] = emoji
        if not emoji:
            del sent.person.reactions[about]
    steps = world.automatic if isinstance(sent.person, Person) else world.automatic[:1]
    world.later += [world.status(sent, name) for name in steps]


def _answer(sent: Sent) -> Payload:
    body = sent.payload
    if isinstance(sent.person, Group):
        contact = {"input": body["to"]}
    elif sent.by_user_id:
        contact = {"input": body["recipient"], "user_id": body["recipient"]}
    else:
        contact = {"input": body["to"], "wa_id": sent.person.wa_id}
    message = {"id": sent.id}
    if sent.filled is not None:
        message["message_status"] = "accepted"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]}


def mark(world: World, body: Payload) -> Payload:
    """Take a read mark, with or without "typing".

    Errors: 100, 131008, and 131009 for a message that nobody sent.
    """
    check_mark(body)
    inbound = world.inbound.get(body["message_id"])
    if inbound is None:
        raise GraphError(131009, "There is no message of this id.")
    inbound.person.read.append(inbound)
    if "typing_indicator" in body:
        inbound.person.typing.append(inbound)
    return {"success": True}
