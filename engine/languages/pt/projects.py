"""How Portuguese marks tasks: tags, projects, subtasks, notes, who has them, what is under way."""

# ruff: noqa: E501 - a pattern reads best in one line

import re

from engine.grammar.marks import LONGEST, TAGS, WHOLE, Marks, aspects, patterns, places
from engine.grammar.reading import Aspect

_ADD = r"(?:adiciona|adicione|adicionar|acrescenta|acrescente|acrescentar|inclui|inclua|incluir|cria|crie|criar|poe|ponha|por|bota|bote|coloca|coloque|colocar|anota|anote|nova|novas)"
_PUT = r"(?:poe|ponha|bota|bote|coloca|coloque|colocar|adiciona|adicione|adicionar|acrescenta|acrescente|inclui|inclua|joga|mete)"
_MOVE = r"(?:move|mova|mover|passa|passe|passar|muda|mude|mudar|leva|leve|transfere|transfira)"
_OUT = r"(?:tira|tire|tirar|remove|remova|remover|retira|retire)"
_MARK = r"(?:marca|marque|marcar|etiqueta|etiquete|etiquetar|rotula|rotule)"
_SHOW = r"(?:(?:me\s+)?(?:mostra|mostre|mostrar|lista|liste|listar|da|passa|traz)|abre|abra|abrir|ver|ve|quero\s+ver)"
_INTO = r"(?:em|n[ao]s?|a|ao|aos|as|pra|para|pro)"
_OF = r"(?:d[aeo]s?|em|n[ao]s?|pra|para|pro|a|ao)"
_THE = r"(?:[ao]s?\s+)?"
_TASK = r"(?:tarefa\s+(?:d[aeo]s?\s+)?)?"
_NAME = r"(?P<assigned>[^\W\d_][\w'-]*(?:\s+(?:d[aeo]s?\s+)?[^\W\d_][\w'-]*){0,2}?)"
_WHO = _NAME.replace("assigned", "who")
_PROJECT = r"(?P<project>[\"“][^\"”\n]{1,60}[\"”]|\w(?:[^,:;.!?\n#]{0,60}\w)?)"
_DOING = r"(?:(?:como\s+)?em\s+(?:andamento|progresso)|como\s+(?:fazendo|comecad[ao]|iniciad[ao]))"

_PROPER = places(rf",\s*(?:pr[ao]|para(?:\s+[ao])?)\s+(?:[ao]\s+)?{_NAME}(?=\s*[.!]?$)")

MARKS = Marks(
    triggers=(
        *"# taref pendenc proje etiquet atribu deleg design andamento progresso fazendo trabalhando mexendo comecad iniciad detalh mostr abr ver fazer respons tag".split(),
        *("fica com", ", pr", ", para"),
    ),
    before=re.compile(
        r"\s*(?:(?:por\s+favor|pf|pfv|agora|entao|ah|oi|voce|pode|podes|poderia)[\s,]+)*"
    ),
    after=re.compile(
        r"(?:[\s,]+(?:por\s+favor|pf|pfv|obrigad[ao]|valeu|ta|ok|quais\s+sao))?[\s.!?]*$"
    ),
    orders=aspects(
        (
            Aspect.SUBTASK,
            rf"(?:{_ADD}\s+)?(?:(?:[ao]s?|umas?)\s+)?(?:novas?\s+)?subtarefas?\s+{_OF}\s+{_THE}{_TASK}{WHOLE}\s*:\s*(?P<parts>[^\n]+)",
        ),
        (
            Aspect.SUBTASK,
            rf"{_ADD}\s+(?P<part>[^\n]{{1,200}}?)\s+como\s+(?:uma\s+)?subtarefa\s+{_OF}\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.SUBTASK,
            rf"{_ADD}\s+(?:(?:a|uma)\s+)?(?:nova\s+)?subtarefa\s+(?P<rest>[^\n:]{{1,300}})",
        ),
        (Aspect.SUBTASK, rf"(?:{_ADD}\s+)?(?:umas?\s+)?subtarefas?\s*(?:{_OF}\s+{WHOLE})?"),
        (
            Aspect.TASK_NOTE,
            rf"(?:(?:anota|anote|anotar|escreve|escreva|registra|registre)\s+(?:(?:isso|ai|uma\s+(?:nota|observacao|anotacao))\s+)?(?:na|em|da)|{_ADD}\s+uma\s+(?:nota|observacao|anotacao)\s+(?:n?a|em|da|pr?a|para\s+a))\s+tarefa\s+(?:d[aeo]s?\s+)?{WHOLE}\s*(?::|,?\s+dizendo|,?\s+que)\s*(?P<notes>(?s:.+))",
        ),
        (
            Aspect.TASK_NOTE,
            rf"(?:nota|observacao|obs)\s+(?:d|n)a\s+tarefa\s+(?:d[aeo]s?\s+)?{WHOLE}\s*:\s*(?P<notes>(?s:.+))",
        ),
        (
            Aspect.TASK_NOTE,
            rf"(?:(?:anota|anote|anotar)\s+[nd]a|{_ADD}\s+uma\s+(?:nota|observacao)\s+[nd]?a)\s+tarefa\s+{WHOLE}",
        ),
        (
            Aspect.TAG,
            rf"{_MARK}\s+{_THE}{_TASK}{WHOLE}\s+(?:com|como)\s+(?:[ao]s?\s+)?(?:tags?\s+|etiquetas?\s+)?{TAGS}",
        ),
        (
            Aspect.TAG,
            rf"{_PUT}\s+(?:[ao]s?\s+)?(?:tags?\s+|etiquetas?\s+)?{TAGS}\s+{_INTO}\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.UNTAG,
            rf"{_OUT}\s+(?:[ao]s?\s+)?(?:tags?\s+|etiquetas?\s+)?{TAGS}\s+(?:d[aeo]s?|em|n[ao]s?)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.UNTAG,
            rf"{_OUT}\s+a\s+(?:tag|etiqueta)\s+(?P<tags>[\w-]+)\s+(?:d[aeo]s?|em|n[ao]s?)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.PROJECT,
            rf"{_MOVE}\s+{_THE}{_TASK}{WHOLE}\s+(?:pro|para\s+o|pra|para|no|ao)\s+projeto\s*:?\s*{_PROJECT}",
        ),
        (Aspect.PROJECT, rf"{_OUT}\s+{_THE}{_TASK}{WHOLE}\s+d[eo]\s+projeto(?:\s+[^\n]{{1,60}})?"),
        (
            Aspect.ASSIGNED,
            rf"(?:atribui|atribua|atribuir|delega|delegue|delegar|designa|designe)\s+{_THE}{_TASK}{LONGEST}(?<!\bpara)(?<!\bpra)\s+(?:(?:pra|para)(?:\s+[ao])?|pro|ao?)\s+{_NAME}",
        ),
        (Aspect.ASSIGNED, rf"(?:desatribui|desatribua)\s+{_THE}{_TASK}{WHOLE}"),
        (
            Aspect.DOING,
            rf"(?:{_MARK}|poe|ponha|coloca|coloque|deixa|deixe|bota)\s+{_THE}{_TASK}{WHOLE}\s+{_DOING}",
        ),
        (Aspect.DOING, rf"(?:comeca|comece|comecar|inicia|inicie)\s+a\s+tarefa\s+{WHOLE}"),
        (Aspect.PAUSED, rf"(?:pausa|pause|pausar)\s+a\s+tarefa\s+{WHOLE}"),
    ),
    told=aspects(
        (
            Aspect.DOING,
            rf"(?:eu\s+)?(?:ja\s+)?comecei\s+(?:a\s+(?:fazer|trabalhar\s+n[ao]s?)\s+|com\s+|n[ao]s?\s+|a\s+)?{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.DOING,
            rf"(?:eu\s+)?(?:ja\s+)?(?:estou|to|tou)\s+(?:agora\s+)?(?:fazendo|resolvendo|(?:trabalhando|mexendo)\s+(?:com|em|n[ao]s?))\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.PAUSED,
            rf"(?:eu\s+)?parei\s+(?:de\s+(?:fazer|trabalhar\s+(?:em|n[ao]s?))\s+|com\s+){_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.ASSIGNED,
            rf"(?:[ao]\s+)?{_WHO}\s+(?:fica|vai\s+ficar|ficou)\s+com\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.ASSIGNED,
            rf"(?:[ao]\s+)?{_TASK}{WHOLE}\s+(?:fica|vai\s+ficar|ficou)\s+com\s+(?:[ao]\s+)?{_WHO}",
        ),
        (
            Aspect.ASSIGNED,
            rf"(?:[ao]\s+)?{_NAME}\s+(?:fica|vai\s+ficar|ficou)\s+com\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.ASSIGNED,
            rf"(?:passa|passe|passar|repassa|repasse|deixa|deixe)\s+{_THE}{_TASK}{LONGEST}(?<!\bpara)(?<!\bpra)\s+(?:(?:pra|para|com)(?:\s+[ao])?|pro|ao?)\s+{_WHO}",
        ),
        (Aspect.ASSIGNED, rf"eu\s+(?:fico|vou\s+ficar)\s+com\s+{_THE}{_TASK}{WHOLE}"),
    ),
    put=patterns(
        rf"{_PUT}\s+{_THE}{_TASK}{WHOLE}\s+(?:no|pro|para\s+o|em|ao)\s+projeto\s*:?\s*{_PROJECT}"
    ),
    whole=patterns(
        r"(?:(?:me\s+)?(?:mostra|mostre)|abre|abra|ver)\s+(?:[ao]\s+)?(?P<whole>\d{1,2})",
        rf"(?:{_SHOW}|(?:quero\s+)?detalhes?\s+d|detalha|detalhe)\s*(?:os\s+detalhes\s+d)?(?:[ao]\s+)?(?:minha\s+)?tarefa\s+(?:d[aeo]s?\s+)?{WHOLE}",
        rf"(?:{_SHOW}\s+)?(?:os\s+)?detalhes\s+da\s+tarefa\s+(?:d[aeo]s?\s+)?{WHOLE}",
    ),
    which=patterns(rf"{_SHOW}\s+(?:[ao]\s+)?(?:minha\s+)?tarefa"),
    projects=patterns(
        rf"(?:(?:quais|qual|quantos|que)\s+(?:sao\s+)?|{_SHOW}\s+)?(?:todos\s+)?(?:os\s+)?(?:meus\s+)?projetos(?:\s+(?:eu\s+)?tenho|\s+abertos)?"
    ),
    doing=patterns(
        r"(?:o\s+que|oque|em\s+que|no\s+que)\s+(?:e\s+que\s+)?(?:eu\s+)?(?:estou|to|tou)\s+(?:fazendo|trabalhando|mexendo)(?:\s+agora)?",
        r"(?:o\s+que\s+(?:esta|ta)\s+|(?:as\s+)?(?:minhas\s+)?tarefas\s+)?em\s+andamento",
    ),
    tasks=re.compile(
        rf"(?:(?:quais|quantas)\s+(?:sao\s+)?|{_SHOW}\s+|procura\s+|busca\s+)?(?:todas\s+)?(?:as\s+)?(?:minhas\s+)?(?:tarefas|pendencias)(?:\s+abertas|\s+pendentes)?(?![\w-])"
    ),
    asked=places(
        rf"\s+(?:(?:com|de|d[ao]s?|em|n[ao]s?)\s+)?(?:[ao]s?\s+)?(?:tags?\s+|etiquetas?\s+)?{TAGS}",
        r"\s+(?:com|d[ae])\s+(?:a\s+)?(?:tag|etiqueta)\s+(?P<tags>[\w-]+)",
        r"\s+(?P<high>(?:mais\s+|muito\s+)?(?:urgentes|importantes)|(?:com|de|em)\s+(?:prioridade\s+alta|alta\s+prioridade))",
        r"\s+(?P<low>sem\s+pressa|(?:com|de|em)\s+(?:prioridade\s+baixa|baixa\s+prioridade))",
        rf"\s+(?:d[eo]|no|em|pro)\s+(?:meu\s+)?projeto\s*:?\s*{_PROJECT}",
        rf"\s+(?:d[aeo]|com\s+[ao]|com|pr[ao]|para\s+[ao]|que\s+(?:estao|tao)\s+com\s+[ao])\s+{_NAME}(?=$)",
    ),
    alone=patterns(
        rf"{_SHOW}\s+(?:o\s+)?projeto\s*:?\s*{_PROJECT}",
        rf"projeto\s+{_PROJECT.replace('project', 'proper')}",
        rf"(?:o\s+que|que)\s+(?:ainda\s+)?(?:falta|tem|resta|ha)(?:\s+(?:fazer|pra\s+fazer|para\s+fazer))?\s+(?:no|do|pro|em)\s+projeto\s*:?\s*{_PROJECT}",
        TAGS,
    ),
    project=places(
        rf"(?:,\s*|\s)(?:no|em)\s+projeto\s*:?\s*{_PROJECT}",
    ),
    loose=places(rf"[,;]\s*(?:(?:n|d|pr)o\s+)?projeto\s*:?\s*{_PROJECT}"),
    assigned=places(
        rf"(?<=\btarefa)\s+(?:pr[ao]|para(?:\s+[ao])?)\s+(?:[ao]\s+)?{_NAME}(?=\s*:)",
        rf",?\s+(?:pr[ao]|para(?:\s+[ao])?)\s+(?:[ao]\s+)?{_NAME}\s+fazer(?=\s*(?:$|[,.;!?#]|ate\s|hoje|amanha))",
        rf",\s*(?:(?:com\s+)?responsavel|fica\s+com)\s*:?\s+(?:[ao]\s+)?{_NAME}(?=\s*(?:[.!,]|$))",
    ),
    proper=_PROPER,
    links=re.compile(r"\s(?:em|n[ao]s?|ao?s?|d[aeo]s?|pr[ao]|para)\s"),
    no_names=frozenset(
        "eu mim mi ele ela eles elas voce voces nos gente isso que quem depois agora ja amanha hoje a o as os um uma de da do das dos ninguem tudo todos semana mes ano dia hora casa novo nova final atual e em no na ate quando fazer meu minha".split()
    ),
    stops=frozenset(
        "ate pra pras para pro por com que urgente sem muito importante prioridade toda todo todos todas cada".split()
    ),
    plain=frozenset("final novo nova atual todo um uma o a".split()),
    leading=re.compile(r"(?:(?:[ao]s?|minha|meu|tarefa)\s+)+(?=\S)"),
)
