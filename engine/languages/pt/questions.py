"""What Portuguese asks about one's own records."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import ask
from engine.grammar.productions import Row
from engine.grammar.reading import Query

_SHOW = "(me mostra | mostra|mostre|mostrar | me mostre | lista|liste|listar | me lista | quero ver | me diz|diga | me fala|fale | me passa | abre|abra | exibe | me da|de | me manda | cade | traz | confere)"
_MY = "[o|a|os|as] [meu|minha|meus|minhas]"


def productions() -> Iterator[Row]:
    """Yield the cues of questions."""
    yield from ask(
        Query.DATE,
        4.6,
        "(o que|oque) [e que] [eu] (tenho|temos|tem|ha|vou ter|rola) [marcado|agendado|pra fazer|programado|de compromisso|na agenda|de importante|pra|na minha agenda]",
        "(o que|que) [e que] (tem|ta|esta) [marcado|agendado|programado] (pra|pro|na|no|em|hoje|amanha) ",
        "(qual|quais|como|quantos) [e|sao|sera|que] [a|o|os|as] [minha|meu|meus|minhas] (agenda|compromissos|programacao|calendario|dia|eventos|reunioes|semana)",
        "(como) (ta|esta|fica|vai ser|anda|vai) [a|o] [minha|meu] (agenda|dia|semana|calendario|manha|tarde|noite|fim de semana)",
        "[eu] (tenho|temos|tem) (algo|alguma coisa|algum compromisso|alguma reuniao|algum evento) [marcado|marcada|agendado|pra|na agenda]",
        f"{_SHOW} {_MY} (agenda|compromissos|calendario|dia|programacao|eventos|semana|reunioes)",
        "^ [minha|meus|a|os] (agenda|compromissos|programacao) (de|do|da|pra|pro)",
        "(eu faco o que | eu faco | faco o que) ?",
        "(o que|oque) [e que] [eu] (marquei|agendei|combinei|programei)",
        "[eu] (faco|vou fazer|tenho que fazer) [o] que ?",
        "(o que|que) [eu] (vou fazer | faco | preciso fazer | tenho que fazer | tenho pra fazer | devo fazer)",
        "(o que) (vem|temos|me espera|rola) [por ai|pela frente]",
        "(tem|ha|teria) (algo|alguma coisa|algum compromisso|alguma reuniao|nada) [marcado|marcada|na agenda|pra|na minha agenda]",
        "(to|estou) (ocupado|ocupada)",
        f"{_SHOW} (o que|que) (tem|eu tenho|tenho)",
        "^ [tem|tenho] (algum|alguma) (compromisso|reuniao|evento|consulta|coisa|plano) [marcado|marcada] (pra|no|na|em|hoje|amanha|dia|sabado|domingo)",
        "(falta|sobrou|resta|ficou) (o que|oque) [pra|de|ainda]",
        "(falta|sobrou|ficou|resta) [mais] (alguma coisa|algo|algum compromisso|mais alguma coisa) [pra|de] [hoje|amanha] ?",
        "(ta|esta|vai estar|fica) [muito] (cheio|cheia|lotado|lotada|puxado|puxada|corrido|corrida|tranquilo|tranquila) [a agenda] ?",
        "[eu] (to|tou|estou|fiquei|fico) com (algo|alguma coisa|compromisso|reuniao|nada) [marcado|marcada|agendado|agendada]",
    )
    yield from ask(
        Query.DATE,
        4.6,
        "[eu] (tenho|temos|tem) [mais] (compromisso|compromissos|reuniao|reunioes|coisa|evento|nada|aula|consulta)",
        kind="if_question",
    )
    yield from ask(
        Query.WEEK,
        5.4,
        "(os|nos|meus|dos) proximos (7|sete) dias",
        f"{_SHOW} [a|os|o] [minha|meus] [compromissos|agenda|eventos|proximos] [da|desta|dessa] semana",
        "(como) (ta|esta|fica|vai ser|anda) [a] [minha] semana",
        "(agenda|compromissos|programacao) (da|desta|dessa|pra) [minha] semana",
    )
    yield from ask(
        Query.OVERDUE,
        6.2,
        "(o que|que|quais|tem|algo|alguma coisa|alguma tarefa|tarefas|tarefa|lembretes|tem algo|mostra|lista) [e que] [sao|tarefas|as|estao|esta|ta|eu|que|ficou|tem|minhas|as minhas] [tarefas|esta|ta|tao|estao] (atrasado|atrasada|atrasados|atrasadas|vencido|vencida|vencidas|vencidos|pra tras|em atraso)",
        "^ [minhas|as|o que esta|tarefas|meus|to|estou] [tarefas|pendencias|coisas|lembretes|com] [algo|alguma coisa|coisa] (atrasado|atrasada|atrasados|atrasadas|vencidas|vencidos|em atraso)",
        "(deixei|esqueci|perdi) (algo|alguma coisa|de fazer|passar) [alguma coisa|algo] [pra tras|passar]",
        "(o que|que) [eu] (deixei|esqueci|perdi|devia ter feito|deveria ter feito|nao fiz|estou devendo|to devendo) [de fazer|passar|pra tras]",
        "(tem|ficou|deixei) [alguma coisa|algo|coisa|muita coisa] (atrasada|atrasado|pra tras|vencida|vencido|pendente de ontem)",
        "(ficou|ficaram) (pendente|pendentes|pra tras|atrasado|atrasada)",
        "[passou|passaram] do prazo",
        "(to|estou) (devendo|atrasado com|atrasada com) (o que | algo | alguma|algum <any>)",
    )
    yield from ask(
        Query.TASKS,
        5.6,
        "(quais|qual|quantas|cade) [sao|e|estao|que] [as|os] [minhas|meus] [proximas] (tarefas|pendencias|afazeres|to dos|tasks)",
        f"{_SHOW} [todas] {_MY} (tarefas|pendencias|afazeres|lista de tarefas|coisas pra fazer)",
        "(o que|que) [eu] [ainda] (falta|tenho) [eu] (fazer|pra fazer|pendente|de pendente) [ainda]",
        "(o que|que) [ainda] (ta|esta|tem|tenho) [de] pendente",
        "^ [minhas|as] (tarefas|pendencias) [pendentes|abertas|em aberto|com prioridade|de alta] [alta|prioridade] [, quais sao] [?] $",
        "^ [minhas|as] (tarefas|pendencias) (pendentes|abertas|em aberto|com prioridade alta|com prioridade baixa|de|da|do|pra)",
        "[que] tarefas [que] [eu] (tenho|faltam|estao|restam|sobraram) [abertas|pendentes|pra fazer]",
        "(tenho|tem) [alguma|quantas] (tarefa|tarefas|pendencia|pendencias) [pendente|pendentes|aberta|abertas]",
        ", quais sao $",
    )
    yield from ask(
        Query.REMINDERS,
        5.8,
        "(quais|qual|quantos|que|cade) [sao|e|estao] [os] [meus] [proximos] (lembretes|alarmes|avisos) [que] [eu] [tenho|ativos]",
        f"{_SHOW} [todos] {_MY} [proximos] (lembretes|alarmes|avisos)",
        "^ [meus|os] (lembretes|alarmes) [ativos|de|pra|marcados]",
        "(tenho|tem) [algum|quantos] (lembrete|lembretes|alarme|alarmes)",
        "(o que) [e que] voce vai me (lembrar|avisar)",
        "(do que|de que) [e que] voce (vai me|me) (lembrar|avisar|lembra)",
    )
    yield from ask(
        Query.TASKS,
        5.6,
        f"{_SHOW} tudo [o] [que] [eu] (preciso|tenho|falta|devo) [que|pra|de] fazer",
        "tudo [o] que [eu] (preciso|tenho|falta) [que|pra] fazer $",
    )
    yield from ask(
        Query.FREE_SLOTS,
        6.4,
        "(quando|que horas|que dia|qual dia|em que horario|a que horas|que horario|quais horarios) [e que] [eu] (to|estou|fico|vou estar|tenho|estarei|tem) [um|algum] [livre|livres|disponivel|tempo|horario|espaco|buraco|janela|folga|uma brecha] [livre|disponivel]",
        "[eu] (tenho|tem|sobra|to|estou|ha) [um|algum|alguma|uma|com] (horario|tempo|espaco|buraco|janela|brecha|livre|livres|vaga|hora livre|disponivel) [livre|vago|disponivel|na agenda]",
        "(horarios|horario) (livres|livre|disponiveis|vagos|vago)",
        "(quando|onde) [eu|que|e que] (posso|consigo|da pra|cabe|daria pra) (encaixar|marcar|agendar|fazer|colocar)",
        "(estou|to|vou estar|fico) livre",
        "(acha|ache|encontra|encontre|procura) [um|uma] (horario|buraco|janela|brecha|espaco)",
    )
    yield from ask(
        Query.SEARCH,
        5.2,
        "(quando|que dia|que horas|a que horas|onde|qual dia|com quem) (e|vai ser|sera|ta|esta|foi|ficou|cai|tenho) [que] [eu] [marcado|marcada|marquei|tenho] (meu|minha|o meu|a minha|o proximo|a proxima|marcado|marcada)",
        "(quando|que dia|que horas|a que horas) (e|vai ser|tenho|eu tenho|ta marcado|ta marcada|esta marcada|esta marcado|e que e|ficou|e mesmo|fica) [o|a|meu|minha] (consulta|reuniao|dentista|exame|prova|medico|voo|aula|show|festa|viagem|jantar|almoco|revisao|entrevista|proxima|proximo|aniversario)",
        "(qual|qual e|qual foi|qual era|onde|cade|o que|que|quanto) [e|foi|era|esta] [o|a|que|aquele|aquela] [<any>] [<any>] [<any>] [<any>] [que] [eu] (te passei|te falei|te disse|anotei|guardei|salvei|mandei|te contei|falei|pedi|escrevi|anotamos|te pedi|deixei anotado)",
        "(quando|que dia|que horas|a que horas|onde) (e|vai ser|tenho|ta marcado|ta|ficou|sera|foi|e que e) [o|a|meu|minha|aquele|aquela] [proximo|proxima] <event_noun>",
        "(procura|procure|procurar|busca|busque|pesquisa|acha|ache|encontra|encontre|cade|localiza|localize) [ai|ai pra mim|pra mim] [o|a|os|as|tudo|aquela|aquele|minha|meu|nas|na|em|nos|minhas] [minhas] (que|notas|nota|anotacao|anotacoes|lembrete|tarefa|sobre) [eu|sobre|do|da|que] [anotei|escrevi|falei|tenho]",
        "(onde|cade|aonde) [e que|que] [eu] (deixei|coloquei|guardei|pus|botei|estacionei|escondi|larguei|anotei)",
        "(onde|aonde) (ta|esta|estao|tao|foi parar) [o|a|os|as] (meu|minha|meus|minhas)",
        "(quando|onde) (foi que|que) eu",
        "(quando|que dia|que horas|a que horas|onde) [mesmo|que|e que] (e|vai ser|sera|foi|ta|esta|fica|comeca) [mesmo] (o|a|meu|minha|aquele|aquela|do|da) <any> [<any>] [<any>] [<any>] [mesmo] ?",
        "^ (procura|procure|pesquisa|pesquise|localiza|cade) [ai]",
        "(o que|que) [e que] [eu] (anotei|escrevi|falei|te falei|guardei|salvei|disse) [sobre|do|da|de]",
        "[eu] ja (marquei|agendei|anotei|comprei|paguei|mandei|fiz|falei|pedi|liguei|avisei|renovei) [<any>] [<any>] [<any>] [<any>] [<any>] ?",
        "[ja] (tem|tenho|ta|esta) [o|a|meu|minha] <event_noun> (marcado|marcada|agendado|agendada) [pra mim] ?",
        "(tem|tenho|existe) (alguma|algum) (nota|anotacao|lembrete|tarefa|coisa) (sobre|de|do|da|com|pra)",
        "(em que|que) dia (e|cai|vai ser|eu tenho|tenho|ficou)",
        "(qual|qual e|qual era|me lembra qual|me diz|me fala) [mesmo] [o|a] (senha|vaga|placa|codigo|numero) (do|da|de|que)",
        "(eu anotei|anotei|eu falei|te falei) [alguma coisa|algo] (sobre|do|da|que) [<any>] [<any>] [<any>] [<any>] ?",
        "quando (vence|vencem) [o|a|os|as]",
        "(quando) (vence|comeca|acaba|termina) [o|a] (meu|minha)",
        "(minhas|as) (notas|anotacoes) (sobre|de|do|da)",
    )
    yield from ask(
        Query.LIST,
        6.6,
        "(o que|que|oque) [e que] [ainda] (tem|ta|esta|falta|tenho|esta faltando|ficou|falta comprar|tem que comprar|preciso comprar|resta|sobrou) [comprar|pegar] (na|da|pra) [minha] lista",
        f"{_SHOW} [a|minha|as] [minha] lista",
        "(qual|quais|cade|como esta|como ta) [e|sao|os] [itens] [da] [a|minha] [minha] lista",
        "^ [minha] lista [de|do|da] [<any>] [<any>] ?",
        "(quais|que) [sao] [os] itens (da|na|de|estao|tem)",
        "le|leia [pra mim] [a|minha] [minha] lista",
        "(o que|que) (falta|tenho que|preciso|tem pra) comprar",
    )
    yield from ask(
        Query.LIST,
        5.0,
        "^ [a] [minha] lista (de|do|da|dos|das) <any> [<any>] $",
        "^ [as] [minhas] listas $",
        "^ [a] minha lista $",
    )
    yield from ask(
        Query.LIST,
        5.0,
        "(na|da|nas) [minha] lista",
        kind="if_question",
    )
