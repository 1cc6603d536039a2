"""What Portuguese asks without keeping anything: questions, advice, how to be told; and tells."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import ask, lead, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent, Query
from engine.languages.pt.families import CALL, REMIND

_OURS_TO_DO = frozenset(("precisamos", "podemos", "queremos", "devemos", "voltamos"))


def questions() -> Iterator[Row]:
    """Yield the cues of questions, briefs and advice."""
    yield from ask(
        Query.DATE,
        4.6,
        "[eu|a gente] (tenho|temos|tem) o que [mesmo] [pra|na|no|de|marcado]",
        "como (ta|esta|fica|vai ser|anda|vai|vem|esta ficando) [a|o] [minha|meu] [proxima] &<day>",
        "(que|quais) (compromissos|eventos|reunioes) [eu|que] [eu] (tenho|temos|tem)",
        kind="if_question",
    )
    see = "[me] (informa|informe|informar|dizer|mostrar|passar|listar|consultar|verificar|checar|conferir|ver)"
    yield from ask(
        Query.DATE,
        4.6,
        f"{see} [o|a|os|as] [meu|minha|meus|minhas] (agenda|compromissos|eventos|reunioes|programacao)",
        "agenda [ta|esta|fica|bem|muito] (cheia|lotada|livre|apertada|tranquila|vazia)",
        kind="if_question",
    )
    yield from ask(
        Query.TASKS,
        5.6,
        f"{see} [o|a|os|as] [meu|minha|meus|minhas] (tarefas|pendencias|afazeres)",
        kind="if_question",
    )
    yield from ask(
        Query.LIST,
        6.6,
        "lista [de|do|da] [<any>] (tem|ta com|esta com|ficou com) o que",
        kind="if_question",
    )
    yield from ask(
        Query.FREE_SLOTS,
        6.4,
        "(quanto|que) tempo [livre|vago] [eu|me] (tenho|sobra|resta) [livre|vago]",
        "(quando|onde|que horas|que dia|em que horario|qual horario) [e que] [eu|a gente] (posso|consigo|da pra|cabe|daria pra|podemos|poderia) (encaixar|marcar|agendar|fazer|colocar|por|botar|atender|receber)",
        "(cabe|caberia|da pra encaixar|consigo encaixar) [mais] (um|uma|alguma|algum)",
        kind="if_question",
    )
    yield from ask(
        Query.SEARCH,
        6.4,
        "^ (que dia | em que dia | que horas | a que horas | quando) [e que|foi que] [eu|a gente] (marquei|combinei|agendei|paguei|fiz|comprei|fui|marcamos|combinamos)",
    )
    yield from ask(
        Query.SEARCH,
        5.4,
        "(pra quem | com quem | de quem | quem | onde | quando | quanto | por quanto | em que dia | que dia | qual) (foi que | e que) [eu|a gente|nos|ele|ela|o|a]",
        "(pra quem | com quem | de quem | por quanto) [eu|a gente] (<past>|vendi|pedi|escrevi)",
        "quem (ficou de|com|ia|combinou de)",
        "(quanto|onde|quando|pra quem) [eu|a gente] (paguei|deixei|emprestei|guardei|anotei|marquei|comprei|combinei|coloquei|estacionei|gastei|fiquei devendo)",
        kind="if_question",
    )
    yield from tag(
        Intent.BRIEF,
        5.2,
        "[me] (manda|mande|da|de|faz|faca|envia|mostra|gera|quero|passa|prepara|monta) [ai] [pra mim] [o|um|uma|meu] (apanhado|panorama|geralzao|overview|giro|balanco|sintese|resumao) [geral|rapido|visao] (do|da|de|dos|sobre) [meu|minha|o] (dia|semana|hoje|amanha|manha|tarde|compromissos)",
        "me (situa|situe|deixa a par|poe a par) [do|da|de|sobre] [meu|minha] (dia|semana|hoje|agenda)",
    )
    yield from tag(
        Intent.COACH,
        5.2,
        "(como|oque | o que) [que|e que] [eu] (falo|digo|respondo|peco|escrevo|explico|conto|recuso|cobro|aviso) (pro|pra|ao|a|com|que|isso|sem|um|uma|meu|minha)",
        "(qual|como) [e|seria] [o|a] (melhor|jeito|forma) [jeito|forma|maneira|educado|educada] de (falar|pedir|dizer|responder|escrever|recusar|cobrar|avisar|contar|negar)",
        "me ajuda|ajude a (falar|dizer|pedir|recusar|redigir|explicar|contar|montar um email|texto|mensagem)",
        "me ajuda|ajude a sair do lugar",
        "[eu] (to|estou|ando|fico|venho) (enrolando|procrastinando|adiando|empacado|empacada|travado|travada)",
        "(escreve|escreva|redige|redija|rascunha|rascunhe|monta|monte) [pra mim|ai] (um|uma) (mensagem|email|e mail|resposta|recado|texto|carta|bilhete) [<any>] (pra|pro|ao|a|de|pedindo|avisando|respondendo|dizendo)",
    )


def preferences() -> Iterator[Row]:
    """Yield the cues of what is to hold from now on."""
    whole = "(compromisso|compromissos|evento|eventos|reuniao|reunioes)"
    every = "[todos|todas|cada] [os|as] [meus|minhas]"
    onward = "(de agora em diante | daqui pra frente | daqui pra frente | daqui em diante | de hoje em diante | a partir de agora | a partir de hoje | por padrao | sempre)"
    call = f"[me] ({REMIND}|{CALL})"
    yield from lead(
        Intent.PREFERENCE,
        9.0,
        f"{onward} [,] {call} [de|dos|das|do|da] {every} {whole}",
        f"{onward} [,] {call} [sempre] [com] <length> (antes|de antecedencia) (de|dos|das|do|da) {every} {whole}",
        f"{call} [sempre] [com] <length> (antes|de antecedencia) (de (todo|toda|todos|todas|cada) | dos | das) {every} {whole}",
        f"{call} {onward} (antes de|dos|das|do|da | de|dos|das) {every} {whole}",
        f"{call} (de|dos|das) {every} {whole} {onward}",
        f"{call} (de|dos|das) {every} {whole} [sempre] [com] <length> (antes|de antecedencia)",
        "(quero|prefiro|gostaria de|manda|me manda|envia|me envia) [receber] [o|meu] (resumo|briefing) [do dia|da manha|diario|matinal] (as|pras|todo|sempre)",
        f"(quero|prefiro|gostaria de) {onward} (ser avisado | ser avisada | ser lembrado | ser lembrada | receber aviso|lembrete)",
        f"{onward} [,] (fala|fale|responde|responda|escreve|escreva|me chama|me chame|nao me manda|nao me mande|me responde|me responda) ",
    )


def statements() -> Iterator[Row]:
    """Yield what only tells how one feels or thinks."""
    yield from tag(
        Intent.NONE,
        6.0,
        "[eu] (preciso|tenho que|tenho de|devo|quero|queria) [te] (confessar|admitir|desabafar|reconhecer|concordar|dizer que|contar que|te contar|falar que|agradecer voce|elogiar)",
        "[eu] nao sei (como|se|por que|porque|quando|quem|onde|o que)",
        "[eu] (queria|quero) (tanto|muito) (que|ser|estar|ter|morar|viajar|poder)",
        "^ (todo mundo | ninguem | a galera | as pessoas | tem gente | a maioria)",
        "(isso|esse|essa|este|esta|aquilo|ele|ela|tudo|que|so) [sempre|so] me (lembra|lembrou|lembram|recorda)",
        "(como|porque | por que) voce (consegue|faz|sabe|aguenta|lembra|faria)",
        "^ nunca [mais]",
        "^ [eu] nao (aguento|consigo|suporto|gosto|entendo|acredito|vejo|lembro|curto)",
        "^ [eu] (li|ouvi|soube|vi|reparei|notei|descobri|sonhei|percebi) [dizer] que",
        "falta|faltam (pouco|muito|nada|menos) [pra]",
        "(preciso|precisando|precisar|precisava) de [umas|uns|um] (ferias|descanso|folga|paz|silencio|abraco|sorte|coragem|animo|colo)",
        "me chama [a|muita|muito a] atencao",
        "(impressionante|incrivel|engracado|estranho|curioso) (como|que)",
        "(fico|to|fiquei) (pensando|imaginando|lembrando)",
        "bateu [uma|um|aquela|aquele] (preguica|saudade|fome|sono|tristeza|desanimo|vontade)",
        "(voce acredita | acredita) (que|nisso)",
    )


def _is_ours(word: str) -> bool:
    """Tell what we did or do: "terminamos", not "temos"."""
    endings = ("amos", "emos", "imos")
    return len(word) > 6 and word.endswith(endings) and word not in _OURS_TO_DO


def told() -> Iterator[Row]:
    """Yield verbs in the past that their endings do not tell."""
    yield from rows("ours", ("<any>", lambda word: word if _is_ours(word) else None))
    yield from tag(Intent.NONE, 2.0, "@, [ja] <ours> [tudo|ontem|hoje|agora] $")
    yield from tag(
        Intent.NONE,
        2.4,
        "^ [o|a|os|as|meu|minha|meus|minhas|eu|nos|a] [<any>] [<any>] (fez|fizeram|fizemos|teve|tiveram|tive|veio|vieram|quis|trouxe|trouxeram|soube|pude|disseram|viu|viram|leu|bebeu|comeu|recebeu|recebi|bebi|corri|saimos|subiu|desceu|dormiu|conseguiu|conseguiram|vendeu|vendi)",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    for found in (questions, preferences, statements, told):
        yield from found()
