"""The grammar of Portuguese: its words and all its productions."""

# ruff: noqa: E501 - a pattern reads best in one line

from engine.grammar.language import Language, Vocabulary
from engine.grammar.productions import Productions
from engine.languages.pt import (
    chores,
    clocks,
    cues,
    cycles,
    dates,
    festivals,
    numbers,
    projects,
    questions,
    recurrences,
    times,
)
from engine.languages.pt.common import COMMON
from engine.languages.pt.lexicon import KEYS, LEXICON, SPELLINGS
from engine.languages.pt.sharing import ASIDES


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORDS = Vocabulary(
    alarms={"alarm": "alarme", "wake": "acordar"},
    articles=_set("o a os as um uma uns umas"),
    pronouns=_set(
        "meu minha meus minhas nosso nossa nossos nossas seu sua ele ela eles elas dele dela isso la ai aqui mim voce aquele aquela esse essa este esta casa"
    ),
    counting=_set("as das nas pras"),
    leading=_set(
        "esse essa este esta de da do das dos que pra pro e eu a o as os um uma mas entao por com em no na sobre tem ai so ja ta sempre referente ao favor me mim agora ate lembrete tarefa evento , e"
    ),
    trailing=_set(
        "de da do das dos que pra pro e a o as os um uma mas entao por com em no na favor tem ai disso ta ok beleza por me valeu obrigado eu as umas la so ja tambem ate sempre dia"
    ),
    reasons=_set("porque pois senao"),
    breaks=_set(
        "porque pois ele ela eles elas eu voce nos vou vamos a senao se mas que quem entao preciso tenho depois porem isso"
    ),
    with_=_set("com c"),
    places=_set("no na em nos nas num numa"),
    no_places=_set(
        "jejum grupo familia dupla trio conjunto silencio pe paz equipe turma ingles portugues frances espanhol seguida cima ponto breve aberto memoria comemoracao homenagem dinheiro pix"
    ),
    place_nouns=_set(
        "igreja livraria clinica hospital escola restaurante bar cafe cafeteria sala auditorio teatro shopping parque praca rua avenida av hotel aeroporto estadio ginasio predio biblioteca museu academia salao consultorio laboratorio universidade faculdade colegio campus cartorio estacao rodoviaria padaria mercado supermercado loja centro clube quadra piscina praia fazenda sitio chacara buffet espaco zoom meet teams arena oficina cemiterio cine cinema bistro boate galeria mercadao atelie estudio capela plenario forum tribunal largo catedral paroquia creche pizzaria churrascaria boteco otica rooftop pista terraco cobertura laje patio recepcao portaria saguao hall cantina adega hamburgueria sorveteria doceria confeitaria quiosque pousada chale salao concha parquinho ubs posto upa barzinho lanchonete sindicato tabacaria cervejaria emporio casarao"
    ),
    place_ends=_set("com pra pro por sobre e que porque vou vai largada em no na"),
    people_ends=_set("no na em as pra pro sobre por ate que dia hoje amanha vou la"),
    and_=_set("e mais & tambem"),
    negations=_set("nao nem nunca"),
    honorifics=_set("seu dona dom mestre pastor padre madre"),
    states=_set(
        "é sao ta esta estao ficou fica era foi tem parece acaba acabou vence venceu termina terminou quebrou estragou expira vai chega"
    ),
    kin=_set(
        "irma irmao cunhado cunhada primo prima tio tia amigo amiga colega vizinho vizinha sogra sogro esposa marido namorado namorada filho filha sobrinho sobrinha neto neta mae pai avo chefe"
    ),
    abbreviations=_set("dr dra sr sra prof profa av r n no dona sta sto exmo ilmo eng adv"),
    change_links=_set("pra pras pro em mais por"),
    hours=_set("horas hora h hs hr hrs"),
    length_links=_set("de"),
    trips=_set("viagem excursao ida passeio mudanca"),
    trip_links=_set("pra pro a ao"),
    rename_links=_set("para pra pro por"),
    list_words=_set("lista listinha"),
    list_verbs=_set(
        "incluisse colocasse botasse pusesse adicionasse acrescentasse anotasse inserisse incluiria colocaria adicionaria inclusao poe poem bota coloca coloque adiciona adicione adicionar acrescenta acrescente acrescentar inclui inclua incluir joga anota anote mete bote ponha por colocar botar lanca soma insere taca coloco adicionei junta junte emenda taque enfia insira guarda guarde salva salve"
    ),
    list_making=_set("cria crie criar faz faca fazer abre abra monta monte nova"),
    list_links=_set("de da do das dos pra pro"),
    list_entries=_set("na no a as da em pra pro ao nas nos minha meu nossa"),
    record_words=_set("lembrete lembretes alarme alarmes tarefa tarefas evento compromisso"),
    list_exits=_set("da das do"),
    list_adding=_set(
        "adiciona adicione adicionar acrescenta acrescente acrescentar inclui inclua incluir"
    ),
    asking=_set(
        "procura procure procurar busca busque buscar pesquisa pesquise acha ache achar encontra encontre localiza localize cade onde quando quanto quem qual quais que oque o a os as um uma me mim eu voce te ai aqui la e era foi eram ser sera vai ia esta estao ta tao tenho tem tinha temos existe meu minha meus minhas nosso nossa ja mesmo de da do das dos em no na nos nas com pra pro por sobre anotei anotado anotada escrevi falei disse contei guardei salvei mandei passei pedi coloquei pus botei deixei marquei marcado marcada agendei agendado comprei paguei fiz liguei avisei renovei dia hora horas horario fica ficou cai vence comeca acaba termina algo alguma algum coisa nota notas anotacao anotacoes tudo todas todos lembra lembrar mostra mostre diz diga fala fale quero saber ver preciso proximo proxima aquele aquela aquilo isso se nao ver lembro hein aonde estacionei escondi larguei parar"
    ),
    list_purposes=_set(
        "comprar ver assistir ler ouvir jogar visitar experimentar provar conhecer levar pegar"
    ),
    list_links_only=True,
    list_stops=_set(
        "poe bota coloca adiciona inclui acrescenta joga anota mete bote ponha junto e tambem por favor por,favor tb com mais ai ta"
    ),
    known_lists=_set(
        "filmes livros series musicas presentes convidados mala viagem restaurantes jogos desejos ideias mercado compras feira supermercado farmacia padaria hortifruti acougue sacolao mercadinho petshop"
    ),
    no_lists=_set("calendario agenda tarefas afazeres pendencias todo tarefa fazer coisas tasks"),
    item_words=_set("item itens"),
    item_leading=_set(
        "preciso precisamos precisa quero de da do das dos nome nomes comprar compre o a os as mais tambem ai junto com um uma : que"
    ),
    item_trailing=_set("tambem ai por favor pf pfv tb junto na no pra mim la e"),
    ran_out=_set(
        "acabou acabaram falta faltou faltam terminou acabando terminando faltando pediu precisa precisamos precisando"
    ),
)

LANGUAGE = Language(
    code="pt",
    productions=Productions.compiled(
        LEXICON,
        [
            production
            for module in (
                numbers,
                clocks,
                dates,
                times,
                cycles,
                recurrences,
                festivals,
                cues,
                questions,
                chores,
            )
            for production in module.productions()
        ],
    ),
    spellings=SPELLINGS,
    keys=KEYS,
    glue=_set(", de do da as a no na em - e pra o ( pro la sempre das"),
    common=COMMON,
    words=_WORDS,
    marks=projects.MARKS,
    asides=ASIDES,
    lower_case_days=True,
)
