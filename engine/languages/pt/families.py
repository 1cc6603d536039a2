"""Families of Portuguese requests: one verb in all its forms, one wish in all its frames."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import lead, polite, priority, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent

_RECORD = "[o|a|os|as|um|uma|aquele|aquela|meu|minha] [lembrete|tarefa|evento|compromisso|alarme|item] [de|do|da|pra|sobre|:]"
_ENDINGS = {
    "ar": ("a", "e", "ar", "asse", "aria"),
    "er": ("e", "a", "er", "esse", "eria"),
    "ir": ("e", "a", "ir", "isse", "iria"),
}
_IRREGULAR = {
    "por": "poe ponha por pusesse poria",
    "fazer": "faz faca fazer fizesse faria",
    "incluir": "inclui inclua incluir incluisse incluiria",
    "inserir": "insere insira inserir inserisse inseriria",
    "ver": "ve veja ver visse veria",
    "dar": "da de dar desse daria",
}


def forms(*verbs: str) -> str:
    """Return the forms in which verbs ask for something, as words of a pattern."""
    return "|".join(one for verb in verbs for one in _forms(verb))


def _forms(verb: str) -> Iterator[str]:
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb].split()
        return
    stem = verb[:-2]
    for ending in _ENDINGS[verb[-2:]]:
        yield f"{_softened(stem) if ending == 'e' and verb.endswith('ar') else stem}{ending}"


def _softened(stem: str) -> str:
    if stem.endswith("g"):
        return f"{stem}u"
    return f"{stem[:-1]}qu" if stem.endswith("c") else stem


REMIND = forms("lembrar", "relembrar", "apitar", "bipar", "sinalizar", "avisar", "alertar", "recordar", "cutucar", "notificar")  # fmt: skip
CALL = forms("chamar", "cobrar", "gritar", "berrar", "perguntar", "questionar")
PUT = forms("por", "botar", "colocar", "adicionar", "acrescentar", "incluir", "jogar", "anotar", "meter", "inserir", "lancar", "somar", "cadastrar", "registrar")  # fmt: skip
MAKE = forms("criar", "fazer", "gerar", "agendar", "programar", "marcar", "configurar", "deixar", "reservar", "bloquear", "salvar", "guardar")  # fmt: skip
_MEND = forms("cancelar", "apagar", "excluir", "deletar", "desmarcar", "tirar", "remover", "mudar", "trocar", "adiar", "antecipar", "remarcar", "reagendar", "transferir", "passar", "riscar", "acordar", "mandar", "enviar", "mostrar", "listar")  # fmt: skip
_ORDER = f"{REMIND}|{CALL}|{PUT}|{MAKE}|{_MEND}"
_NOT_DONE = frozenset(
    "almocei jantei cansei cheguei acordei levantei deitei comecei voltei melhorei chorei sei falei pensei tentei gostei amei adorei odiei cansei parei desisti errei entrei passei esperei imaginei avisei chamei sonhei estudei trabalhei ganhei fiquei virei morei viajei achei perguntei notei reparei acostumei acabei deixei dei botei coloquei usei".split()
)


def frames() -> Iterator[Row]:
    """Yield the polite frames in which any request may stand."""
    yield from polite(
        f"[eu] (queria|gostaria|preciso|quero|adoraria|necessito|pediria|peco) que [voce|tu | o senhor | a senhora] &me|nao|{_ORDER}",
        f"(seria possivel | teria como | tem como | tem jeito de | daria pra | sera que da pra | sera que [voce] pode|poderia|consegue|podia | [voce] consegue|conseguiria | bem que voce podia | voce podia | custa nada | teria jeito de) [voce] &me|{_ORDER}",
        f"(faz|faca [o|um] favor de | ve|veja se [voce] | trata|trate de | faz|faca a gentileza de | tenha a bondade de | por bondade) &me|nao|{_ORDER}",
        "^ [ai] (eita|nossa|vixe|putz|caramba | ai meu deus | meu deus|opa|ops|ufa|ixi|poxa|mds|afe|aff|uai|oxe|bah|ih|eba|oba) ,|!|:|.",
        "(quase|ja|ia) [me|ia] [ia] (esqueci|esquecendo|esquecia) [disso] :|,",
        "(se nao for (incomodo|pedir muito|abuso) | se der pra voce | quando voce puder)",
    )


def reminders() -> Iterator[Row]:
    """Yield the cues of reminders and alarms."""
    link = "[de que|que e pra|de|que|pra|do|da|dos|das|sobre|se|:]"
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"me ({CALL}) {link} [eu]",
        f"me ({REMIND}) {link} [eu]",
        "me (perturba|perturbe|cobra|cobre|atormenta|pentelha|enche o saco|da uma bronca|sacode|sacuda|empurra|traz a tona) [ai] [pra|de|do|da|sobre|com] [eu]",
        f"[fica|e|ta] {link} (o|um) (aviso|lembrete|alerta) (fica|e) pra",
        "(solicito|peco|favor|favor programar|gostaria de solicitar|requeiro|providencie|providenciar) [a|o|um|uma] [(criacao|inclusao|programacao|agendamento|registro|cadastro|envio|emissao) (de|do|da)] [um|uma|o] (lembrete|alerta|aviso|notificacao|lembretes|avisos|alertas) [pra que|pra|de|que|do|da|sobre|:]",
        "[nao|nem] (posso|podemos) (dormir|sair|deitar|ir) [embora|dormir] sem [antes] [eu]",
        "me (da|de|solta|faz|faca|joga) (um|uma) !resumo|resumao|ajuda|dica|conselho|forca|motivo|exemplo|lista|panorama|apanhado|ideia|minuto|segundo|tempo|hora <any> [ai] &<time>",
        "nao me deixa|deixe|deixes (perder|esquecer|faltar|furar|atrasar) [a|o|de|do|da|no|na|pro|pra]",
        "[seria possivel | poderia|posso|consigo|da pra|queria|quero|gostaria de|preciso] (receber|ganhar|ter) (um|uma|o|aquele) (aviso|lembrete|alerta|notificacao|toque) [de|do|da|pra|que|sobre|,]",
        "(deixa|deixe|deixar) [ja|ai] (marcado|anotado|agendado|registrado|salvo|programado|pronto) [um|uma|o] (aviso|lembrete|alerta|alarme) [pra que|pra|de|que|do|da|sobre|:]",
        "(comunica|comunique|informa|informe|avisa|avise|lembra|lembre|sinaliza|fala|fale) (pra mim | pra gente) [de|que|sobre|do|da] [(e|era) dia de]",
        "(vou|vamos) precisar de [um|uma] (lembrete|alarme|aviso|alerta) [pra que|pra|de|que|do|da|sobre|:]",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        "(poe|ponha|bota|coloca|programa|ajusta|arma|deixa) [ai] (o|um|meu) (celular|relogio|telefone|alarme|despertador) [ai] [pra] [tocar|despertar|apitar|me acordar]",
        "(poe|ponha|bota|coloca|programa|deixa) [ai] pra (despertar|tocar|apitar|berrar)",
        "^ (timer|cronometro | contagem regressiva | temporizador) [ai] [de|em|com|pra|:|pro]",
        f"({MAKE}|liga|ligue|inicia|inicie|aciona|dispara|comeca) [ai] [um|o] (timer|cronometro|temporizador) [ai] [de|em|com|pra|:|pro]",
        kind="alarm",
    )
    yield from tag(
        Intent.REMINDER,
        3.6,
        f"({REMIND}|desperta|desperte|acorda) [ai|eu|la|nois|nessas horas] [sempre|todas as vezes|toda vez] [ai] $",
        "[e] (nao me deixa|deixe|deixes na mao | conto com voce | conto contigo pra lembrar) $",
    )


def waking() -> Iterator[Row]:
    """Yield the cues of being woken."""
    yield from lead(
        Intent.REMINDER,
        4.0,
        "me (tira|tire|arranca|arranque|levanta|levante|expulsa) [ai] [da cama]",
        "^ (acorda|acorde|desperta|desperte) (eu|nois | a gente)",
        "(quero|preciso) [ser] (acordar|acordado|acordada|levantar|despertar) &<time>",
        kind="wake",
    )


def tasks() -> Iterator[Row]:
    """Yield the cues of tasks and of how urgent they are."""
    yield from lead(
        Intent.TASK,
        2.4,
        "[eu] (precisava|necessito|careco|precisarei) [mesmo|muito|urgentemente] [de]",
        "[eu|a gente|nos] (vou|vamos|vai) (ter que | ter de | precisar [de])",
        "[eu] (teria|terei|teremos|tinha) (que|de)",
        "nao (posso|podemos) (deixar|parar) de",
        "^ (e|era) pra eu",
        "(esta|ta|to|estou|ficou) (faltando|pendente|em aberto) [eu|:]",
        "(resta|restou|sobrou pra mim|me cabe|me toca)",
        "(ve|ver) se eu [consigo]",
        "seria (bom|legal|otimo|ideal|prudente|interessante|melhor|importante|util|sensato) [se] eu",
    )
    yield from lead(
        Intent.TASK,
        5.0,
        "^ (tarefas|pendencias|afazeres) [de hoje|amanha] : [-]",
        "(solicito|peco|favor|gostaria de solicitar|requeiro) [a|o] [(criacao|inclusao|abertura|registro|cadastro) (de|da)] [uma|a] (tarefa|pendencia) [pra|de|:]",
    )
    yield from priority(
        Priority.LOW,
        2.2,
        "(nao (tenho|tem|ha|precisa ter) [nenhuma|muita|tanta] pressa [nenhuma] | sem pressa [nenhuma|alguma] | sem correria | com calma | sem afobacao | nada de pressa | pode ser com calma)",
    )
    yield from priority(
        Priority.HIGH,
        2.2,
        "(nao (pode|da pra|posso) (esperar|adiar|passar de hoje) | e (caso|questao) de urgencia | urgencia (maxima|total) | pra agora | prioridade (1|um|zero|absoluta|maxima))",
    )


def events() -> Iterator[Row]:
    """Yield the cues of events."""
    yield from lead(
        Intent.EVENT,
        3.0,
        "^ (bloqueia|bloqueie|bloquear|reserva|reserve|reservar|ocupa|ocupe|trava|tranca) [ai] &<time>",
        "^ (evento|compromisso) (do|da|de) <any> [<any>] :",
        "(ocupa|ocupe|trava|trave|fecha|feche|tranca|tranque|separa|separe) [ai] [a|o|um|uns] [minha|meu] (agenda|horario|calendario) [na [minha] agenda] [pra]",
        "(solicito|peco|gostaria de solicitar|requeiro) [a|o] (inclusao|agendamento|marcacao|registro|reserva) [na agenda] (de|do|da) [um|uma] [evento|compromisso]",
    )
    yield from tag(
        Intent.EVENT,
        1.0,
        "^ (confirmado|confirmada|combinado|combinada|marcado|marcada|agendado|agendada | ficou marcado|marcada|combinado|certo|acertado|fechado | ta confirmado|marcado) [:|,|-]",
    )


def notes() -> Iterator[Row]:
    """Yield the cues of notes."""
    say = (
        "anota|anote|anotar|registra|registre|salva|salve|guarda|guarde|escreve|escreva|grava|grave"
    )
    yield from lead(
        Intent.NOTE,
        6.0,
        f"^ ({say}) [ai|aqui|isso|isto] [,] (pra mim | por favor | fazendo favor) [,] [ai|aqui] [:|,|-] [que]",
        "^ (lembrete mental | memorando | recado pra mim | lembrete pra mim mesmo|mesma) (:|-|,)",
        "^ [no|na|pro] [meu] (bloco de notas | caderno | caderninho | bloquinho | diario | anotacoes | minhas notas) (:|-|,)",
        f"^ ({say}) [ai] (no|na|nas|nos|em) [meu|minha|minhas|meus] (bloco de notas|notas|anotacoes|bloco|caderno|caderninho|diario) [:|,|-|que]",
    )
    yield from lead(Intent.NOTE, 5.4, "^ ideia (de|pra|pro) <any> [<any>] [<any>] [<any>] (💡|:|-)")


def links() -> Iterator[Row]:
    """Yield words beside a time that are no part of a title."""
    yield from tag(
        None,
        0.0,
        "(vai ser|sera) [la|mesmo] &<time>",
        ", sempre $",
        "[no|na] mesmo|mesma horario|hora|horarios [de sempre|antes]",
        "quando (for|chegar|der) [a] hora (de|do|da)",
        "^ (dizendo|falando|avisando|pedindo|lembrando|mandando) [me] (pra|que|de) [eu]",
        "assim que (der|puder|possivel|sobrar tempo) [,]",
        kind="link",
    )


def putting() -> Iterator[Row]:
    """Yield what puts an event, whose verb is no part of its name."""
    yield from lead(Intent.EVENT, 0.8, f"({PUT}) [ai] [o|a|um|uma] &<event_noun>")


def done() -> Iterator[Row]:
    """Yield the cues of what is done, and of what is called off or moved."""
    yield from lead(
        Intent.COMPLETE,
        7.0,
        f"^ (tarefa|item|pendencia|lembrete|missao) (concluida|concluido|feita|feito|resolvida|resolvido|finalizada|finalizado|cumprida|cumprido|ok) [:|,|-] {_RECORD}",
        f"(pode|podes) (riscar|ticar|eliminar | dar baixa) [da lista] [em|no|na] {_RECORD}",
        f"(solicito|peco|favor) [a|o] (conclusao|baixa|encerramento|finalizacao) (de|do|da|em|no|na) {_RECORD}",
    )
    yield from rows("did", ("<any>", lambda word: word if _is_done(word) else None))
    yield from lead(Intent.COMPLETE, 4.6, "^ ja <did> &o|a|os|as|meu|minha|meus|minhas|com")
    yield from tag(
        Intent.COMPLETE,
        6.4,
        "[,] [que] [eu] ja (<did>|fiz|li|resolvi|pedi|comprei|paguei|mandei|liguei|recebi|escrevi|vendi|devolvi) [tudo|isso|ontem|hoje] $",
    )
    yield from tag(
        Intent.COMPLETE,
        6.4,
        ": [ja] (concluida|concluido|feita|feito|resolvida|resolvido|ok|pronta|pronto|finalizada|finalizado|paga|pago) $",
    )
    yield from tag(
        Intent.CANCEL,
        7.0,
        "[pode] (tira|tire|tirar|apaga|apague|remove|remova|exclui|exclua|risca|deleta) [isso|ele|ela|la|entao] (da|do) [minha|meu] (agenda|calendario) [por favor] $",
    )
    yield from tag(
        Intent.CANCEL,
        0.4,
        "(foi|ta|esta|ficou|fica) [tudo] (cancelado|cancelada|suspenso|suspensa|desmarcado|desmarcada)",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"(solicito|peco|favor|gostaria de solicitar|requeiro) [fazer|realizar|efetuar] [a|o] (exclusao|remocao|cancelamento|eliminacao|desmarcacao|retirada) (de|do|da|dos|das) {_RECORD}",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"(solicito|peco|favor|gostaria de solicitar|requeiro) [fazer|realizar|efetuar] [a|o] (remarcacao|reagendamento|alteracao|transferencia|mudanca|adiamento|antecipacao) [de (data|horario)] [da (data|hora) | do horario] (de|do|da|dos|das) {_RECORD}",
    )
    yield from tag(
        Intent.CHANGE,
        7.0,
        "(ficou|vai ficar|fica|foi) pra|pras|pro &<time>",
        "agora (e|vai ser|fica|ficou|sera) [la|so|mesmo] &<time>",
        kind="moved",
    )
    yield from tag(
        Intent.CHANGE,
        7.0,
        "((em vez|lugar | ao inves) | no lugar) &de|do|da|das|dos",
        kind="instead",
    )


def _is_done(word: str) -> bool:
    """Tell a verb of something that one did: "paguei", not "cheguei"."""
    return len(word) > 4 and word.endswith("ei") and word not in _NOT_DONE


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    for found in (frames, reminders, waking, tasks, events, notes, putting, links, done):
        yield from found()
