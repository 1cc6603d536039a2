"""`/privacy`: what is kept, how long, and how to take it along or have it erased."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("privacy", "privacidade")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "o que guardo sobre você", "en": "what I keep about you"},
        "page": {
            "pt": "*O que guardo:* o que você me pede para guardar, as mensagens deste chat, os "
            "arquivos que manda e seus ajustes; só você vê. Nada é vendido nem usado para "
            "treinar modelos.\n"
            "*Por quanto tempo:* registros e arquivos, até você apagar; mensagens, 90 dias; "
            "cópias de segurança, no máximo 12 meses, as feitas à mão até serem apagadas.\n"
            "*Onde:* na máquina de quem cuida de mim. Quem a administra pode ler o banco de "
            "dados; as mensagens também passam pelo aplicativo de chat. Se há um modelo de "
            "linguagem, ele lê o que não entendo e o que isso pede.\n"
            "*Seus direitos:* /export manda tudo num arquivo; /forgetme apaga tudo, também das "
            "cópias, e prova; /files mostra e apaga arquivos.",
            "en": "*What I keep:* what you ask me to keep, the messages of this chat, the files "
            "you send and your settings; only you see them. Nothing is sold or used to train "
            "models.\n"
            "*How long:* records and files, until you delete them; messages, 90 days; backups, "
            "12 months at most, those made by hand until they are deleted.\n"
            "*Where:* on the machine of whoever looks after me. Whoever administers it can read "
            "the database; messages also pass through the chat app. Where there is a language "
            "model, it reads what I do not understand, and what that asks about.\n"
            "*Your rights:* /export sends everything in a file; /forgetme erases everything, from "
            "the backups too, and proves it; /files shows and deletes files.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Say the essentials."""
    return Reply(text=TEXTS.say("page", caller.language))
