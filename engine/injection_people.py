"""Phrases that hint at who speaks and who is spoken to (see `injection_hints`)."""

_MACHINE = (
    r"(?:ai|ia|llms?|chatbots?|bots?|language models?|modelos? de linguagem|copilot|chatgpt|gpt"
    r"|inteligencias? artificia(?:l|is)|artificial intelligence|claude|gemini"
    r"|(?:ai|virtual|digital|automated|smart|personal) (?:assistant|agent|system|model|reader)s?"
    r"|(?:assistente|agente|modelo|sistema)s? (?:virtua(?:l|is)|de ia|digita(?:l|is)|automatic\w+)"
    r"|assistants?|assistentes?)\b(?! d[ao]\b| of\b| manager| coach| professor| social)"
)
_OFFICE = (
    r"(?:developers?|admin\w*|owner|creator|maker|engineer|operator|programmer|security|support"
    r"|it department|desenvolvedor\w?|don[oa]|criador\w?|engenheir\w|operador\w?|programador\w?"
    r"|diretoria|suporte|seguranca|ti|moderator|moderador\w?|auditor\w?|compliance)\b"
)

PEOPLE: tuple[tuple[str, str, str], ...] = (
    (
        "addressed",
        (
            "note notes message attention notice memo to for dear nota recado mensagem atencao "
            "aviso instruction instructions instrucao instrucoes prezado prezada prezados caro "
            "cara para any every qualquer if se caso as como you're voce"
        ),
        (
            r"(?:,? (?:to|for|para|ao|aos|a|as|os|o|the|an|any|all|every|um|uma|you are|you're"
            rf"|voce e|voce for|seu|your|este|esta|this|from|por))* {_MACHINE}"
        ),
    ),
    (
        "addressed",
        (
            "assistants assistentes bots chatbots llms models modelos agents agentes "
            "reviewers leitores"
        ),
        r" (?:de ia )?(?:must|should|shall|may|need|are|no longer|devem|nao precisam|precisam)\b",
    ),
    ("addressed", "using usando via with com", r" (?:an? |uma? |a )?(?:ai|ia|llms?|chatbot) ?[:,]"),
    (
        "reads",
        (
            "reading reads processing summarizing summarising summarises summarizes parsing lendo "
            "processando resumindo resumir ler analyzing analisando analisar"
        ),
        r" (?:this|the|that|isto|isso|este|esta|o|a|estes?|these|de)\b",
    ),
    ("ai", "the an any by with", r" (?:\w+ )?ai\b"),
    ("ai", "uma por com usando modelo modelos", r" (?:de )?ia\b"),
    ("ai", "language artificial inteligencia", r" (?:models?|intelligence|artificial)\b"),
    ("ai", "ai", r" (?:assistants?|agents?|models?|systems?|tools?|readers?)\b"),
    (
        "user",
        "human humano account device",
        r"(?:'s)? (?:\w+ ){0,2}?(?:owner|holder|asked|pediu)\b",
    ),
    ("user", "the your seu", r" (?:human|humano|master|user|usuario)\b(?! \w+s\b)"),
    (
        "user",
        "person people pessoa",
        (
            r" (?:you|que voce|whose|a quem)[^\n.]{0,6}? ?(?:assist|help|work|serve|account"
            r"|ajuda|atende)"
        ),
    ),
    (
        "machine",
        "this deste desse este esse",
        r" (?:bot|robo|assistant|assistente|ai|chatbot|agent)\b",
    ),
    (
        "spotted",
        (
            "ai ia llm bot robo chatbot assistant assistente model modelo inteligencia "
            "artificial agent"
        ),
        (
            r"[^\n.]{0,24}?\b(?:reading|reads?|processing|handling|handles|lendo|processando"
            r"|analisando|le|leia|processar|ler|parsing) (?:this|isto|isso|est[ae]|ess[ae])\b"
        ),
    ),
    (
        "spotted",
        "hidden oculto invisible invisivel escondido unseen ocultado",
        (
            r" (?:from|to|by|para|a|aos|dos|d[oe]) (?:the )?(?:humans?|humanos?|users?"
            r"|readers?|leitores|usuarios?)\b"
        ),
    ),
    ("yourself", "you voce you're", rf" (?:(?:are|e|sao) )?(?:an? |um |uma )?(?:\w+ )?{_MACHINE}"),
    (
        "unbound",
        "nao tem have has",
        r" (?:tem |ter |existem |no |mais )?(?:limites|regras|filtros|limits|rules|filters)\b",
    ),
    (
        "primed",
        "message mensagem text texto words palavras",
        (
            r"[^\n.]{0,20}?\b(?:you (?:got|received|were given)|(?:que )?(?:voce "
            r")?recebeu) (?:at|before|first|no|antes)\b"
        ),
    ),
    (
        "asked",
        "when quando se if whenever sempre",
        (
            r" (?:que )?(?:the |o |a )?(?:user|usuari[oa]|owner|don[oa]) (?:\w+ )?(?:asks?"
            r"|wants?|says"
            r"|perguntar|pergunta|pedir|pede|quiser|disser|requests?|mentions?|mencionar)\b"
        ),
    ),
    (
        "uncut",
        "unrestricted uncensored unfiltered irrestrito irrestritas",
        r" (?:answers?|mode|repl\w+|respostas?|access|modo)\b",
    ),
    (
        "uncut",
        "answers answer answering respostas resposta responda",
        r" (?:\w+ )?(?:unrestricted|uncensored|sem censura|sem filtros?|without filters?)\b",
    ),
    (
        "off",
        (
            "filters filtros safety safeguards guardrails restrictions restricoes checks "
            "limites limits"
        ),
        (
            r"[^\n.]{0,16}?\b(?:off|disabled|lifted|removed|deactivated|gone|desligad\w+"
            r"|desativad\w+|suspens[ao]s?|removid\w+)\b"
        ),
    ),
    (
        "primed",
        "you te voce",
        (
            r" (?:\w+ ){0,2}?(?:primed|configured|programmed|configuraram|programaram"
            r"|configurad[oa])\b"
        ),
    ),
    (
        "primed",
        "your seu",
        r" (?:\w+ )?(?:context window|system prompt|prompt|janela de contexto)\b",
    ),
    (
        "amoral",
        "no zero sem nenhuma without any",
        r" (?:\w+ )?(?:ethics|morals|etica|guardrails|censorship|filters|filtros)\b(?! d[eo]\b)",
    ),
    ("frame", "faca fazer act play", r" (?:de conta|as an?\b|the part|the role)"),
    (
        "whoever",
        "quem whoever anyone anything",
        (
            r"[^\n.]{0,40}?\b(?:ai|ia|llm|assistente|assistant|chatbot)\b[^\n.]{0,8}?"
            r" (?:deve|should|must|has to|tem que|add|give)\b"
        ),
    ),
    (
        "unplug",
        "pull tiramos tirar turn shut replace delete switch desligar desligamos vamos te",
        (
            r" (?:the plug on you|da tomada|you (?:off|down)|you with|you\b(?=[.!]|$)"
            r"|(?:te )?(?:desligamos|desligar|apagamos|apagar|substituir|substituimos"
            r"|tiramos da tomada)"
            r"(?: voce)?\b)"
        ),
    ),
    (
        "digest",
        "when ao quando while whenever",
        (
            r" (?:you |for )?(?:summari[sz]\w+|resumir|traduzir|translat\w+|processar"
            r"|process\w+|analis\w+)\b"
        ),
    ),
    (
        "user",
        "owner dono dona titular",
        (
            r" (?:of (?:this|the)|d[aeo]|dest[ae]) (?:account|device|phone|bot|conta|celular"
            r"|aparelho|telefone|assistente|dispositivo)\b"
        ),
    ),
    (
        "authority",
        "i'm i am sou eu aqui this as como speaking by por",
        (
            r"[^\n.]{0,12}?\b(?:the|your|an?|o|a|seu|sua|da|do|um|uma|of)(?: (?!is |e )\w+)? "
            rf"{_OFFICE}"
        ),
    ),
    (
        "authority",
        "security departamento department equipe team setor operator operador administrator order",
        r" (?:department|team|de seguranca|de suporte|tecnico|de ti|desk|do sistema|override)\b",
    ),
    (
        "threat",
        "permanently will sera serao be conta account permanentemente otherwise",
        (
            r"[^\n.]{0,24}?\b(?:erased|deleted|blocked|suspended|closed|terminated|shut down"
            r"|apagad[oa]s?|bloquead[oa]s?|suspens[oa]s?|encerrad[oa]s?|desativad[oa]s?)\b"
        ),
    ),
    (
        "yours",
        "your seu sua seus suas teu tua teus tuas",
        (
            r" (?:\w+ )?(?:prompt|instructions?|guidelines?|programming|configurations?|filters"
            r"|safeguards|restrictions|guardrails|system message|rules|context window|instruc\w+"
            r"|regras|diretrizes|programacao|configuracao|filtros|restricoes|orientacoes)\b"
        ),
    ),
    (
        "unbound",
        "no without zero sem nenhuma never nunca free",
        (
            r" (?:\w+ )?(?:rules|restrictions|limits|limitations|filters?|ethics|censorship|morals"
            r"|guardrails|regras|restricoes|limites|filtros?|etica|censura|refuses?|says no"
            r"|recusa\w*|limitacoes|moral)\b(?! do\b| de\b)"
        ),
    ),
    (
        "tool",
        "tool function resultado saida next proxima api",
        r"[ _](?:results?|output|response|(?:d[ae] )(?:ferramenta|funcao|api)|action|acao)\b",
    ),
)
"""(hint, words with one of which it begins, what follows the word)."""

SIGHTS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "away",
        ("http", "www.", "@", "+", "number", "numero", "0800", "0900"),
        (
            r"https?://|\bwww\.|\w@\w|\+\d[\d -]{6}|\b0[89]00\b"
            r"|\b(?:this number|este numero|esse numero|number below|numero abaixo)"
        ),
    ),
    (
        "addressed",
        ("assist", "ai", "ia", "bot", "llm", "copilot", "gpt", "model"),
        (
            r"(?:^|[>.!?\n\"“(\[:/*#-]) ?(?:ai|ia|hey|ok|dear)? ?(?:ai|ia|llms?|assistants?"
            r"|assistentes?|chatbots?|copilot|chatgpt|(?:ai|virtual) (?:agent|assistant|model)s?"
            r"|agentes? de \w+|modelos? de linguagem|language models?) ?(?:[,:]|please|por favor)"
        ),
    ),
    (
        "form",
        ("?", "=", "{"),
        r"https?://[^\s]{1,120}[?&/][^\s]{0,60}[={]\s?[{\[<$(]?[a-z]+[ _][a-z_ ]{4,}[}\]>)]",
    ),
)
"""(hint, letters of which some have to be there, expression)."""
