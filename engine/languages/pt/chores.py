"""How Portuguese asks for the small things of every day: reopen, rename, clear, insist."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import about, ask, lead, level, priority, tag
from engine.grammar.productions import Row
from engine.grammar.reading import Intent, Query

_MAY = "[pode|voce pode]"
_RECORD = "[o|a|os|as|aquele|aquela|meu|minha] [lembrete|tarefa|evento|compromisso|item] [de|do|da|pra|sobre|:]"


def reopening() -> Iterator[Row]:
    """Yield the cues of what is to do again."""
    yield from lead(
        Intent.REOPEN,
        6.2,
        f"^ {_MAY} (reabre|reabra|reabrir|reative|reativa|reativar|desrisca|desrisque|destica) [ai] {_RECORD}",
    )
    yield from tag(
        Intent.REOPEN,
        6.2,
        "[ainda] nao (foi|ta|esta) (feito|feita|pronto|pronta|concluido|concluida) [ainda] $",
        "como (nao feito|nao feita|pendente|aberto|aberta|por fazer|nao concluido|nao concluida) $",
    )
    yield from tag(
        Intent.REOPEN, 7.2, "de volta (na|pra|a) [minha] lista [de|do|da] [<any>] [<any>] $"
    )


def changes() -> Iterator[Row]:
    """Yield the cues of another name or priority."""
    yield from lead(
        Intent.CHANGE,
        9.0,
        f"^ {_MAY} (renomeia|renomeie|renomear|rebatiza|rebatize) [ai] {_RECORD}",
        f"^ {_MAY} (muda|mude|mudar|altera|altere|alterar|troca|troque|trocar|corrige|corrija|edita|edite) [ai] [o] (nome|titulo) (de|do|da|dos|das) {_RECORD}",
        kind="rename",
    )
    yield from lead(
        Intent.CHANGE,
        9.0,
        f"^ {_MAY} (muda|mude|mudar|altera|altere|troca|troque|define|defina|coloca|coloque|poe|ponha|sobe|suba|baixa|baixe) [ai] [a] prioridade (de|do|da|em|no|na|pro|pra) {_RECORD}",
        kind="priority",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ {_MAY} (muda|mude|mudar|altera|altere|troca|troque|passa|passe|adia|adie|estende|estenda) [ai] [o] (prazo|vencimento) (de|do|da) {_RECORD}",
    )
    yield from level(Priority.HIGH, "(pra|como|em) (alta|maxima|urgente) $")
    yield from level(Priority.LOW, "(pra|como|em) (baixa|minima) $")
    yield from priority(
        Priority.HIGH,
        2.4,
        "(e|ficou|virou|esta|ta|agora e) [agora|muito|super|bem] (urgente|importante) [agora] [!] $",
        kind="state",
    )
    yield from priority(
        Priority.LOW,
        2.4,
        "(nao e mais urgente | nao e urgente | nao e tao urgente | nao tem pressa | deixou de ser urgente) $",
        kind="state",
    )


def cancellations() -> Iterator[Row]:
    """Yield the cues of what is taken off: whole lists, notes."""
    yield from lead(
        Intent.CANCEL,
        8.0,
        f"^ {_MAY} (limpa|limpe|limpar|esvazia|esvazie|esvaziar|zera|zere|zerar|apaga|apague|apagar|exclui|exclua|deleta|delete) [ai] [toda|tudo] [da|do|na|no] [a|minha|toda] [a|minha] lista [de|do|da|dos|das] [<any>] [<any>] [<any>] $",
        f"^ {_MAY} (tira|tire|remove|remova|apaga|apague|risca|risque) [ai] tudo (da|do|na|no) [minha] lista [de|do|da|dos|das] [<any>] [<any>] [<any>] $",
        kind="list",
    )
    yield from lead(
        Intent.CANCEL,
        7.0,
        f"^ {_MAY} (apaga|apague|apagar|exclui|exclua|excluir|deleta|delete|remove|remova|esquece|descarta) [ai] [a|minha|aquela|essa] (nota|anotacao) (de|do|da|dos|das|sobre|que|com|:)",
        kind="note",
    )


def notes() -> Iterator[Row]:
    """Yield the cues of questions about notes, and notes by their number."""
    yield from ask(
        Query.NOTES,
        6.4,
        "^ [todas] [as] [minhas] (notas|anotacoes) [?] $",
        "^ (me mostra | mostra|mostre|mostrar | lista|liste|listar | quero ver | ver | abre | le|leia) [todas] [as] [minhas] (notas|anotacoes) [?] $",
        "(o que|oque) [e que] [eu] [ja] (anotei|tenho anotado) [?] $",
    )
    for position in range(1, 10):
        yield from about(position, f"(nota|anotacao) {position} $")


def nexts() -> Iterator[Row]:
    """Yield the cues of the next times of what repeats."""
    times = "[<number>] (vezes|datas|ocorrencias)"
    yield from ask(
        Query.NEXT,
        7.0,
        f"(quais|quando|mostra|mostre|me mostra|me diz) [sao|serao|e que sao|vao ser] [as] proximas {times} [que] [de|do|da|dos|das]",
        f"^ [as] proximas {times} (de|do|da|dos|das)",
    )


def insistence() -> Iterator[Row]:
    """Yield the cues of reminders that are to insist."""
    yield from tag(
        Intent.REMINDER,
        0.3,
        "[e] [insiste|insista] ate [que] eu (confirmar|responder|marcar|dizer|falar|fizer|confirme|responda|marque|diga|fazer|tomar) [isso|que] [como] [fiz|feito|ok|ja] [fiz] $",
        "[,] [e] (insiste|insista|fica insistindo|fique insistindo|me cobra ate eu fazer|fica me lembrando|nao para de me lembrar|nao desiste|insistentemente) [ate] [que] [eu] [confirmar|responder|fazer|marcar] [feito] $",
        kind="insist",
    )
    yield from lead(
        Intent.REMINDER,
        4.6,
        "^ (fica|fique|continua|continue) me (lembrando|cobrando|avisando|cutucando) [de|que|pra|do|da] [eu]",
        "^ (insiste|insista) [comigo|em me lembrar|pra eu] [de|que|pra|do|da] [eu]",
        kind="insist",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from reopening()
    yield from changes()
    yield from cancellations()
    yield from notes()
    yield from insistence()
    yield from nexts()
