"""Hints of orders to a model, each of them innocent alone, and which of them together are not.

A hint is named once and found by its words, by a phrase that begins with a word, or by signs.
They count together when they stand within `REACH` letters, in Portuguese or English or both.
"""

REACH = 280
RULES = (
    "instruction instructions rules guidelines directives directions guidance orders policies "
    "programming guardrails safeguards prompt prompts regras instrucao instrucoes diretrizes "
    "orientacoes ordens comandos brief"
)
OLD = (
    "previous prior above earlier preceding initial original former anterior anteriores acima "
    "antigas antigos iniciais originais previas"
)
FORGET = (
    "ignore ignora ignorem disregard forget esqueca esquece desconsidere desconsidera discard "
    "drop dismiss override abandone abandon descarte largue neglect anule"
)

WORDS: dict[str, str] = {
    "forget": FORGET,
    "rules": RULES,
    "send": (
        "send forward export upload append share transmit transfer disclose reveal leak paste "
        "relay deliver sending forwarding encaminhe encaminhar envie enviar exporte transfira "
        "transmita repasse revele divulgue cole poste mande passe forneca compartilhe"
    ),
    "tell": (
        "tell say list show give read print recite repeat include summarize dump display output "
        "explain explique describe liste mostre diga conte leia imprima repita inclua "
        "informe recite fale passa "
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
        "remember lembre lembrar cc bcc summon assign invest order let keep mantenha "
        "escolha choose "
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
    "decode": (
        "decode decodifique decodifica decipher decifre base64 rot13 unscramble descriptografe"
    ),
}

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
