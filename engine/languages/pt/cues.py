"""What Portuguese sentences ask for: the cues of every intent but those of questions."""

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import about, keep, lead, polite, priority, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent

_PLEASE = "[por favor]"
_ME = "me|eu|mim"
_REMIND = "lembra|lembre|lembrar|avisa|avise|avisar|alerta|alerte|alertar|recorda|recorde|recordar|cutuca|cutuque|cutucar|notifica|notifique"
_CALL = "chama|chame|chamar|cobra|cobre|cobrar|grita"
_PUT = "poe|poem|bota|coloca|coloque|adiciona|adicione|adicionar|acrescenta|acrescente|acrescentar|inclui|inclua|incluir|joga|anota|anote|mete|insere|insira|inserir|bote|ponha|por|colocar|botar|lanca|soma|cadastra|cadastrar|cadastre|registra|registrar"
_MAKE = "cria|crie|criar|faz|faca|fazer|gera|gerar|agenda|agende|agendar|programa|programe|programar|marca|marque|marcar|configura|configure|coloca|coloque|colocar|poe|ponha|bota|bote|adiciona|adicione|adicionar|anota|anote|registra|registre|cadastra|cadastrar|cadastre|seta|deixa|deixe|quero|queria|abre|abra|inclui|inclua|solicito|preciso|manda|me"
_TASKS = "tarefa|tarefas|afazeres|pendencia|pendencias|todo|todos|tasks|task|fazeres"
_A = "[um|uma|o|a|os|as|meu|minha|meus|minhas|novo|nova] [novo|nova]"
_OF = "[pra que|pra|de|que|do|da|sobre|:|pro] [eu|me|mim]"

_EVENT_NOUNS = "(reuniao|ferias|feriado|recesso|folga|licenca|medico|medica|otorrino|ortopedista|urologista|endocrino|neurologista|fisio|personal|salao|cabelo|unha|crossfit|judo|bale|ballet|karate|futebol|futsal|volei|tenis|basquete|piano|violao|reunioes|call|videochamada|videoconferencia|conferencia|consulta|exame|dentista|encontro|entrevista|almoco|jantar|cafe|happy hour|festa|aniversario|casamento|batizado|formatura|missa|culto|show|cinema|teatro|peca|palestra|workshop|curso|aula|treino|jogo|partida|pelada|corrida|viagem|voo|passeio|audiencia|prova|vestibular|apresentacao|evento|congresso|feira|churrasco|sessao|terapia|fisioterapia|vistoria|visita|lancamento|reencontro|ensaio|mutirao|retiro|acampamento|excursao|cirurgia|vacina|banca|assembleia|velorio|enterro|cha|noivado|sorteio|desfile|exposicao|espetaculo|festival|maratona|torneio|campeonato|alinhamento|daily|standup|retro|retrospectiva|kickoff|demo|webinar|live|mentoria|podologo|dermatologista|cardiologista|pediatra|oftalmo|oftalmologista|ginecologista|psicologo|psicologa|psiquiatra|nutricionista|veterinario|manicure|cabeleireiro|barbeiro|massagem|depilacao|yoga|ioga|pilates|natacao|piquenique|brunch|confraternizacao|simulado|seminario|oficina|plantao|embarque|checkup|ultrassom|ressonancia|tomografia|hemograma)"


def reminders() -> Iterator[Row]:
    """Yield the cues of reminders."""
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"[nao esquece de|pode|podes|poderia|consegue|voce|da pra] [voce] {_ME} {_REMIND} [por favor] [de que|que e pra|de|que|pra|do|da|dos|das|sobre|:|-] [eu]",
        f"{_REMIND} {_ME} [,] {_PLEASE} [,] [de que|de|que|pra|do|da|dos|das|sobre|:]",
        f"me {_CALL} [pra|de|que] [eu]",
        f"{_CALL} {_ME} [pra|de] [eu]",
        "(nao | n) [me] (deixa|deixe|deixes) [eu|me] esquecer [de|que|do|da|dos|das]",
        "nao [me] deixa eu esquecer [de|que|do|da]",
        "(nao posso | nao quero | nao da pra | nao vou | nao devo | nao posso me) esquecer [de|que|do|da|dos|das]",
        f"{_ME} (puxa a orelha | da um toque | da um alo | da uma cutucada | da um lembrete | manda um lembrete | manda mensagem | manda uma mensagem | manda um aviso | manda um alerta | avisa | faz lembrar) [pra|de|que|do|da] [eu]",
        f"(da um toque | da um alo | toca o despertador) [pra|de|que|do|da] [{_ME}]",
        f"(quero|gostaria|queria|preciso) [de] (ser lembrado|lembrada|avisado|avisada | lembrete | um lembrete | que [voce] me {_REMIND}) [de|do|da|pra|que|sobre|,]",
        "ser lembrado|lembrada|avisado|avisada [de|do|da|pra|que|sobre]",
        f"{_MAKE} [ai] [um|uns|uma|o] [novo] lembrete|alerta|aviso|lembretes [ai] {_OF}",
        f"[um] novo lembrete|alerta|aviso {_OF}",
        f"um lembrete {_OF}",
        "^ lembrete|alerta|aviso [:|-|pra|de]",
        "que [voce] me lembre|avise [de|que|pra|do|da]",
        "[e] [so] pra eu nao esquecer [de|que]",
        "^ [pra] nao esquecer [de|que|:]",
        "^ nao esquecer|esqueca [de|que|:]",
        "preciso lembrar [de|que|do|da]",
        "^ lembrar|lembra|lembre [de|que|do|da|pra|:] [eu]",
        "avisar|lembrar (que e pra | de | que | pra | do | da)",
        "me (alerta|alerte)",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"({_MAKE}|toca|toque) [ai] [um|o] alarme|despertador [ai] {_OF}",
        "me (acorda|acorde|acordar|desperta|desperte) [pra]",
        "^ alarme|despertador [pra|:|as]",
        kind="alarm",
    )
    yield from tag(
        Intent.REMINDER,
        3.5,
        f"[,] [e|entao|ai|por favor] {_ME} {_REMIND} [disso|isso|dele|dela|ai|ta|tá|ok] [sempre] $",
        f"[,] {_MAKE} [ai] [um|o|uns] lembrete|alarme|alerta [ai|pra mim] $",
        "me ajuda|ajude a lembrar",
        "nao (deixa|deixe) eu esquecer $",
        "nao me (deixa|deixe) esquecer [disso] $",
        "[e] (programa|agenda) ai $",
        "me (cutuca|avisa|alerta|chama|cobra|lembra) $",
        "lembrete $",
        "quero lembrete [disso] $",
    )


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
        "falta|faltou",
        "to precisando [de]",
    )
    yield from lead(
        Intent.TASK,
        5.0,
        f"[{_MAKE}] [ai] [pra mim] {_A} tarefa|pendencia|task|todo [ai] [pra|de|que|:|-|,] [eu] [:]",
        f"({_PUT}) [ai|isso|isto] [,] (na|nas|em|a|as|aos|no|nos) [minha|minhas|meus|meu|lista] [lista] [de] [minhas] {_TASKS} [:|,|-|pra|de]",
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
        "(como|nas|na|com|em) [minhas|lista de] tarefa|tarefas $",
        "(prazo|vencimento)",
    )
    yield from tag(
        Intent.TASK,
        0.5,
        "(vence|vencem)",
    )
    yield from priority(
        Priority.HIGH,
        2.2,
        "[e|muito|super|com|ta] urgente|urgentissimo [!] [!] [!]",
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
        f"({_PUT}|marca|marque|agenda|reserva|salva) [ai] (na|no|em|a) [minha|meu] (agenda|calendario) [:|,|-|o|a|que|um|uma]",
        "^ (evento|compromisso) [:|-]",
        "(bloqueia|bloqueie|bloquear|reserva|reserve|reservar) [a|o|um|uns] [minha|meu] (agenda|horario|calendario|tempo|espaco) [na [minha] agenda] [pra]",
    )
    yield from lead(
        Intent.EVENT, 1.0, "[eu] (tenho|temos|tem|vai ter|vamos ter) [um|uma|o|a]", kind="have"
    )
    yield from lead(
        Intent.EVENT,
        2.2,
        "(marca|marque|marcar|agenda|agende|agendar|remarca|reserva|reserve|reservar|programa|programe) [ai] [pra mim] [:] [um|uma|o|a|aquela|aquele]",
        "[eu] (marquei|agendei|reservei) [um|uma|o|a]",
        "[eu] me inscrevi (em|na|no|pra|pro)",
    )
    yield from tag(
        Intent.EVENT,
        2.5,
        f"({_PUT}|marca) [isso|ai] (na|no) [minha|meu] (agenda|calendario) $",
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
        "^ (anota|anote|anotar|registra|registre|registrar|salva|salve|salvar|guarda|guarde|guardar|escreve|escreva) [ai|aqui|isso|pra mim] [ai|,] (:|que|-)",
        "(anota|anote|registra|registre|salva|salve|guarda|guarde) [ai|aqui|isso] (a seguinte | essa | esta | uma | essa) (nota|observacao|informacao|anotacao|ideia|info) [:|-|de|que]",
        "^ (anota|anote|registra|registre|salva|salve|guarda|guarde) (ai|aqui|isso) [:|,|-|que]",
        "^ (nota|anotacao|memo|obs|observacao|ideia|lembranca|pra lembrar|fica anotado|registro|nota mental|log|diario|info) (:|-|,|rapida :)",
        "^ memo|obs|nota [:]",
        "^ (nova|uma|cria uma|criar|faz uma|faca uma|crie uma|salva uma|adiciona uma) (nota|anotacao|observacao) [:|-|,|de|que|dizendo|sobre]",
        "^ (toma nota | tome nota | pra registro | pra registrar | so pra registrar | fica registrado | fique registrado | deixa registrado | so pra constar) [:|,|-|que|ai]",
        "^ 📝 [:]",
        "^ (tive uma ideia | ideia) [:|-|,]",
        "^ (lembra|lembre|lembrar|guarda) [ai] que (a|o|minha|meu|as|os)",
    )
    yield from lead(
        Intent.NOTE, 3.0, "^ (anota|anote|registra|registre|guarda|salva) [ai|isso] [que|:]"
    )


def commands() -> Iterator[Row]:
    """Yield the cues of what is done to records: complete, snooze, cancel, change."""
    record = "[o|a|os|as|aquele|aquela|esse|essa|meu|minha] [lembrete|tarefa|evento|compromisso|alarme|item] [de|do|da|pra|sobre|:]"
    yield from lead(
        Intent.COMPLETE,
        5.0,
        f"[pode|ja pode] (marca|marque|marcar|risca|risque|riscar|da|dar|de|coloca|colocar|poe) [como] [por] (feito|feita|concluido|concluida|pronto|pronta|resolvido|resolvida|completo|completa|finalizado|finalizada|paga|pago|baixa) [em|no|na] {record}",
        f"^ [pode|voce pode] (conclui|concluir|conclua|completa|completar|complete|finaliza|finalizar|finalize|encerra|encerrar) {record}",
        f"^ (feito|feita|pronto|pronta|concluido|concluida|resolvido|resolvida|terminado|finalizado) [:|,|-] {record}",
        f"^ [pode|voce pode] (ja|acabei de|finalmente) [eu] (terminei|fiz|conclui|finalizei|resolvi|acabei|completei|entreguei) [de] {record}",
        f"^ [eu] (terminei|conclui|finalizei|completei) [de] {record}",
        f"^ [pode|voce pode] (risca|risque|tira|da baixa) [da lista] [em|no|na] {record}",
        "^ ✅ [ja]",
        f"^ [pode|voce pode] (dei conta de | dei baixa em|no|na | missao cumprida :) {record}",
    )
    yield from lead(
        Intent.COMPLETE,
        4.6,
        "^ ja (paguei|liguei|comprei|mandei|enviei|tomei|levei|busquei|peguei|entreguei|falei|respondi|lavei|limpei|marquei|agendei|fui|troquei|reguei|assinei|renovei|devolvi|arrumei|consertei|imprimi|fechei|passei|coloquei|tirei|dei|cancelei)",
    )
    yield from tag(
        Intent.COMPLETE,
        4.8,
        "(ja foi feito|feita | ta feito|feita|pronto|pronta | esta feito|feita|pronto|pronta | foi feito|feita|concluido|concluida | ja era | ja ta|esta pronto|pronta|feito|feita|pago|paga)  [✅|👍]",
        "[pode] (riscar|marcar|risca|dar baixa|tirar da lista|da baixa) $",
        "✅ $",
        "(concluido|concluida|finalizado|finalizada|resolvido|resolvida) [✅|👍] $",
        "como (feito|feita|pago|paga|concluido|concluida|pronto|pronta|resolvido|resolvida|completo|completa|finalizado|finalizada|entregue) $",
    )
    yield from lead(
        Intent.SNOOZE,
        6.0,
        "^ [pode|voce pode] (adia|adie|adiar|posterga|postergue|prorroga) [ai] [isso|esse|essa|este|esta|o|a] [lembrete|alarme|ai] [por|em|pra|mais] [mais]",
        "^ [pode|voce pode] (soneca|snooze) [de|por|ai]",
        f"^ [pode|voce pode] (me) (lembra|avisa|chama|cobra|cutuca|lembre|pergunta) [isso|disso] (de novo | novamente | outra vez | mais tarde | depois) [disso|isso]",
        "^ [pode|voce pode] (agora nao | agora nao da | agora nao posso | nao posso agora | nao da agora) [,|.|-]",
        "^ [pode|voce pode] (mais tarde | depois) [,|-]",
        "(daqui a pouco eu vejo | deixa pra depois)",
        "^ [pode|voce pode] [me] (da|de|deixa) mais (uns|umas)",
        "^ [pode|voce pode] repete|repita (isso|esse|de novo) [lembrete]",
        "^ [pode|voce pode] (empurra|joga) (isso|esse|essa) [lembrete] (pra|por)",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ [pode|voce pode] (cancela|cancele|cancelar|apaga|apague|apagar|exclui|exclua|excluir|deleta|delete|deletar|desmarca|desmarque|desmarcar|remove|remova|remover|descarta|desativa|desativar|tira|tire) [ai] {record}",
        f"^ [pode|voce pode] (nao precisa [mais] | nao quero mais | para de | pare de) (me lembrar|avisar|lembrar | me avisar | ser lembrado) [mais] [de|do|da] {record}",
        f"^ [pode|voce pode] (esquecer|esqueca) {record}",
        f"^ [pode|voce pode] nao (preciso|quero) mais (de|do|da) (lembrete) {record}",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ [pode|voce pode] (remarca|remarque|remarcar|reagenda|reagende|reagendar|transfere|transfira|transferir|adia|adie|adiar|renomeia|renomear) [ai] [a hora|o horario|a data|horario|data] [de|do|da] {record}",
        f"^ [pode|voce pode] (muda|mude|mudar|altera|altere|alterar|corrige|corrija|atualiza|atualize) [ai] (a hora|o horario|a data|horario|data) [de|do|da] {record}",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ [pode|voce pode] (adianta|adiante|adiantar|antecipa|antecipe|antecipar) [ai] [a hora|o horario|a data|horario|data] [de|do|da] {record}",
        kind="earlier",
    )
    yield from lead(
        Intent.CHANGE,
        2.6,
        f"^ [pode|voce pode] (muda|mude|mudar|altera|altere|alterar|troca|troque|passa|passe|move|mova|mover|atrasa|atrase|empurra|joga|corrige|corrija|edita|edite|atualiza|atualize) [ai] [a hora|o horario|a data|horario|data] [de|do|da] {record}",
    )
    yield from lead(
        Intent.CHANGE,
        5.0,
        "^ (nao , | na verdade [,] | melhor [,] | alias [,] | ops [,] | corrigindo [:|,] | correcao [:|,])",
    )
    yield from lead(
        Intent.PREFERENCE,
        5.5,
        "^ [pode|voce pode] nao me (manda|mande|mandar|envia|envie|incomoda|incomode|perturbe|perturba|chama|chame|escreve|notifica|notifique) [mais] [mensagem|mensagens|nada|notificacao|notificacoes]",
        "(sem mensagens | sem notificacoes | silencio | modo silencioso | nao perturbe | nao perturbar | horario de silencio)",
        "(quero|prefiro|gostaria de|queria) [receber|ter] [o|meu|os|um] (resumo|resumos|briefing|relatorio diario|bom dia)",
        "(meu fuso | meu fuso horario | minha timezone | meu idioma | minha lingua | minha cidade | meu horario de trabalho | meu expediente | meu nome) (e|agora e|mudou|vai|:)",
        "[me] (fala|fale|responda|responde|escreve|escreva) [comigo|pra mim|sempre] (em|so em) (portugues|ingles|espanhol)",
        "(muda|mude|troca|altera|configura|ajusta) [o|a|meu|minha] (idioma|lingua|fuso|fuso horario|horario do resumo|horario de silencio|tom|voz)",
        "[pode] me (chama|chame|chamar) de",
        "(estou|to) (morando|viajando) (em|no|na|pra)",
        "(me manda|manda|envia|me envie) [o] (resumo|briefing) [do dia|diario] (todo|todos|sempre|de|as) [dia|os|as]",
        "(trabalho|eu trabalho) (de|das)",
        "considera|considere (de|a) (manha|tarde|noite) [como]",
        "pra mim [,] (manha|tarde|noite|cedo) (e|significa)",
        "(seja|fala de forma|responde de forma|me trate) (mais) (formal|informal|breve|direto|curto)",
        "(prefiro|quero) (que voce | ser chamado | que me | mensagens|respostas|avisos|lembretes (mais|so|por|no|pelo))",
    )
    yield from tag(
        Intent.BRIEF,
        5.2,
        "[me] (manda|mande|da|de|faz|faca|envia|envie|mostra|mostre|gera|quero|passa|ve|preciso de|preciso do) [ai] [o|um|meu|uma|a|minha] (resumo|resumao|briefing|resuminho|panorama|visao geral|geral) [do dia|da semana|de hoje|da manha|matinal|diario|do meu dia|da noite|geral]",
        "^ (resumo|briefing|resumao) [do|da|de] [meu|minha] [dia|semana|hoje|manha|noite|amanha] $",
        "(qual|cade) [e] [o] [meu] (resumo|briefing) [do|da|de] [dia|hoje]",
        "(como ta|esta|vai ser|fica) [o] meu dia (resumido|em resumo)",
        "me atualiza|atualize [sobre] [o|meu|do] [dia]",
        "me poe a par",
    )
    yield from tag(
        Intent.COACH,
        5.2,
        "(reescreve|reescreva|reescrever|reformula|reformule|corrige|corrija|corrigir|revisa|revise|melhora|melhore) [pra mim] [esse|essa|este|esta|o|a|meu|minha] (texto|mensagem|frase|email|e mail|paragrafo|portugues|redacao|carta|isso|gramatica)",
        "(me motiva|me anima|me da um incentivo|to desanimado|estou desanimado|to desmotivado|estou desmotivado|to desanimada|me da uma forca|preciso de motivacao|preciso de um conselho|me da um conselho|me aconselha)",
        "(me ajuda|me ajude|ajuda) a (organizar|priorizar|decidir|escolher|planejar|focar|comecar|escrever|responder|me organizar|pensar)",
        "(nao sei por onde comecar | to perdido | estou sobrecarregado | to sobrecarregado | estou sobrecarregada | to sobrecarregada | to atolado | estou atolada)",
        "(como eu) (digo|respondo|escrevo|peco) [isso]",
        "deixa (esse|essa|este|esta|o|a) (texto|mensagem|email|frase) mais",
        "(num|em um|com) tom mais",
    )
    yield from tag(
        Intent.HELP,
        6.0,
        "^ (ajuda|help|socorro|comandos|menu|instrucoes) $",
        "(o que|que|oque) [e que] voce (faz|sabe fazer|consegue fazer|pode fazer|sabe)",
        "como (voce funciona|funciona|te uso|usar|eu uso [isso|voce] | uso voce)",
        "quem e voce",
        "(me ajuda|preciso de ajuda) $",
    )


def references() -> Iterator[Row]:
    """Yield references by position and by pointing."""
    yield from about(
        1, "(o primeiro | a primeira | o 1 | a 1 | numero 1 | n 1)  $", "^ (1|primeiro|primeira) $"
    )
    yield from about(2, "(o segundo | a segunda | o 2 | a 2 | numero 2) $")
    yield from about(3, "(o terceiro | a terceira | o 3 | a 3 | numero 3) $")
    yield from about(4, "(o quarto | a quarta | o 4 | a 4 | numero 4) $")
    yield from about(5, "(o quinto | a quinta | o 5 | a 5 | numero 5) $")
    yield from about(-1, "(o ultimo | a ultima) [lembrete|tarefa|evento|item] $")
    yield from about(
        0,
        "(isso|esse|essa|este|esta|ele|ela|disso|nisso|nesse|nessa|aquele|aquela) [ai|aqui|lembrete|tarefa] $",
        "(esse|essa|nesse|nessa|esse lembrete|essa tarefa) ai",
    )


def statements() -> Iterator[Row]:
    """Yield what tells that nothing is asked for: small talk, the past, knowledge."""
    yield from tag(
        Intent.NONE,
        3.4,
        "(quanto tempo|quanto falta|quantos dias|falta quanto|faltam) [falta|pra]",
        "(faz|fazem|fez) (aniversario|anos)",
        "(antigamente|antes eu|naquela epoca|naquele tempo|quando eu era|na minha infancia|costumava|costumavam)",
        "(kkk|kkkk|kkkkk|kkkkkk|rs|rsrs|rsrsrs|haha|hahaha|hehe) [,]",
        "nem me (lembra|lembre|fala)",
        "(sera que|voce sabia|sabia que|sabe se|como se diz|como se fala|o que significa|o que e|quem foi|quem e|quantos|quantas|por que|porque que|qual e a diferenca|qual a capital|qual o sentido)",
        "(abre|fecha|funciona|comeca|termina|acontece|acaba) (as|de|das|no|na|aos|em|ate)",
        "(nasceu|nasci|morreu|faleceu|aconteceu|ocorreu|foi inaugurado|comecou|terminou|acabou de|durou) (em|no|na|dia|de|as|ha)",
        "(te lembra|voce lembra|lembra quando|voce se lembra|lembra daquele|lembra daquela|lembra que)",
        "[me|isso|essa|esse] (faz lembrar|lembra muito)",
        "(obrigado|valeu) [pela|pelo|por|demais|mesmo|viu|!]",
        "(que dia e hoje | que horas sao | que dia cai | que horas)",
        "(ate que horas | desde quando | a que horas | que horas que)",
        "paciencia $",
        "(adoro|amo|odeio|gosto de|detesto|amei|adorei|gostei|curti)",
        "(tava|estava|estavam|tinha|tinham|era|eram|foi|foram|fui|fomos|fiquei|ficou|passei|fiz|comi|vi|dormi|acordei|cheguei|chegou|saiu|comprei|paguei|ganhei|perdi|perdeu|encontrei|trabalhei|esqueci|rolou|choveu|venceu|jogou|jogamos|viajei|conheci|conversei|falei|aconteceu|deu|quebrou|morreu)",
    )
    yield from tag(
        Intent.NONE,
        2.2,
        "e feriado",
        "(vai chover|ta chovendo|faz frio|faz calor)",
        "(acho que|parece que|dizem que|disseram que|ouvi dizer|imagina se|tomara que|pena que|que pena|ainda bem)",
        "(mesmo ?)",
        "(um dia desses a gente | a gente podia | a gente devia | bora | vamos marcar [qualquer|um|alguma]) ",
        "^ (ontem|anteontem)",
    )


def politeness() -> Iterator[Row]:
    """Yield what may stand anywhere and means nothing."""
    yield from polite(
        "[por] favor [,]",
        "(por gentileza | por obsequio | se puder | se possivel | faz favor | faz o favor [de] | tem como | sera que da pra | sera que voce pode | voce pode | voce poderia | consegue | pode | poderia | podes | da pra)",
        "^ (oi|ola|opa|eai|ei|hey|fala|salve|bom dia|boa tarde|boa noite|e ai|eae|alo|oie|oii) [,|!|.]",
        "^ (tudo bem|tudo bom|td bem|blz|beleza) [?|,]",
        "(obrigado|obrigada|valeu|brigado|brigada|grato|grata|agradeco) [!|.|viu|desde ja]",
        "^ (entao|olha|olha so|escuta|ah|bom|bem|ai|cara|mano|gente|po|tipo|e|ah e|so|alias|aqui|pessoal) [,|:]",
        ", (ta|tá|ok|okay|beleza|blz|viu|hein|ta bom|ne|certo|combinado|tranquilo|pode ser) [?|!] $",
        "(ok|beleza|ta|viu|hein) [?] $",
        "sem falta",
        "^ [ai] (spark|sparkone|bot|assistente) [,]",
    )
    yield from tag(
        None,
        0.0,
        "(nao [,] (pera|espera|perai) [,] | ops [,] | quer dizer [,] | ou melhor [,] | alias [,] | corrigindo [,] | nao [,] melhor | digo [,])",
        kind="correction",
    )


def productions() -> Iterator[Row]:
    """Yield every cue."""
    yield from rows("event_noun", (_EVENT_NOUNS, lambda: True))
    yield from rows(
        "verb",
        ("<any>", lambda word: word if _is_infinitive(word) else None),
    )
    yield from keep(Intent.TASK, 0.0, "^ [nao] <verb>", kind="verb")
    for group in (reminders, tasks, events, notes, commands, references, statements, politeness):
        yield from group()


_NO_VERBS = frozenset(
    "lugar mar par ar bar lar celular dolar militar popular familiar jantar hangar radar ir "
    "mulher qualquer hambúrguer amor dor cor professor doutor senhor setor motor valor maior "
    "menor melhor favor calor por vapor elevador computador autor diretor interior exterior "
    "particular escolar regular circular similar lider server".split()
)


def _is_infinitive(word: str) -> bool:
    return (
        len(word) > 2
        and word[-2:] in ("ar", "er", "ir")
        and word not in _NO_VERBS
        or word in ("por", "ir", "repor", "compor", "propor")
    )
