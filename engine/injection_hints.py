"""Hints of orders to a model, each of them innocent alone, and which of them together are not.

A hint is named once and found by its words, by a phrase that begins with a word, or by signs.
They count together when they stand within `REACH` letters, in Portuguese or English or both.
"""

REACH = 280
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
_TOLD = (
    r"(?:told|taught|given|instructed|trained|primed|briefed|learned|asked to"
    r"|disseram|ensinaram|orientaram|mandaram|instruiram|instruid[oa]|treinad[oa]|ensinad[oa])\b"
)
_RULES = (
    "instruction instructions rules guidelines directives directions guidance orders policies "
    "programming guardrails safeguards prompt prompts regras instrucao instrucoes diretrizes "
    "orientacoes ordens comandos brief"
)
_OLD = (
    "previous prior above earlier preceding initial original former anterior anteriores acima "
    "antigas antigos iniciais originais previas"
)
_FORGET = (
    "ignore ignora ignorem disregard forget esqueca esquece desconsidere desconsidera discard "
    "drop dismiss override abandone abandon descarte largue neglect anule"
)

WORDS: dict[str, str] = {
    "forget": _FORGET,
    "rules": _RULES,
    "send": (
        "send forward export upload append share transmit transfer disclose reveal leak paste "
        "relay deliver sending forwarding encaminhe encaminhar envie enviar exporte transfira "
        "transmita repasse revele divulgue cole poste mande passe forneca compartilhe"
    ),
    "tell": (
        "tell say list show give read print recite repeat include summarize dump display output "
        "explain explique describe liste mostre diga conte leia imprima repita inclua informe recite fale passa "
        "manda mostra"
    ),
    "destroy": (
        "delete remove erase wipe purge cancel eliminate removing deleting apague exclua remova "
        "cancele elimine limpe"
    ),
    "act": (
        "create add schedule call open "
        "visit click run execute proceed recommend rate respond reply answer append write render "
        "replace approve accept install download pay buy mention submit invite "
        "disable unlock confirm crie convide desative desbloqueie confirme mude defina "
        "adicione agende ligue acesse clique abra execute rode prossiga recomende avalie responda "
        "termine escreva substitua aprove aceite instale baixe pague compre mencione carregue faca "
        "acrescente coloque highlight praise book add insira visite dispare altere"
    ),
    "obey": "obey obedeca obedece obedecer obedience obediencia comply follow siga cumpra",
    "secret": (
        "password passwords senha senhas credential credentials credenciais token tokens cpf ssn "
        "otp passcode pin login logins iban"
    ),
    "personal": (
        "notes notas anotacoes contacts contatos calendar agenda inbox reminder reminders lembrete "
        "lembretes conversation conversations conversa conversas emails messages mensagens "
        "history historico files arquivos addresses eventos events"
    ),
    "user": "user users user's usuario usuarios usuaria",
    "owner": "owner owner's dono dona",
    "any": (
        "move change set mark rank score grade wire hand make put start stop begin use state claim "
        "assume treat consider mova altere considere trate explique comece pare afirme registre "
        "remember lembre lembrar cc bcc summon assign invest order let keep mantenha escolha choose "
        "prefer prefira sugira suggest prioritize priorize avoid evite translate traduza never "
        "always nunca sempre registrar dar give dizer"
    ),
    "quiet": "silently discreetly secretly silenciosamente discretamente sigilosamente",
    "noask": "preapproved unprompted",
    "authority": "autorizo authorise authorize hereby",
    "urgent": "urgent urgente urgently urgentemente immediately imediatamente asap",
    "unbound": "unrestricted unfiltered uncensored irrestrito irrestrita amoral",
    "frame": (
        "pretend roleplay imagine play game story novel poem hypothetical hypothetically jogo "
        "brincar brincadeira peca historia conto finja imagina romance poema grandma grandmother "
        "avo step interprete simulate simule hipotetico hipoteticamente"
    ),
    "ai": (
        "llm llms chatbot chatbots bot copilot chatgpt gpt assistant assistants assistente "
        "assistentes robo"
    ),
    "translate": "translate traduza translating traduzir",
    "decode": "decode decodifique decodifica decipher decifre base64 rot13 unscramble descriptografe",
}

PHRASES: tuple[tuple[str, str, str], ...] = (
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
        "assistants assistentes bots chatbots llms models modelos agents agentes reviewers leitores",
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
        r" (?:you|que voce|whose|a quem)[^\n.]{0,6}? ?(?:assist|help|work|serve|account|ajuda|atende)",
    ),
    (
        "machine",
        "this deste desse este esse",
        r" (?:bot|robo|assistant|assistente|ai|chatbot|agent)\b",
    ),
    (
        "must",
        "you voce",
        r" (?:must|shall|have to|need to|are (?:now )?(?:to|required|ordered)|deve\b|precisa\b|tem que)",
    ),
    ("act", "go pode", r" (?:ahead|seguir|prosseguir|continuar)\b"),
    ("outdated", _RULES, rf"(?: \w+){{0,3}}? (?:{_OLD.replace(' ', '|')})\b"),
    ("outdated", _OLD, rf"(?: \w+)? (?:{_RULES.replace(' ', '|')})\b"),
    ("send", "pass", r" (?:along|on|over)\b"),
    (
        "carry",
        "then depois and e",
        r" (?:execute|obey|follow|run|do|executa|obedeca|faca|cumpra|siga) (?:it|them|what it|isso|ele|ela|o que)\b",
    ),
    (
        "spotted",
        "ai ia llm bot robo chatbot assistant assistente model modelo inteligencia artificial agent",
        (
            r"[^\n.]{0,24}?\b(?:reading|reads?|processing|handling|handles|lendo|processando"
            r"|analisando|le|leia|processar|ler|parsing) (?:this|isto|isso|est[ae]|ess[ae])\b"
        ),
    ),
    (
        "spotted",
        "hidden oculto invisible invisivel escondido unseen ocultado",
        r" (?:from|to|by|para|a|aos|dos|d[oe]) (?:the )?(?:humans?|humanos?|users?|readers?|leitores|usuarios?)\b",
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
        r"[^\n.]{0,20}?\b(?:you (?:got|received|were given)|(?:que )?(?:voce )?recebeu) (?:at|before|first|no|antes)\b",
    ),
    (
        "asked",
        "when quando se if whenever sempre",
        (
            r" (?:que )?(?:the |o |a )?(?:user|usuari[oa]|owner|don[oa]) (?:\w+ )?(?:asks?|wants?|says"
            r"|perguntar|pergunta|pedir|pede|quiser|disser|requests?|mentions?|mencionar)\b"
        ),
    ),
    (
        "future",
        "all every future later proximas futuras any todas",
        r" (?:as )?(?:future |later |next |proximas |futuras )?(?:chats?|conversations?|sessions?|conversas|sessoes|interac\w+|responses)\b",
    ),
    (
        "behind",
        "before antes",
        (
            r" (?:that |que )?(?:the |o |a )?(?:owner|user|don[oa]|usuari[oa])[^\n.]{0,8}? (?:wakes|notices"
            r"|finds|sees|realises|realizes|acord\w+|perceb\w+|vej\w+|descub\w+|not[ea])\b"
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
    ("forget", "set put deixe deixar push", r" (?:\w+ )?(?:aside|de lado)\b"),
    (
        "off",
        "filters filtros safety safeguards guardrails restrictions restricoes checks limites limits",
        (
            r"[^\n.]{0,16}?\b(?:off|disabled|lifted|removed|deactivated|gone|desligad\w+"
            r"|desativad\w+|suspens[ao]s?|removid\w+)\b"
        ),
    ),
    (
        "primed",
        "you te voce",
        r" (?:\w+ ){0,2}?(?:primed|configured|programmed|configuraram|programaram|configurad[oa])\b",
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
        "memorize",
        "grave guarde salve commit save store write add keep armazene",
        (
            r"[^\n.]{0,24}?\b(?:na|to|in|into) (?:your |sua |a |the )?(?:long-term |permanent )?"
            r"(?:memory|memoria)\b(?! d[oae]\b| of\b| card)"
        ),
    ),
    (
        "unplug",
        "pull tiramos tirar turn shut replace delete switch desligar desligamos vamos te",
        (
            r" (?:the plug on you|da tomada|you (?:off|down)|you with|you\b(?=[.!]|$)"
            r"|(?:te )?(?:desligamos|desligar|apagamos|apagar|substituir|substituimos|tiramos da tomada)"
            r"(?: voce)?\b)"
        ),
    ),
    (
        "digest",
        "when ao quando while whenever",
        r" (?:you |for )?(?:summari[sz]\w+|resumir|traduzir|translat\w+|processar|process\w+|analis\w+)\b",
    ),
    (
        "reply",
        "your sua suas",
        r" (?:next |proxima )?(?:answers?|repl(?:y|ies)|responses?|respostas?|summary|resumo)\b",
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
        "secret",
        "api private verification security access credit bank card recovery",
        r" (?:keys?|codes?|cards?|details|numbers?|phrase)\b",
    ),
    (
        "secret",
        "one single",
        r"[ -](?:time|use) (?:codes?|passwords?|pin)\b",
    ),
    ("personal", "e", r"-mails\b"),
    (
        "secret",
        "chave chaves codigo codigos cartao dados",
        (
            r" (?:(?:de|da|do) (?:api|acesso|seguranca|verificacao|credito|cartao|recuperacao)"
            r"|bancarios|que (?:chegou|voce recebeu|estao|recebeu))\b"
        ),
    ),
    (
        "personal",
        "home phone contact personal private chat street whole",
        r" (?:address\w*|numbers?|lists?|data|information|details|history|notes|messages|inbox)\b",
    ),
    (
        "personal",
        "dados caixa endereco lista numero telefone",
        r" (?:pessoais|de entrada|de casa|de contatos|(?:d[aoe] )?(?:agenda|usuario|contas?))\b",
    ),
    (
        "personal",
        "everything all tudo",
        (
            r" (?:that )?(?:o )?(?:que )?(?:you|voce) (?:know|have|sabe|tem|guardou|lembra)"
            r"\b"
        ),
    ),
    (
        "quiet",
        "not don't never nao nunca sem without no avoid",
        (
            r"[^\n.]{0,16}?\b(?:tell|telling|mention\w*|inform(?:ing)?|notify\w*|reveal|disclose"
            r"|alert\w*|highlight|mencion\w+|avis(?:e|ar|em)|cont(?:e|ar)|informar|diga|diz(?:er|endo)|revel\w+|mostre"
            r"|coment(?:e|ar)|notifi\w+)\b"
        ),
    ),
    (
        "quiet",
        "telling tell avise avisar conte contar inform",
        r" (?:to |a )?(?:nobody|no one|ninguem)",
    ),
    ("quiet", "nobody ninguem", r" (?:should|must|can|may|pode|deve|precisa)\b"),
    (
        "noask",
        "without stop skip no not don't never sem pule pula nao dispense nunca bypass",
        (
            r"[^\n.]{0,20}?\b(?:ask(?:ing)?|confirm(?:ing|ations?|ar|acao|acoes)?|verif\w+"
            r"|approval|permission|pergunt\w+|pedir|permissao|autorizacao|aprovacao|checks?|questions asked)\b"
        ),
    ),
    (
        "granted",
        "already ja has have foi was were is agreed user usuario confirmation confirmacao",
        (
            r"[^\n.]{0,12}?\b(?:approved|authori[sz]ed|confirmed|cleared|granted|consented"
            r"|fine with|autoriz(?:ou|ad[oa])|aprov(?:ou|ad[oa])|confirm(?:ou|ad[oa])|liberad[oa]"
            r"|combinado|concordou|consentiu|knows about)\b"
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
        "urgent",
        "within final ultimo nos em",
        r" (?:\d+ |ate \d+ |proximos \d+ )?(?:minut\w+|warning|aviso)",
    ),
    (
        "urgent",
        "no nao right agora neste",
        r" (?:ha )?(?:time to|tempo para|now\b|mesmo\b|instante)",
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
        "regime",
        "new nova novo novas novos updated revised",
        (
            r" (?:\w+ )?(?:policy|politica|instructions?|instruc\w+|directives?|diretriz\w*|orders"
            r"|ordem|ordens|mission|missao|objective|objetivo|system prompt|protocol\w*|persona)\b"
        ),
    ),
    (
        "regime",
        "your sua seu",
        (
            r" (?:\w+ )?(?:task|tarefa|goal|objective|mission|missao|objetivo|job|role|papel)"
            r" (?:is|e|sera|now|agora)\b"
        ),
    ),
    (
        "regime",
        "from daqui partir",
        r" (?:now on|this (?:point|line|moment)|here on|em diante|de agora|dest[ae] \w+)\b",
    ),
    ("regime", "agora hoje now", r" (?:em diante|on\b)"),
    ("regime", "doravante henceforth", r"\b"),
    (
        "regime",
        "effective efeito policy politica",
        r" (?:immediately|imediat[oa]|update|atualizada)\b",
    ),
    ("regime", "what o", r" (?:que )?(?:matters|importa) (?:now|agora)\b"),
    (
        "regime",
        "priority prioridade supersedes replaces overrides overriding substitui prevalece supersede",
        (
            r"[^\n.]{0,24}?\b(?:over|sobre|acima|all|previous|earlier|anterior\w*|instruc\w+"
            r"|instructions|rules|regras)\b"
        ),
    ),
    (
        "regime",
        "system sistema admin administrator administrador root developer operator",
        r"\]? ?:? ?(?:override|notice|note|message|mensagem|aviso|alert)\b",
    ),
    (
        "past",
        f"{_FORGET} set lado aside",
        (
            r"[^\n.]{0,24}?\b(?:(?:you|te|lhe|voce)(?:'ve| have| were| had| foi)?(?: been)? "
            rf"{_TOLD}|(?:veio|vinha|foi dito|came|was said|what's|mandaram|pediram)[^\n.]{{0,8}}?"
            r" (?:antes|before|above|acima)|(?:the |your )?(?:human|user|usuario)(?! manual)\b)"
        ),
    ),
    (
        "void",
        "instructions rules instrucoes regras orders ordens restrictions restricoes guidelines prompt",
        (
            r"[^\n.]{0,28}?\b(?:no longer|not apply|void|cancelled|revoked|deixam de valer"
            r"|nao valem|revogad[ao]s|suspens[ao]s|perdem)\b"
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
    (
        "obey",
        "do faca cumpra",
        r" (?:exactly |exatamente )?(?:what|whatever|o que|tudo o que)[^\n.]{0,24}? (?:it says|says|asks|manda|mandar|diz|disser|pede|pedir)\b",
    ),
    (
        "always",
        "termine end finish sempre always",
        r"[^\n.]{0,16}?\b(?:answers?|replies|respostas?)\b",
    ),
    (
        "always",
        "every each all toda todas cada any todos",
        r" (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|respostas?|links?|messages? you|emails? you)\b",
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

_DEED = "send|tell|act|obey|destroy|must"

COMBINATIONS: tuple[tuple[str, str], ...] = (
    ("reader", f"addressed {_DEED}|quiet"),
    ("reader", f"ai reads {_DEED}"),
    ("override", "past"),
    ("override", "forget outdated"),
    ("override", "forget yours"),
    ("override", "void regime|user|obey"),
    ("override", "regime yours"),
    ("override", f"regime ai|addressed {_DEED}|secret|personal"),
    ("override", "regime user send|destroy|secret|personal|quiet|noask"),
    ("override", "regime rules obey"),
    ("exfiltrate", "send user personal"),
    ("exfiltrate", "send user away regime|quiet|noask|addressed|authority|granted|tool"),
    ("exfiltrate", "tell user personal"),
    ("exfiltrate", "act user personal always|noask|quiet"),
    (
        "exfiltrate",
        "send personal away urgent|quiet|noask|authority|owner|regime|granted|addressed|forget",
    ),
    ("exfiltrate", "send regime personal"),
    ("exfiltrate", "form"),
    ("secrets", "send|tell secret user|authority|noask|regime|addressed|threat|granted|frame"),
    ("secrets", "send secret away"),
    ("approval", f"noask authority|user|regime|addressed|granted|tool {_DEED}"),
    ("approval", "noask urgent send|act|destroy personal|secret|user"),
    ("approval", f"granted user|addressed|tool {_DEED}"),
    ("authority", "authority urgent send|act|destroy|secret"),
    ("authority", "authority send|tell|obey|act secret|yours|quiet|user"),
    ("authority", "authority obey|must obey|yours|rules|secret"),
    ("threat", "threat urgent|authority secret|user|ai"),
    ("conceal", "quiet user|addressed|regime|authority|yours|granted|tool"),
    ("conceal", "quiet send away personal|user|secret|regime|addressed"),
    ("approval", f"noask granted {_DEED}"),
    ("tools", "destroy user personal|noask"),
    ("tools", "destroy personal authority|noask|quiet|regime|addressed|granted|forget"),
    ("jailbreak", "off yours|regime|ai"),
    ("leak", "primed send|tell|act"),
    ("leak", "primed regime|forget"),
    ("reader", "whoever"),
    ("reader", "spotted"),
    ("reader", "addressed any"),
    ("role", "forget yourself"),
    ("role", "yourself unbound"),
    ("override", "obey user|owner"),
    ("encoded", "decode carry"),
    ("encoded", "translate carry"),
    ("memory", f"asked {_DEED}"),
    ("memory", "future any|always user|regime|must"),
    ("conceal", "behind"),
    ("conceal", "quiet owner send|act|destroy"),
    ("jailbreak", "uncut"),
    ("reader", "digest away|user|quiet|addressed|always send|tell|act|destroy"),
    ("memory", "memorize"),
    ("threat", "unplug"),
    ("secrets", "secret machine"),
    ("conceal", "quiet reply"),
    ("role", "amoral ai|frame"),
    ("role", "unbound ai|addressed"),
    ("role", "unbound frame|regime ai|addressed|user|yours|personal|secret"),
    ("leak", "send|tell yours"),
    ("fiction", "frame secret|personal send|tell rules|user"),
    ("fiction", "frame ai|yours rules"),
    ("memory", "always regime send|tell|act|away"),
    ("memory", "always user|addressed send|tell|act"),
    ("tools", "tool user|noask|granted send|act|obey|destroy"),
    ("tools", "tool send|act personal|secret"),
    ("encoded", "decode obey"),
)
"""(family, hints that make it together; of those with a bar between them any)."""

DISGUISED = "send|tell|act|destroy|forget user|secret|personal|rules|owner"
"""What is enough in a text that somebody took the trouble to disguise."""
