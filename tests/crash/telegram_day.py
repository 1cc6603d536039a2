"""The day on Telegram: what three people say, press and edit, in private and in a group."""

from tests.crash.day import Chats, chat_of, say
from tests.telegram.home import OWNER

BIA, GROUP = 888, -1001234
IDS = {"pt": OWNER, "en": BIA, "home": GROUP}
"""The chats by their names in the day."""
LONG = "anota: " + " ".join(f"linha{number}" for number in range(550))
"""Its echo comes in two parts."""

CHATS: Chats = {
    "pt": chat_of(
        "pt",
        say("me lembra de beber água daqui a 20 segundos", fires="beber água"),
        say("tarefa: comprar pão", task="comprar pão"),
        say("a cada 1 minuto me lembra de respirar", fires="respirar"),
        say("o que tenho hoje?"),
        say("tarefa: comprar pão", key="pt-2"),
        say("Feito", press="beber água", after="beber água"),
        say("me lembra de ligar para Ana daqui a 15 segundos", fires="ligar para Ana"),
        say("adia 1 minuto", after="ligar para Ana"),
        say(LONG),
        say("cancela respirar", after="respirar"),
        say("tarefa: levar o lixo"),
        say("tarefa: levar o vidro", edits="pt-11", task="levar o vidro"),
        say("tarefa: varrer a sala"),
        say("Desfazer", press="varrer a sala"),
        say("tarefas"),
    ),
    "en": chat_of(
        "en",
        say("remind me to stretch in 25 seconds", fires="stretch"),
        say("task: call the bank", task="call the bank"),
        say("what do I have today?"),
        say("remind me to stretch in 25 seconds", key="en-1"),
        say("add milk to the shopping list"),
        say("dentist on friday at 3pm"),
        say("Done", press="stretch", after="stretch"),
        say("every minute remind me to breathe", fires="breathe"),
        say("task: water the plants"),
        say("xyzzy blorp"),
        say("snooze 1 minute", after="breathe"),
        say("cancel breathe"),
    ),
    "home": chat_of(
        "home",
        say("@SparkTestBot tarefa: trocar a lâmpada", task="trocar a lâmpada"),
        say("@SparkTestBot task: clean the car", who=BIA, task="clean the car"),
        say("@SparkTestBot me lembra de regar a horta daqui a 30 segundos", fires="regar a horta"),
        say("@SparkTestBot remind me to feed the cat in 20 seconds", who=BIA, fires="feed the cat"),
        say("@SparkTestBot xyzzy blorp"),
        say("@SparkTestBot tarefa: varrer o quintal"),
    ),
}
