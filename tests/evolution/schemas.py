"""What the calls of Evolution API 2.3.6 must look like, by the names of the calls.

Written after the vendor's validators (src/validate); `extra` are the fields that its code reads
though no validator knows them, `filled` are those that may not be empty.
"""

from typing import Any

Schema = dict[str, Any]

WORD: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
MAP: Schema = {"type": "object"}
NUMBER: Schema = {"type": "string", "description": "Invalid format"}
EVENTS = tuple(
    "APPLICATION_STARTUP QRCODE_UPDATED MESSAGES_SET MESSAGES_UPSERT MESSAGES_EDITED "
    "MESSAGES_UPDATE MESSAGES_DELETE SEND_MESSAGE SEND_MESSAGE_UPDATE CONTACTS_SET "
    "CONTACTS_UPSERT CONTACTS_UPDATE PRESENCE_UPDATE CHATS_SET CHATS_UPSERT CHATS_UPDATE "
    "CHATS_DELETE GROUPS_UPSERT GROUP_UPDATE GROUP_PARTICIPANTS_UPDATE CONNECTION_UPDATE "
    "LABELS_EDIT LABELS_ASSOCIATION CALL TYPEBOT_START TYPEBOT_CHANGE_STATUS REMOVE_INSTANCE "
    "LOGOUT_INSTANCE INSTANCE_CREATE INSTANCE_DELETE STATUS_INSTANCE".split()
)


def shape(
    required: str = "",
    filled: str = "",
    extra: str = "",
    words: str = "",
    flags: str = "",
    **fields: Schema,
) -> Schema:
    """Return the schema of an object; `words` and `flags` are fields of these plain types."""
    plain = dict.fromkeys(words.split(), WORD) | dict.fromkeys(flags.split(), FLAG)
    return {
        "type": "object",
        "properties": {**plain, **fields},
        "required": required.split(),
        "filled": filled.split(),
        "extra": extra.split(),
    }


def many(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": bool(least)}


def _key(required: str, filled: str) -> Schema:
    return shape(
        required,
        filled,
        extra="participant",
        id=WORD,
        remoteJid=WORD,
        fromMe=FLAG,
        participant=WORD,
    )


_MENTIONED = {"description": '"mentioned" must be an array of numeric strings', "pattern": r"^\d+"}
_OPTIONS: dict[str, Schema] = {
    "delay": {"type": "integer", "description": "Enter a value in milliseconds"},
    "quoted": {"properties": {"key": _key("id", "id"), "message": MAP}},
    "everyOne": FLAG,
    "mentioned": many({**WORD, **_MENTIONED}, 1),
}


def _sending(required: str, extra: str = "", words: str = "", **fields: Schema) -> Schema:
    extra = f"linkPreview mentionsEveryOne {extra}"
    found = shape(required, "", extra, words, number=NUMBER)
    found["properties"] |= fields | _OPTIONS
    return found


_ROW = shape("title rowId", "title description rowId", title=WORD, description=WORD, rowId=WORD)
_SECTION = shape("title rows", "title", title=WORD, rows=many(_ROW, 1))
_KINDS = ["reply", "copy", "url", "call", "pix"]
_KEY_TYPES = ["phone", "email", "cpf", "cnpj", "random"]
_BUTTON = shape(
    "type",
    "id url phoneNumber",
    extra="copyCode",
    type={"type": "string", "enum": _KINDS},
    keyType={"type": "string", "enum": _KEY_TYPES},
    words="displayText id url phoneNumber currency name key",
)
_WEBHOOK = shape(
    "enabled url",
    "enabled url",
    words="url",
    flags="enabled byEvents base64",
    headers=MAP,
    events=many({"type": "string", "enum": list(EVENTS)}),
)
_PRESENCES = ["unavailable", "available", "composing", "recording", "paused"]
_NUMBER_OF_OURS = {"type": "string", "pattern": r"^\d+[\.@\w-]+"}
_FLAGS = "qrcode rejectCall groupsIgnore alwaysOnline readMessages readStatus syncFullHistory"

SCHEMAS: dict[str, Schema] = {
    "create": shape(
        "",
        "instanceName",
        extra="integration webhook websocket rabbitmq nats sqs",
        words="instanceName token businessId msgCall wavoipToken",
        flags=_FLAGS,
        number=_NUMBER_OF_OURS,
    ),
    "set": shape("webhook", webhook=_WEBHOOK),
    "sendText": _sending("number text", text=WORD, linkPreview=FLAG),
    "sendMedia": _sending(
        "number mediatype",
        mediatype={"type": "string", "enum": ["image", "document", "video", "audio"]},
        words="mimetype media fileName caption",
    ),
    "sendWhatsAppAudio": _sending("number", "encoding", audio=WORD),
    "sendLocation": _sending(
        "number latitude longitude name address",
        latitude={"type": "number"},
        longitude={"type": "number"},
        name=WORD,
        address=WORD,
    ),
    "sendReaction": shape(
        "key reaction", key=_key("id remoteJid fromMe", "id remoteJid"), reaction=WORD
    ),
    "sendButtons": _sending(
        "number",
        thumbnailUrl=WORD,
        title=WORD,
        description=WORD,
        footer=WORD,
        buttons={"type": "array", "items": _BUTTON},
    ),
    "sendList": _sending(
        "number title footerText buttonText sections",
        title=WORD,
        description=WORD,
        footerText=WORD,
        buttonText=WORD,
        sections=many(_SECTION, 1),
    ),
    "sendPresence": shape(
        "number presence delay",
        number=NUMBER,
        delay={"type": "number"},
        presence={"type": "string", "enum": _PRESENCES},
    ),
    "markMessageAsRead": shape(
        "readMessages", readMessages=many(_key("id fromMe remoteJid", "id remoteJid"), 1)
    ),
    "updateMessage": shape(
        "",
        "number text key",
        number=WORD,
        text=WORD,
        key=_key("id fromMe remoteJid", "id remoteJid"),
    ),
    "deleteMessageForEveryone": _key("id fromMe remoteJid", "id remoteJid participant"),
    "getBase64FromMediaMessage": shape(extra="message convertToMp4"),
    "findMessages": shape(
        extra="page offset",
        where=shape(
            extra="id source messageType messageTimestamp",
            key=shape(extra="remoteJidAlt participant", id=WORD, remoteJid=WORD, fromMe=FLAG),
            message=MAP,
        ),
        limit={"type": "integer"},
    ),
}
