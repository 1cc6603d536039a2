"""Help: what can be written, in a few examples."""

from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.HELP,)
TEXTS = Texts(
    {
        "help": {
            "pt": "Escreva como você fala. Por exemplo:\n"
            "• _me lembra de pagar o boleto sexta 8 e meia_\n"
            "• _toda segunda às 7h tirar o lixo_\n"
            "• _tarefa: renovar o seguro até dia 20, urgente_\n"
            "• _reunião com a Ana quinta das 14h às 15h_\n"
            "• _põe leite e pão na lista de compras_\n"
            "• _anota: a chave fica com a vizinha_\n"
            "• _o que tenho hoje?_ / _semana_ / _atrasadas_\n"
            "• _feito_, _adia 1 hora_, _muda pra 9h_, _cancela o boleto_\n"
            "/promises mostra tudo que prometi e o que foi feito disso; /undo desfaz.",
            "en": "Write the way you talk. For example:\n"
            "• _remind me to pay the bill Friday at 8:30_\n"
            "• _every Monday at 7am take the bins out_\n"
            "• _task: renew the insurance by the 20th, urgent_\n"
            "• _meeting with Ana Thursday from 2 to 3pm_\n"
            "• _add milk and bread to the shopping list_\n"
            "• _note: the key is with the neighbour_\n"
            "• _what do I have today?_ / _week_ / _overdue_\n"
            "• _done_, _snooze 1 hour_, _move it to 9_, _cancel the bill_\n"
            "/promises shows all that I promised and what became of it; /undo takes back.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Show examples."""
    return Reply(text=TEXTS.say("help", caller.language))
