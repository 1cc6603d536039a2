"""`/files`: the files that the person sent; `/files delete 1` deletes one."""

import re

from domain.files import FileState, StoredFile
from domain.folding import folded
from domain.markup import escape
from domain.people import Role
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from handlers.arrivals.file import shown_name
from handlers.turn import Command, Reply
from storage.fetching import defer_discard, defer_hand_out
from storage.store import Store

NAMES = ("files", "arquivos")
ROLE = Role.GUEST
MOST_LINES = 30
NOUN = "file"
_DELETE = re.compile(r"(?:delete|remove|apaga|apagar|exclui|excluir|tira|tirar) #?(\d{1,9})")
_SEND = re.compile(
    r"(?:send|get|show|manda|mandar|envia|enviar|mostra|quero) #?(\d{1,9})|#?(\d{1,9})"
)
TEXTS = Texts(
    {
        "summary": {"pt": "os arquivos que você mandou", "en": "the files you sent"},
        "heading": {"pt": "Seus arquivos", "en": "Your files"},
        "none": {
            "pt": "Nenhum arquivo guardado. O que você mandar fica aqui.",
            "en": "No files are kept. What you send stays here.",
        },
        "how": {
            "pt": "Para receber um: _/arquivos 1_. Para apagar: _/arquivos apagar 1_. Todos: "
            "/export.",
            "en": "To get one: _/files 1_. To delete one: _/files delete 1_. All of them: /export.",
        },
        "more": {"pt": "… e mais {count}.", "en": "… and {count} more."},
        "deleted": {
            "pt": "Apaguei {what}. Isso não se desfaz.",
            "en": "I deleted {what}. That cannot be undone.",
        },
        "coming": {
            "pt": "Ele ainda está a caminho daqui. Tente de novo em um instante.",
            "en": "It is still on its way here. Try again in a moment.",
        },
        "here": {"pt": "Aqui está: {what}.", "en": "Here it is: {what}."},
        "unknown": {
            "pt": "Não há arquivo {number}. Escreva /files para ver os números.",
            "en": "There is no file {number}. Write /files to see the numbers.",
        },
        "voice": {"pt": "áudio", "en": "voice message"},
        "audio": {"pt": "áudio", "en": "audio"},
        "photo": {"pt": "foto", "en": "photo"},
        "video": {"pt": "vídeo", "en": "video"},
        "document": {"pt": "arquivo", "en": "file"},
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """List the files; send or delete the one of a number in that list."""
    kept = store.files.listed(caller.person.id)
    found = _DELETE.fullmatch(folded(command.arguments))
    if found is not None:
        return _delete(caller, _numbered(caller, kept, store), int(found[1]), store)
    wanted = _SEND.fullmatch(folded(command.arguments))
    if wanted is not None and kept:
        number = int(wanted[1] or wanted[2])
        return _send(caller, _numbered(caller, kept, store), number, store)
    if not kept:
        return Reply(text=TEXTS.say("none", caller.language))
    lines = [f"{number}. {_line(caller, file)}" for number, file in enumerate(kept, 1)]
    shown = lines[-MOST_LINES:]
    heading = f"*{TEXTS.say('heading', caller.language)}*"
    more = [TEXTS.say("more", caller.language, count=len(lines) - MOST_LINES)]
    hidden = more if len(lines) > MOST_LINES else []
    how = TEXTS.say("how", caller.language)
    return Reply(
        text="\n".join([heading, *shown, *hidden, how]),
        shown=tuple((NOUN, file.id) for file in kept),
        is_personal=True,
    )


def _numbered(caller: Caller, kept: list[StoredFile], store: Store) -> dict[int, StoredFile]:
    """Return the files by their numbers: those of the list that was shown last, if it was one."""
    known = {file.id: file for file in kept}
    shown = store.shown.get(caller.private or caller.address)
    if not shown or any(noun != NOUN for noun, _ in shown):
        return dict(enumerate(kept, 1))
    numbered = enumerate(shown, 1)
    return {number: known[file] for number, (_, file) in numbered if file in known}


def _delete(caller: Caller, numbered: dict[int, StoredFile], number: int, store: Store) -> Reply:
    file = numbered.get(number)
    if file is None:
        return Reply(text=TEXTS.say("unknown", caller.language, number=number))
    store.files.discard(caller.person.id, file.id)
    defer_discard(store, file.id, caller.person.id, caller.now)
    text = TEXTS.say("deleted", caller.language, what=_what(caller, file))
    return Reply(text=text, is_personal=True)


def _send(caller: Caller, numbered: dict[int, StoredFile], number: int, store: Store) -> Reply:
    """Hand a file out; the list stays the last one shown, so that the next number counts."""
    file = numbered.get(number)
    if file is None:
        return Reply(text=TEXTS.say("unknown", caller.language, number=number))
    if file.state is not FileState.KEPT:
        return Reply(text=TEXTS.say("coming", caller.language))
    defer_hand_out(store, file.id, caller.source, caller.person.id, caller.now)
    text = TEXTS.say("here", caller.language, what=_what(caller, file))
    return Reply(text=text, is_personal=True)


def _line(caller: Caller, file: StoredFile) -> str:
    parts = [_what(caller, file), echo.when(caller, file.created_at)]
    if file.size is not None:
        parts.append(f"{max(1, file.size // 1024)} KB")
    return escape(" — ".join((parts[0], ", ".join(parts[1:]))))


def _what(caller: Caller, file: StoredFile) -> str:
    kind = file.kind if file.kind in TEXTS.sentences else "document"
    named = TEXTS.say(kind, caller.language)
    return f"{named} {shown_name(file.name)}" if file.name else named
