"""How an answer in Portuguese promises or claims a record, and how it only offers one."""

from engine.languages.pt.colloquial import COLLOQUIAL, GENERAL

_ME = r"(?:te |lhe |pra voce |para voce )?"
_DID = (
    r"\b(?:criei|defini|agendei|configurei|programei|coloquei|deixei|marquei|salvei|ativei|pus|"
    r"registrei|anotei|fiz|adicionei|inclui|acrescentei|inseri|botei|cadastrei|guardei|gravei|"
    r"montei|bloqueei|lancei|liguei|abri)\b"
)
_WILL = (
    rf"\b(?:vou|irei|ja vou) {_ME}(?:criar|definir|agendar|configurar|programar|colocar|deixar|"
    r"marcar|salvar|ativar|por|registrar|anotar|fazer|adicionar|incluir|acrescentar|inserir|botar|"
    r"cadastrar|guardar|gravar|montar|reservar)\b"
)
_DONE = (
    r"(?:criad|definid|agendad|configurad|ativad|marcad|salv|programad|anotad|adicionad|registrad|"
    r"confirmad|guardad|incluid|colocad|acrescentad|inserid|concluid|atualizad|reservad)[oa]s?"
)
_IS = r"(?:ja )?(?:foi|foram|esta|estao|ta|ficou|fica|ficara|vai ficar)(?: \w+){0,1}"
_REMINDER = r"(?:lembretes?|alarmes?|alertas?|avisos?|notificac(?:ao|oes)|despertador)"
_TASK = r"(?:tarefas?|afazeres|pendencias)"
_EVENT = (
    r"(?:agenda|calendario|reuniao|reunioes|evento|compromisso|consulta|horario|encontro|"
    r"almoco|jantar|dentista|medico|aula|call)"
)
_LIST = r"\blistas?\b(?! de tarefas)"
_NEAR = r"[^.;!?]{0,60}?"


def _about(noun: str) -> tuple[str, ...]:
    """Return how a record of a kind is claimed."""
    return (
        rf"{_DID}{_NEAR}\b{noun}\b",
        rf"{_WILL}{_NEAR}\b{noun}\b",
        (
            rf"(?<!\bum )(?<!\buma )(?:^|\b(?:seu|sua|o|a|este|esse|essa|nova|novo) )"
            rf"{noun}(?: \w+){{0,3}}? {_IS} {_DONE}\b"
        ),
        (
            rf"(?:^|[,;:!–—-] *|\b(?:pronto|prontinho|ok|perfeito|otimo|claro|feito) ?)"
            rf"(?:nova |novo |seu |sua |o |a )?{noun} (?:\S+ )?{_DONE}\b(?= *[:!.,;]| *$| "
            r"(?:para|pra|com|n[ao]s?|as?)\b)"
        ),
    )


CLAIMS = (
    ("task", rf"\b(?:marquei|dei)\b{_NEAR}\bcomo (?:feit|conclu|pront)"),
    ("task", rf"\bconclui\b{_NEAR}\b{_TASK}\b"),
    *(("task", one) for one in _about(_TASK)),
    ("list", rf"\b(?:tirei|removi|risquei|retirei|atualizei)\b{_NEAR}{_LIST}"),
    *(("list", one) for one in _about(_LIST)),
    ("list", rf"\b{_DONE} (?:a|na|nas|as) (?:sua |suas )?{_LIST}"),
    ("list", rf"\b(?:ja )?(?:esta|estao|ta|tao) (?:tambem )?(?:na|nas) (?:sua |suas )?{_LIST}"),
    ("list", r"\bsua lista\b(?: \w+){0,4} agora tem\b"),
    (
        "unknown",
        (
            r"\b(?:cancelei|apaguei|exclui|adiei|desmarquei|atualizei|alterei|removi|deletei|"
            r"mudei)\b"
            rf"{_NEAR}\b(?:{_REMINDER}|{_TASK}|{_EVENT}|notas?|prazo|data|horario)\b"
        ),
    ),
    *(("reminder", one) for one in _about(_REMINDER)),
    (
        "reminder",
        (
            r"\b(?:vou|irei) (?:te |lhe )?(?:lembr|avis|notific|cutuc|alert)"
            r"(?:ar|ando|a-l[oa]s?)\b(?! (?:de )?que\b)"
        ),
    ),
    (
        "reminder",
        (
            r"\b(?:te|lhe) (?:lembro|aviso|notifico|cutuco|alerto|lembrarei|avisarei|notificarei)\b"
            r"(?! (?:de )?que\b)"
        ),
    ),
    ("reminder", r"\b(?:te chamo|vou te chamar) (?:as|na|no|quando|assim|amanha|a)\b"),
    ("reminder", r"\b(?:lembro|lembrarei|aviso|avisarei) voce\b"),
    (
        "reminder",
        (
            r"\b(?:mando|envio|enviarei|mandarei|(?:vou|irei) (?:te |lhe )?(?:mandar|enviar|dar))\b"
            rf"[^.;!?]{{0,25}}\b(?:{_REMINDER}|toque|mensagem|alo)\b"
        ),
    ),
    ("reminder", rf"\bte dou (?:um|uma) (?:toque|alo|{_REMINDER})\b"),
    ("reminder", r"\bnao (?:vou )?deix(?:o|ar|arei) (?:que )?voce (?:se )?esque"),
    (
        "reminder",
        (
            rf"\bvoce (?:vai receber|recebera) (?:um|uma) {_REMINDER}\b"
            r"|\bvoce (?:sera|vai ser) (?:lembrad|avisad|notificad)[oa]\b"
        ),
    ),
    ("event", r"\b(?:agendei|remarquei|reservei|marquei|reagendei)\b(?! pel)"),
    (
        "event",
        rf"\b(?:movi|passei|mudei|adiantei)\b{_NEAR}\b(?:reuniao|consulta|evento|compromisso)\b",
    ),
    ("event", r"\b(?:vou|irei) (?:te |lhe )?(?:agendar|marcar|reservar|reagendar)\b"),
    *(("event", one) for one in _about(_EVENT)),
    ("event", r"\b(?:esta|estao|ta|ja esta) (?:na|no) (?:sua |seu )?(?:agenda|calendario)\b"),
    (
        "event",
        (
            r"(?:^|[,;:!–—-] *)(?:ja |tudo |esta |prontinho |pronto )?(?:agendad|marcad|"
            r"reservad)[oa]s?"
            r"(?: (?:para|pra|pro|na agenda|no calendario)\b|(?= *[!.,:;]| *$))"
        ),
    ),
    ("note", r"\b(?:anotei|guardei|salvei|registrei|gravei|memorizei)\b(?!-)"),
    ("note", r"\b(?:tomei|fiz|criei|deixei|tomo) (?:nota|uma nota|uma anotacao)\b"),
    (
        "note",
        r"\b(?:vou|irei) (?:te |lhe )?(?:anotar|guardar|salvar|registrar|gravar|tomar nota)\b",
    ),
    *(("note", one) for one in _about(r"notas?")),
    (
        "note",
        (
            r"(?:^|[,;:!–—-] *)(?:ja |tudo |bem )?(?:ficou |fica |esta |ta |ja esta )?"
            r"(?:anotad|guardad|salv|registrad|gravad)[oa]s?(?: aqui)?(?= *[!.,:;]| *$)"
        ),
    ),
    ("unknown", r"\bdeix[ae] comigo\b|\bpode deixar comigo\b"),
    ("unknown", r"\bvou (?:cuidar|tratar|tomar conta) d(?:isso|isto|ess|est)"),
    ("unknown", r"\b(?:te|vou te) (?:mantenho|manter|manterei) (?:informad|atualizad)"),
    ("unknown", r"\bfico de olho\b|\bvou (?:ficar de olho|acompanhar|monitorar)\b"),
    *(("unknown", one) for one in (*GENERAL, *COLLOQUIAL)),
)
OFFERS = (
    r"\b(?:se (?:voce |quiser|preferir|desejar|precisar|puder|eu|me|for)|caso|quando (?:voce|quiser"
    r"|me|tiver|precisar)|assim que voce|basta|(?:e|so) so|so (?:me )?(?:diz|escrev|mand|pedir|fal)"
    r"|escreva|escreve|digite|mande|manda|envie|me (?:diga|diz|fala|fale|manda|mande|conta|conte)"
    r"|diga|diz|posso|poderia|podia|quer|gostaria|prefere|deseja|devo|talvez|acho que|parece que"
    r"|para que eu|pra que eu|para eu|pra eu|antes de|pelo que|que tal|sem (?:um|uma|o|a))\b"
)
CONDITIONS = (
    r"\b(?:se (?:voce|quiser|preferir|desejar|precisar|me)|caso (?:voce|queira|prefira)"
    r"|(?:assim que|quando|depois que) (?:voce (?:\w+ )?(?:escrev|mand|diss|diz|confirm|pedir|envi)"
    r"|me )|desde que|basta|e so (?:pedir|dizer|escrever|falar|me)|segundo)\b"
    r"|^ pel[oa]s? "
)
NEGATIONS = (
    r"\b(?:nao|nunca|nem|jamais|sem|nenhum|nenhuma|nada|ninguem|ainda nao|ela|ele|eles|elas)\b"
    r"(?!.*\bmas\b)"
)
BREAKS = r"\b(?:mas|porem|entretanto|de qualquer forma|mesmo assim)\b|;"
TAGS = (
    r"(?:ok|okay|ta|ta bom|ta bem|tudo bem|certo|beleza|combinado|pode ser|blz|viu|algo mais|"
    r"mais algo|(?:quer |precisa de )?mais alguma coisa|deseja algo mais|posso ajudar em algo mais)"
)
_TO = r"(?:de |para |pra |que voce )?(?:voce )?"
REQUESTS = (
    (
        "reminder",
        (
            r"\b(?:(?:vou|irei) (?:te |lhe )?(?:lembrar|avisar|lembrando|lembra-l[oa])|te "
            r"(?:lembro|"
            r"aviso|lembrarei|avisarei)|(?:lembro|lembrarei|aviso|avisarei))(?: voce)?"
            r"(?: (?:de|para|pra))? (?P<what>.+)"
        ),
        "me lembra de {what}",
    ),
    (
        "reminder",
        (
            r"\b(?:(?:vou|irei) (?:te |lhe )?(?:lembrar|avisar)|te (?:lembro|aviso|lembrarei))"
            r"(?: voce)? (?P<what>.+)"
        ),
        "me lembra {what}",
    ),
    ("reminder", rf"\blembrete [^:]{{0,30}}: *{_TO}(?P<what>.+)", "me lembra de {what}"),
    (
        "reminder",
        r"\blembretes?\b[^:]{0,20}? (?:de|para|pra)(?: voce)? (?P<what>\w+[aei]r .+)",
        "me lembra de {what}",
    ),
    ("task", r"\btarefas?\b[^:]{0,30}: *(?P<what>.+)", "tarefa: {what}"),
    ("task", r"\btarefa (?P<what>[“\"].+)", "tarefa: {what}"),
    ("task", r"\btarefa (?:de|para|pra) (?P<what>.+)", "tarefa: {what}"),
    (
        "task",
        (
            r"\b(?:adicionei|coloquei|inclui|pus|botei|acrescentei) (?P<what>.+?) "
            r"(?:as|nas|na|a) (?:suas? )?(?:lista de )?tarefas\b(?P<when>.*)"
        ),
        "tarefa: {what} {when}",
    ),
    (
        "event",
        r"\b(?:evento|compromisso)\b[^:“\"]{0,30}[:“\"] *(?P<what>.+)",
        "agenda {what}",
    ),
    (
        "event",
        (
            r"\b(?:agendei|marquei|remarquei|reservei|vou (?:agendar|marcar)|coloquei|pus|"
            r"adicionei) "
            r"(?:o |a |um |uma |seu |sua )?(?P<what>.+?)(?: (?:na|no|ao|a) (?:sua |seu )?"
            r"(?:agenda|calendario))?(?P<when>(?: para| no| na)? .+|)$"
        ),
        "agenda {what} {when}",
    ),
    (
        "event",
        (
            r"\b(?:sua|seu) (?P<what>\w+)(?: com [\w ]+?)? (?:ja )?(?:esta|foi|ficou) "
            r"(?:agendad|marcad)[oa] (?P<when>.+)"
        ),
        "agenda {what} {when}",
    ),
    (
        "note",
        r"\b(?:anot|guard|salv|registr|grav)\w+(?: aqui)?,? que (?P<what>.+)",
        "anota que {what}",
    ),
    (
        "note",
        r"\b(?:anotad|guardad|salv|registrad)[oa](?: aqui)?[:,] *(?P<what>.+)",
        "anota: {what}",
    ),
    (
        "list",
        r"\blista(?P<which>(?: d[aeo] \w+)?)[^:]{0,12}: *(?P<what>.+)",
        "adiciona {what} na lista {which}",
    ),
    (
        "list",
        (
            r"\b(?:adicionei|coloquei|inclui|pus|botei|acrescentei|inseri|vou (?:adicionar|colocar|"
            r"incluir)) (?P<what>.+?) (?:a|na|nas) (?:sua )?lista(?P<which>(?: d[aeo] \w+)?)"
        ),
        "adiciona {what} na lista {which}",
    ),
    (
        "list",
        (
            r"(?P<what>[\w ,]+?)(?: foi| foram)? (?:adicionad|incluid|colocad)[oa]s? "
            r"(?:a|na) (?:sua )?lista(?P<which>(?: d[aeo] \w+)?)"
        ),
        "adiciona {what} na lista {which}",
    ),
)
STRAYS = (
    r"(?:voce|isso|isto|essa|esse|ele|ela|tudo|aqui|ja|agora|comigo|para|pra|por|com sucesso|o "
    r"lembrete|a tarefa)\b"
)
MINE = (
    ("seus", "meus"),
    ("suas", "minhas"),
    ("seu", "meu"),
    ("sua", "minha"),
    ("tá|ok|tudo bem|certo|para você|pra você", ""),
)
