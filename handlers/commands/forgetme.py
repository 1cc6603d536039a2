"""`/forgetme`: says what it means to be forgotten, and asks for one press within ten minutes."""

from domain.messages import Button
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("forgetme", "esquecer_tudo", "esquecertudo")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "apaga tudo o que é seu", "en": "erases everything of yours"},
        "ask": {
            "pt": "*Apagar tudo o que é seu?* Vão embora lembretes, tarefas, agenda, notas, "
            "listas, arquivos, mensagens e ajustes, também das cópias de segurança. *Não há como "
            "desfazer.* Para ficar com uma cópia, exporte antes. O que está neste chat você "
            "apaga no próprio aplicativo. O botão vale por 10 minutos.",
            "en": "*Erase everything of yours?* Reminders, tasks, calendar, notes, lists, files, "
            "messages and settings go, from the backups too. *It cannot be undone.* To keep a "
            "copy, export first. What is in this chat you delete in the app itself. The button "
            "is valid for 10 minutes.",
        },
        "owner": {
            "pt": "Você continua sendo o dono: alguém precisa ser.",
            "en": "You remain the owner: somebody has to be.",
        },
        "sure": {"pt": "Apagar para sempre", "en": "Erase for ever"},
        "export": {"pt": "Exportar antes", "en": "Export first"},
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Explain and ask; nothing is erased yet."""
    language = caller.language
    text = TEXTS.say("ask", language)
    if caller.person.role is Role.OWNER:
        text += f" {TEXTS.say('owner', language)}"
    buttons = (
        Button(label=TEXTS.say("export", language), action="export"),
        Button(label=TEXTS.say("sure", language), action=f"forget:{caller.source}"),
    )
    return Reply(text=text, buttons=buttons, is_personal=True)
