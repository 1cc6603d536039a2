"""How Portuguese asks to keep something: reminders, tasks, events, notes."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import keep, lead, priority, tag
from engine.grammar.productions import Row
from engine.grammar.reading import Intent

_PLEASE = "[por favor]"
_ME = "me|eu|mim"
_REMIND = "lembra|lembre|lembrar|relembra|relembre|apita|apite|bipa|bipe|sinaliza|sinalize|avisa|avise|avisar|alerta|alerte|alertar|recorda|recorde|recordar|cutuca|cutuque|cutucar|notifica|notifique"
_CALL = "chama|chame|chamar|cobra|cobre|cobrar|grita|grite|berra|berre"
_TOLD = "lembrado|lembrada|avisado|avisada|alertado|alertada|notificado|notificada|acordado|acordada|cobrado|cobrada|chamado|chamada|cutucado|cutucada"
_PUT = "poe|poem|bota|coloca|coloque|adiciona|adicione|adicionar|acrescenta|acrescente|acrescentar|inclui|inclua|incluir|joga|anota|anote|mete|insere|insira|inserir|bote|ponha|por|colocar|botar|lanca|soma|cadastra|cadastrar|cadastre|registra|registrar"
_MAKE = "cria|crie|criar|faz|faca|fazer|gera|gerar|agenda|agende|agendar|programa|programe|programar|marca|marque|marcar|configura|configure|coloca|coloque|colocar|poe|ponha|bota|bote|adiciona|adicione|adicionar|anota|anote|registra|registre|cadastra|cadastrar|cadastre|seta|deixa|deixe|quero|queria|abre|abra|inclui|inclua|solicito|preciso|manda|me"
_TASKS = "tarefa|tarefas|afazeres|pendencia|pendencias|todo|todos|tasks|task|fazeres"
_A = "[um|uma|o|a|os|as|meu|minha|meus|minhas|novo|nova] [novo|nova]"
_OF = "[pra que|pra|de|que|do|da|sobre|:|pro | referente a|ao | em relacao a|ao | a respeito de|do|da | acerca de|do|da] [eu|me|mim]"


def reminders() -> Iterator[Row]:
    """Yield the cues of reminders."""
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"[nao esquece de|pode|podes|poderia|consegue|voce|da pra] [voce] {_ME} {_REMIND} [por favor] [de que|que e pra|de|que|pra|do|da|dos|das|sobre|:|-] [eu]",
        f"{_REMIND} {_ME} [,] {_PLEASE} [,] [de que|de|que|pra|do|da|dos|das|sobre|:]",
        f"({_REMIND}) [so] (o|a|essa|sua|seu|tua|teu) (vo|vovo|mae|mamae|pai|papai|tia|tio|veia|veio|velha|velho|titia|dinda|madrinha|chefe|doutora|doutor|profe|professora|professor) [aqui] [,] [de|que|pra|:]",
        "^ (avisa|avise|alerta|alerte|cutuca|cutuque|notifica|notifique|apita|apite|chama|chame|lembra|lembre|recorda|recorde) [eu|nois|a gente | aqui | ai] (que e pra | pra que | de que | que | pra | de | do | da | sobre | :) [eu]",
        "^ [me] (avisa|avise|alerta|alerte|cutuca|cutuque|apita|apite|notifica|notifique) [eu | a gente | ai] &<time>",
        f"me {_CALL} [pra|de|que] [eu]",
        f"{_CALL} {_ME} [pra|de] [eu]",
        "(nao | n) [me] (deixa|deixe|deixes) [eu|me] esquecer [de|que|do|da|dos|das]",
        "nao [me] deixa eu esquecer [de|que|do|da]",
        "(nao posso | nao quero | nao da pra | nao vou | nao devo | nao posso me) esquecer [de|que|do|da|dos|das]",
        "me (da|de|manda|mande|solta|faz|faca) (um|uma|aquele|aquela) [bom|boa] (toque|toquinho|alo|grito|bip|sinal|salve|oi|ping|berro|aviso|lembrete|alerta|cutucada|chamada|ligada|mensagem|zap|empurrao|apito) [ai] [pra|de|que|do|da] [eu]",
        "me (manda|mande|faz|faca) &<verb>",
        "me (da|de) (um|uma) <any> [ai] (pra|de) [eu] &<verb>",
        "nao me (deixa|deixe|deixes) &<verb>",
        f"{_ME} (puxa a orelha | da um toque | da um alo | da uma cutucada | da um lembrete | manda um lembrete | manda mensagem | manda uma mensagem | manda um aviso | manda um alerta | avisa | faz lembrar) [pra|de|que|do|da] [eu]",
        f"(da um toque | da um alo | toca o despertador) [pra|de|que|do|da] [{_ME}]",
        f"[quero|gostaria|queria|preciso|prefiro|desejo] [de] ser {_TOLD} [de|do|da|pra|que|sobre|,]",
        f"(quero|gostaria|queria|preciso|prefiro) [de] ([um] lembrete|aviso|alerta|toque | uma notificacao | que [voce] me {_REMIND}) [de|do|da|pra|que|sobre|,]",
        f"{_MAKE} [ai] [um|uns|uma|o] [novo] lembrete|alerta|aviso|lembretes [ai] {_OF}",
        f"[um] novo lembrete|alerta|aviso {_OF}",
        f"um lembrete {_OF}",
        "^ [um|uma] lembrete|alerta|aviso|toque [:|-|pra|de]",
        "^ [um|uma] (aviso|lembrete|toque|alerta) &<time>",
        "(gostaria|quero|queria|preciso|desejo) [de] receber [um|uma|o] (aviso|lembrete|alerta|notificacao|mensagem|toque) [de|do|da|pra|que|sobre|,]",
        "(da|de) um (toque|toquinho|alo|grito|bip|sinal|berro|aviso|salve|oi) [ai|aqui | pra mim] (pra|de|que) [eu]",
        "(manda|mande|envia|envie) [uma|um] (msg|mensagem|zap|oi|alo|recado|sms) (pra mim | aqui) [pra|de|que] [eu]",
        "me (fala|fale|diz|diga|pede|peca|obriga|obrigue|ajuda|ajude|pergunta|pergunte) (pra|de|que|a) [eu] &<verb>",
        "me (pergunta|pergunte|cobra|cobre) &se",
        "que [voce] me (fale|diga|lembre|avise|cobre|chame) (pra|de|que) [eu]",
        "nao (deixa|deixe) (passar [em branco|batido] | eu perder | escapar | cair no esquecimento) [:|,|a|o|de]",
        "^ (programa|programe|agenda|agende) [ai] pra &<time>",
        "que [voce] me lembre|avise [de|que|pra|do|da]",
        "[e] [so] pra eu nao esquecer [de|que]",
        "^ [pra] nao esquecer [de|que|:]",
        "^ nao esquecer|esqueca [de|que|:]",
        "preciso lembrar [de|que|do|da]",
        "^ lembrar|lembra|lembre [de|que|do|da|pra|:] [eu]",
        "avisar|lembrar (que e pra | de | que | pra | do | da)",
        "me (alerta|alerte)",
        "(poe|bota|coloca|programa) [ai] pra me (avisar|lembrar|alertar|acordar|chamar) [de|do|da|que|pra|:]",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"({_MAKE}|toca|toque|tocar) [ai] [um|o] alarme|despertador|timer|cronometro [ai] {_OF}",
        "^ alarme|despertador|timer [pra|:|as]",
        kind="alarm",
    )
    yield from lead(
        Intent.REMINDER, 4.0, "me (acorda|acorde|acordar|desperta|desperte) [pra]", kind="wake"
    )
    yield from tag(
        Intent.REMINDER,
        3.5,
        f"[,] [e|entao|ai|por favor] {_ME} {_REMIND} [disso|isso|dele|dela|ai|ta|tá|ok] [sempre] $",
        f"[,] {_MAKE} [ai] [um|o|uns|os] lembrete|lembretes|alarme|alerta [ai|pra mim|antes] $",
        "me ajuda|ajude a lembrar",
        "[,] nao me (deixa|deixe|deixes) (furar|faltar|perder|passar|vacilar|dormir|atrasar|desistir|fugir) [disso|nao] $",
        "nao (deixa|deixe) eu esquecer $",
        "nao me (deixa|deixe) esquecer [disso] $",
        "[e] (programa|agenda) ai $",
        "me (cutuca|avisa|alerta|chama|cobra|lembra) $",
        "(quero|preciso) [um] (lembrete|aviso|alerta) [disso|antes|ok|ta] $",
        "[.|,] [ai|e|entao] (avisa|lembra|cutuca|apita|alerta|lembre|avise) [ai|la|eu|por favor|ok|ta] $",
        f"[,] [e|ai] me ({_REMIND}|{_CALL}|acorda|liga|bipa) [ai|la|ok|ta|por favor|viu|hein|blz] $",
    )


def reminded() -> Iterator[Row]:
    """Yield the word for a reminder at the end, which may also be talked about."""
    yield from tag(Intent.REMINDER, 2.6, "lembrete $")


def tasks() -> Iterator[Row]:
    """Yield the cues of tasks."""
    yield from lead(
        Intent.TASK,
        2.4,
        "[eu] (preciso|tenho que|tenho de|devo|precisamos|temos que|temos de|tem que|tem de|preciso muito|ter que) [,]",
        "[eu] tenho que",
        "[eu] tenho de",
        "[eu] preciso [de]",
        "[a gente] tem que",
        "temos que",
        "falta",
        "to|tou|estou precisando [de]",
        "to|tou|estou devendo [:]",
        "[eu] fiquei de",
        "[ainda] falta eu",
        "nao posso deixar de",
        "ha que",
    )
    yield from lead(
        Intent.TASK,
        5.0,
        f"({_MAKE}) [ai] [pra mim] {_A} tarefa|pendencia|task|todo [ai] [pra|de|que|:|-|,] [eu] [:]",
        f"^ {_A} tarefa|pendencia|task [ai] [pra|de|:|-|,] [eu] [:]",
        "tarefa|pendencia|task :",
        f"({_PUT}) [isso|ai] como (tarefa|pendencia) [pra|:|de] [:]",
        "^ (na|pra|em|no) [minha|meu] (to do | todo | lista de tarefas|pendencias) [:|,|-]",
        f"({_PUT}) [ai|isso|isto] [,] (na|nas|em|a|as|aos|no|nos | entre as|os) [minha|minhas|meus|meu|lista] [lista] [de] [minhas] {_TASKS} [:|,|-|pra|de]",
        f"({_PUT}) [ai] (na|nas|em|a) [minha] lista de coisas (pra|a) fazer [:|,|-]",
        "^ (tarefa|pendencia|task|a fazer|afazer) [nova] (:|-|,|pra)",
        "^ tarefa nova [:|de]",
        "nova (tarefa|pendencia) [:|-|,|pra|de]",
        "^ (prazo|deadline|pendente) [:]",
    )
    yield from tag(
        Intent.TASK,
        2.0,
        "com vencimento|prazo",
        f"[,] ({_MAKE}|bota|poe) [ai] [a|uma|como|essa] (tarefa|pendencia) $",
        "(precisa|precisam | tem que | deve | tem de) (ta|tar|estar|ficar|ser) (pronto|pronta|prontos|prontas|entregue|entregues|feito|feita|pago|paga|resolvido|resolvida)",
        "(como|nas|na|com|em) [minhas|lista de] tarefa|tarefas $",
    )
    yield from keep(Intent.TASK, 2.0, "vencimento")
    yield from tag(Intent.TASK, 2.0, "prazo")
    yield from tag(
        Intent.TASK,
        0.5,
        "(vence|vencem)",
    )
    yield from priority(
        Priority.HIGH,
        2.2,
        "[e|muito|super|com|ta] urgente|urgentissimo|urgentemente [!] [!] [!]",
        "[com|e|muito] (urgencia) [!]",
        "[e|muito|super|bem] importante|importantissimo",
        "[com|de] (alta prioridade | prioridade alta | prioridade maxima | maxima prioridade)",
        "prioridade [:] (alta|maxima|1|um)",
        "(pra ontem | o quanto antes | o mais rapido possivel | asap | com urgencia)",
        "! ! ! [!]",
        "pra ~ 1",
        "prioridade total",
    )
    yield from priority(
        Priority.LOW,
        2.2,
        "quando (sobrar|der|rolar|tiver|pintar|houver) [um|uma] (tempo|tempinho|tempin|folga|folguinha|brecha|chance)",
        "[e] (sem pressa | sem urgencia | nao e urgente | nada urgente | nao urgente | quando der | quando puder | quando sobrar tempo | quando tiver tempo | quando eu tiver tempo | se der tempo | se der)",
        "[com|de] (baixa prioridade | prioridade baixa)",
        "prioridade [:] baixa",
        "(sem stress | sem estresse | na boa | uma hora dessas | algum dia | qualquer dia)",
        "pra ~ 3",
    )


def events() -> Iterator[Row]:
    """Yield the cues of events."""
    yield from lead(
        Intent.EVENT,
        3.0,
        f"({_MAKE}) [ai] [um|uma|o|a|novo|nova] [novo] (evento|compromisso) [ai|:|de|do|da|pra|-|,]",
        "[solicito|peco|favor|preciso] [fazer|realizar] [o|a] (agendamento|marcacao) (de|da|do|para|pra) [um|uma]",
        "^ <any> [ai] (na|no|pro|pra) [minha|meu] (agenda|calendario) [ai] :",
        f"({_PUT}|marca|marque|agenda|reserva|salva) [ai] (na|no|em|a) [minha|meu] (agenda|calendario) [(da|do) (vo|vovo|mae|casa|familia)] [:|,|-|o|um|uma] [que]",
        "^ (evento|compromisso) [:|-]",
        "(bloqueia|bloqueie|bloquear|reserva|reserve|reservar) [a|o|um|uns] [minha|meu] (agenda|horario|calendario|tempo|espaco) [na [minha] agenda] [pra]",
    )
    yield from lead(
        Intent.EVENT,
        0.6,
        "[eu] (tenho|temos|tem | vai|vamos ter|rolar | rola | teremos | tera) [um|uma|o|a]",
        kind="have",
    )
    yield from lead(
        Intent.EVENT,
        2.2,
        "^ (marca|agenda|reserva|programa) [ai] [pra mim] [:] [um|uma|o|a|aquela|aquele]",
        "(marque|agende|remarca|reserve|programe) [ai] [pra mim] [:] [um|uma|o|a|aquela|aquele]",
        "[eu] (marquei|agendei|reservei|combinei) [um|uma|o|a]",
        "[eu] me inscrevi (em|na|no|pra|pro)",
    )
    yield from lead(
        Intent.EVENT,
        2.2,
        "(marcar|agendar|reservar) [ai] [pra mim] [:] [um|uma|o|a|aquela|aquele]",
        kind="booking",
    )
    yield from tag(
        Intent.EVENT,
        2.5,
        f"[,] ({_PUT}|marca|deixa|salva|lanca) [isso|ai|fixo|fixa|ja|la|tambem] (na|no) [minha|meu] (agenda|calendario) [ai|pra mim|por favor] $",
        "(confirmado|confirmada|marcado|marcada|agendado|agendada) (pra|pro)",
    )
    yield from keep(
        Intent.EVENT,
        1.6,
        "<event_noun>",
    )


def notes() -> Iterator[Row]:
    """Yield the cues of notes."""
    yield from lead(
        Intent.NOTE,
        5.5,
        "^ (anota|anote|anotar|registra|registre|registrar|salva|salve|salvar|guarda|guarde|guardar|escreve|escreva|aponta|aponte) [ai|aqui|isso|pra mim] [ai|,] [o seguinte] (:|que|-)",
        "^ (anota|anote|registra|registre|salva|salve|guarda|guarde|escreve|escreva|poe|coloca|bota) [ai|aqui|isso] [ai] (na|nas|no|nos|em) [minha|minhas|meu|meus] (nota|notas|anotacoes|bloco|caderno|bloquinho|diario) [:|,|-|que]",
        "(anota|anote|registra|registre|salva|salve|guarda|guarde) [ai|aqui|isso] (a seguinte | essa | esta | uma | essa) (nota|observacao|informacao|anotacao|ideia|info) [:|-|de|que]",
        "^ (anota|anote|registra|registre|salva|salve|guarda|guarde) (ai|aqui|isso) [:|,|-|que]",
        "^ (nota|anotacao|memo|obs|observacao|ideia|lembranca|pra lembrar|fica anotado|registro|nota mental|log|diario|info) (:|-|,|rapida :)",
        "^ (nota|anotacao|ideia) (pra|pro|de|do|da|sobre) <any> [<any>] :",
        "^ memo|obs|nota [:]",
        "^ (nova|uma|cria uma|criar|faz uma|faca uma|crie uma|salva uma|adiciona uma) (nota|anotacao|observacao) [:|-|,|de|que|dizendo|sobre]",
        "^ (toma nota | tome nota | toma nota ai | tome nota ai | toma nota do seguinte | tome nota do seguinte | pra registro | pra registrar | so pra registrar | fica registrado | fique registrado | deixa registrado | so pra constar) [:|,|-|que|ai]",
        "^ 📝|💡 [:]",
        "^ (grava|grave|guarde|guarda|salva|anota) (isso|essa|isto) [ai] (:|-|,)",
        "^ (escreve|anota|guarda|salva|grava|registra) [ai|aqui] pra eu nao (perder|esquecer) [:|,]",
        "^ (consigne|registre|anote) se [que] [:]",
        "^ (nota|anotacao|obs|observacao) (pessoal|mental|rapida|importante|interna) [:|,|-]",
        "^ (tive uma ideia | ideia) [:|-|,]",
        "^ (lembra|lembre|lembrar|guarda) [ai] que &a|o|minha|meu|as|os",
    )
    yield from lead(
        Intent.NOTE,
        7.0,
        "^ (anota|anote|guarda|guarde|salva|salve|registra|registre) [ai|isso] pra (nao perder|esquecer | lembrar|constar|depois|ver) [:|,]",
    )
    yield from lead(
        Intent.NOTE, 3.0, "^ (anota|anote|registra|registre|guarda|salva) [ai|isso] [que|:]"
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from reminders()
    yield from reminded()
    yield from tasks()
    yield from events()
    yield from notes()
