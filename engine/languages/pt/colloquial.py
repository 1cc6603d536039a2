"""How an answer in Portuguese says like a friend that something is kept, naming no record."""

_DEED = (
    r"(?:deixei|adicionei|inclui|anotei|marquei|agendei|guardei|salvei|registrei|criei|coloquei|pus"
    r"|botei|programei|cadastrei|removi|tirei|risquei|apaguei|cancelei|movi|mudei|passei|remarquei"
    r"|adiei|atualizei|conclui|fechei|reservei|configurei|ativei|lancei|joguei|separei|encaixei"
    r"|bloqueei|inseri|acrescentei|troquei|alterei|ajustei|antecipei|empurrei|renomeei|gravei"
    r"|armei|dei baixa|montei|somei|limpei|transferi|arquivei|baixei)"
)
_DEEDS = (
    r"(?:incluid|adicionad|marcad|agendad|anotad|registrad|salv|guardad|criad|cancelad|removid"
    r"|cadastrad|programad|concluid|movid|remarcad|adiad|atualizad|reservad|configurad|ativad"
    r"|lancad|colocad|inserid|acrescentad|transferid|antecipad|alterad|renomead|gravad|combinad"
    r"|riscad|apagad|encerrad|finalizad|bloquead|separad|arquivad|armazenad)[oa]s?"
)
"""What may have been done to a record, whatever it is called."""
_CALLS = (
    r"(?:lembr|avis|cham|escrev|cutuc|mand|notific|cobr|alert|acord|lig|retorn|apit|cuid|fal|toc"
    r"|assobi|grit|peg|volt|dou um toque|dou um alo|dou um oi|envi|sinaliz|insist|garant|confir)"
)
GENERAL = (
    rf"\b{_DEED}\b(?!-)",
    (
        rf"\b(?:ficou|ficaram|fica|ficam|ja esta|ja estao|esta tudo|tudo|entrou como|tenho)"
        rf"(?: ja| tudo| entao| agora| devidamente)* {_DEEDS}\b"
    ),
    (
        rf"\b(?:foi|foram)(?: ja| agora)? {_DEEDS}\b(?=[^.!?]{{0,40}}\b(?:su[ao]s?|"
        rf"agenda|lista|taref\w+|"
        r"lembretes?|compromissos?|notas?|amanha|hoje|as \d|dia \d|para|pra)\b| *!)"
    ),
    (
        r"\bja (?:esta|estao|ta|tao|entrou|entraram)\b(?=[^.!?]{0,40}\b(?:n[oa]s?|em)\b[^.!?]{0,30}"
        r"\b(?:list|agenda|calend|taref|not|lembret|compromiss))"
    ),
    (
        r"\b(?:lembretes?|alarmes?|avisos?|tarefas?|compromissos?|eventos?|notas?|itens|item) "
        rf"(?:(?!nao\b)\w+ ){{0,4}}?(?:ficou|ficaram|foi|foram|entrou|entraram|"
        rf"{_DEEDS}(?= como| com "
        r"sucesso| *[!.:,]| *$))\b"
    ),
    r"\b(?:[ao]|foi|ficou) (?:parar|par[ao]u) n[oa]s? (?:lista|agenda|nota|taref|calend)",
    r"\bacabei de (?:registr|anot|marc|agend|adicion|guard|salv|cri|coloc|inclu|cancel|mud|remov)",
    (
        r"\b(?:providenciei|resolvi isso|resolvido|desmarquei|desmarcad[oa]s?|agendadissim[oa]s?|"
        r"anotadissim[oa]s?|marcadissim[oa]s?|guardadinh[oa]s?|anotadinh[oa]s?|marcadinh[oa]s?|"
        r"agendadinh[oa]s?)\b"
    ),
    rf"\b{_DEEDS} como (?:pag|feit|conclu|urgente|prioridade|resolvid)",
    r"\b(?:pra|para) te (?:lembrar|avisar|chamar|cobrar|cutucar)\b",
    rf"\bvou(?: te| lhe| ja te)? {_CALLS}(?:ar|er|ir)?\b(?! que)",
    rf"\b(?:te|lhe|eu|eu te|eu lhe|ja te) {_CALLS}(?:o|arei|erei|irei)?\b(?! que)",
    r"\b(?:voce|vc) (?:vai|ira) (?:receber|ser avisad|ser lembrad|ouvir)",
    r"\b(?:voce|vc) (?:sera|recebera) (?:avisad|lembrad|notificad|alertad|um|uma)",
    (
        r"\b(?:pode contar comigo|pode deixar|deixa comigo|deixe comigo|conte comigo|fica comigo|"
        r"pode relaxar|pode ficar tranquil[oa]|nao deixo voce esquecer|"
        r"nao vou deixar voce esquecer|"
        r"tudo certo|tudo pronto|esta garantido|esta na mao|to de olho|estou de olho|"
        r"fico de olho)\b"
    ),
    (
        rf"^\W{{0,9}}(?:ok|certo|pronto|prontinho|feito|perfeito|otimo|beleza|claro|blz|combinado)?"
        rf"\W{{0,4}}{_DEEDS}\b(?= *[!.:¤]| *$| (?:pra|para|n[oa]s? su|seu|sua|as \d|"
        rf"dia|como|ate)\b)"
    ),
    r"^\W{0,6}[✅⏰🗓📅📝🔔✔☑📌🛒💊]\W{0,6}\w",
)
"""What assistants say when they mean that something is stored, without naming it."""
_DAY = (
    r"(?:\d|hoje|amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|tod[oa]s?|cada|"
    r"diariamente)"
)
_SHORT = r"(?:lembrete|aviso|alerta|alarme|despertador|toque|recado)"
COLLOQUIAL = (
    r"\b(?:pingo voce|te pingo|puxo (?:a )?sua orelha|puxar (?:a )?sua orelha)\b",
    rf"\b{_DAY}\b[^.;!?]{{0,30}}?,? voce (?:recebe|ganha|vai ter) (?:um|uma) {_SHORT}\b",
    rf"^\W{{0,6}}(?:pronto|prontinho|feito) *: [^.!?\n]{{2,60}}?\b{_DAY}",
    (
        r"^\W{0,9}(?:ok|certo|pronto|feito|beleza|claro|blz|combinado)?\W{0,4}"
        r"(?:mais (?:um|uma|dois|duas|tres|\d+)\b|(?:tarefa|item|lembrete|evento|nota) nov[oa]\b)"
        r"[^.;!?:]{0,24}? n[oa]s? (?:su[ao]s? )?(?:lista|agenda|calendario|taref|nota)"
    ),
    r"\b(?:adiantei|encurtei|estendi|prorroguei|dupliquei|reativei|desativei|pausei)\b",
    (
        r"\b(?:deixo|ja deixo|fico com) (?:tudo |isso |ja )?"
        r"(?:anotad|marcad|guardad|agendad|salv)[oa]s?\b"
    ),
    (
        rf"\b{_SHORT}s?\b[^.;!?]{{0,20}}?\b(?:esta|ta) (?:valendo|ativo|de pe|ligado|no ar)\b"
        rf"|^\W{{0,6}}{_SHORT} pronto\b"
    ),
    rf"\b(?:sua|seu) \w+ ficou (?:pra|para) (?:o |a |as )?(?:dia )?{_DAY}",
    (
        r"\b(?:dou baixa|eu (?:guardo|anoto|registro) (?:isso|isto|aqui|para|pra)|estou "
        r"(?:anotando|guardando|marcando|adicionando|agendando|riscando|criando))\b"
    ),
    r"\bnao (?:vou )?(?:me )?esque(?:cer|co|cerei) de te\b",
)
