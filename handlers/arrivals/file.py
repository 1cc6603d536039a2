"""A voice message, a photo, a document: it is kept, its caption is acted on as words are."""

import secrets
from dataclasses import replace

from domain.files import LARGEST_FILE, MOST_BYTES
from domain.messages import Attachment, InboundMessage, Kind
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import SILENT, Reply, Routed, Spoken
from storage.fetching import defer_fetch
from storage.store import Store

KIND = Kind.FILE
MEGABYTE = 1024 * 1024
TEXTS = Texts(
    {
        "voice": {
            "pt": "Recebi o áudio ({length}) e guardo o arquivo. Ainda não ouço áudios; escreva o "
            "que devo anotar.",
            "en": "I got the voice message ({length}) and keep the file. I cannot listen yet; "
            "write what I should note.",
        },
        "audio": {
            "pt": "Recebi o áudio e guardo o arquivo. Ainda não ouço áudios; escreva o que devo "
            "anotar.",
            "en": "I got the audio and keep the file. I cannot listen yet; write what I should "
            "note.",
        },
        "photo": {
            "pt": "Recebi a foto e guardo o arquivo. Ainda não vejo imagens; escreva o que devo "
            "anotar.",
            "en": "I got the photo and keep the file. I cannot see pictures yet; write what I "
            "should note.",
        },
        "video": {
            "pt": "Recebi o vídeo e guardo o arquivo. Ainda não vejo vídeos; escreva o que devo "
            "anotar.",
            "en": "I got the video and keep the file. I cannot watch yet; write what I should "
            "note.",
        },
        "document": {
            "pt": "Recebi o arquivo {name} e o guardo. Ainda não leio arquivos; escreva o que "
            "devo anotar.",
            "en": "I got the file {name} and keep it. I cannot read files yet; write what I "
            "should note.",
        },
        "beside": {
            "pt": "O arquivo fica guardado: /files.",
            "en": "The file is kept: /files.",
        },
        "too_large": {
            "pt": "O arquivo tem {size} MB; guardo até {most} MB. Ele não ficou guardado.",
            "en": "The file has {size} MB; I keep up to {most} MB. It was not kept.",
        },
        "full": {
            "pt": "Seus arquivos já ocupam {most} MB; esse não ficou guardado. Apague alguns com "
            "_/files_.",
            "en": "Your files take {most} MB already; this one was not kept. Delete some with "
            "_/files_.",
        },
        "unreadable": {
            "pt": "Não consigo guardar esse tipo de mensagem; nada ficou guardado.",
            "en": "I cannot keep that kind of message; nothing was kept.",
        },
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply | Spoken:
    """Keep the file and say so honestly; with a caption, answer that too."""
    sent = message.attachment
    if sent is None or sent.kind == "sticker":
        return SILENT
    told, is_kept = _keep(caller, message, sent, store)
    if not message.text.strip():
        return Reply(text=told)
    return Spoken(finish=lambda reply, routed: _together(reply, routed, told, is_kept=is_kept))


def _together(reply: Reply, routed: Routed, told: str, *, is_kept: bool) -> Reply:
    """Return one answer: what the caption did, and what became of the file."""
    if not routed.understood or reply.is_silent:
        return Reply(text=told)
    beside = TEXTS.say("beside", routed.language) if is_kept else told
    return replace(reply, text=f"{reply.text}\n{beside}")


def _keep(
    caller: Caller, message: InboundMessage, sent: Attachment, store: Store
) -> tuple[str, bool]:
    """Have the file fetched; returns what is said, and whether it will be kept."""
    language = caller.language
    if sent.file is None:
        return TEXTS.say("unreadable", language), False
    if (sent.size or 0) > LARGEST_FILE:
        megabytes = _megabytes(sent.size or 0)
        most = LARGEST_FILE // MEGABYTE
        return TEXTS.say("too_large", language, size=megabytes, most=most), False
    if store.files.size(caller.person.id) + (sent.size or 0) > MOST_BYTES:
        return TEXTS.say("full", language, most=MOST_BYTES // MEGABYTE), False
    number = store.files.add(
        person=caller.person.id,
        source=caller.source,
        kind=sent.kind,
        name=sent.name,
        mime=sent.mime,
        size=sent.size,
        channel=message.address.channel,
        external=sent.file,
        path=secrets.token_hex(16),
        origin=caller.origin,
        now=caller.now,
    )
    defer_fetch(store, number, caller.person.id, caller.now)
    return _received(sent, language), True


def _received(sent: Attachment, language: str) -> str:
    if sent.kind in {"voice", "audio"} and sent.seconds is not None:
        minutes, seconds = divmod(sent.seconds, 60)
        return TEXTS.say("voice", language, length=f"{minutes}:{seconds:02}")
    if sent.kind in {"voice", "audio"}:
        return TEXTS.say("audio", language)
    if sent.kind in {"photo", "video"}:
        return TEXTS.say(sent.kind, language)
    return TEXTS.say("document", language, name=shown_name(sent.name)).replace("  ", " ")


def shown_name(name: str | None) -> str:
    """Return what a sender called a file, as it may be shown: in one line, and not too long."""
    line = " ".join((name or "").split())
    return line if len(line) <= 60 else f"{line[:30]}…{line[-25:]}"


def _megabytes(size: int) -> str:
    return f"{-(-size * 10 // MEGABYTE) / 10:g}"
