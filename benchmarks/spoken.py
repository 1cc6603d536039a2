"""What is said in the day that `benchmarks.tokens` measures, by the person and by a model."""

from engine.model import Call

SUMMARY = {
    "pt": "A pessoa organiza a mudança para Curitiba em dezembro, procura escola para a Lia e "
    "quer correr três vezes por semana. Perguntou por fretes, por documentos da matrícula e por "
    "um presente para a mãe. Ficou em aberto: a data da vistoria e quem leva o gato.",
    "en": "The person is planning a move to Leeds in December, looks for a school for Lia and "
    "wants to run three times a week. They asked about vans, about the papers for the school "
    "and about a present for their mother. Open: the date of the inspection, who takes the cat.",
}
SAID = {
    "pt": (
        "qual a melhor forma de embalar pratos sem quebrar?",
        "e a matrícula da Lia, o que costumam pedir de documento?",
        "me lembra de ver isso com calma na terça de manhã, antes do trabalho",
        "o que eu ainda preciso resolver essa semana?",
        "tô meio desanimada com essa mudança toda, sabe?",
    ),
    "en": (
        "what is the best way to pack plates so that they don't break?",
        "and what papers do schools usually ask for?",
        "could you make sure I look at that on Tuesday morning, before work?",
        "what do I still have to sort out this week?",
        "I'm a bit down about all of this moving, you know?",
    ),
}
ANSWERED = {
    "pt": (
        (
            "Embrulhe cada prato em duas folhas de papel, de pé na caixa, com toalhas entre as "
            "fileiras e o fundo forrado. Caixas pequenas aguentam melhor o peso, e vale "
            "escrever *frágil* em dois lados."
        ),
        (
            "Em geral: certidão de nascimento, CPF, comprovante de endereço, carteira de vacinação "
            "e o histórico da escola atual. Algumas pedem foto 3x4."
        ),
        "Pronto, está marcado para terça cedo.",
        "O que pesa mais é a vistoria; o resto pode esperar até segunda.",
        (
            "É muita coisa de uma vez, e você já resolveu a parte difícil. Quer escolher só uma "
            "para hoje?"
        ),
    ),
    "en": (
        (
            "Wrap each plate in two sheets of paper and stand them on edge, with towels between "
            "the rows and at the bottom. Small boxes carry the weight better; write *fragile* on "
            "two sides."
        ),
        (
            "Usually a birth certificate, proof of address, vaccination record and a report from "
            "the current school. Some ask for a photo."
        ),
        "Done, it is set for Tuesday morning.",
        "The inspection weighs most; the rest can wait until Monday.",
        (
            "It is a lot at once, and you have done the hard part. Would you like to pick just one "
            "thing for today?"
        ),
    ),
}
CALLED: dict[str, dict[int, Call]] = {
    "pt": {
        2: Call(
            id="call_1",
            tool="add_reminder",
            arguments={"what": "ver os documentos da matrícula", "when": "terça às 8h"},
        ),
        3: Call(id="call_2", tool="show", arguments={"what": "day", "when": "essa semana"}),
    },
    "en": {
        2: Call(
            id="call_1",
            tool="add_reminder",
            arguments={"what": "look at the school papers", "when": "tuesday 8am"},
        ),
        3: Call(id="call_2", tool="show", arguments={"what": "day", "when": "this week"}),
    },
}
"""What the model calls first, by the place of the sentence."""
