"""Tells text in a language that is not served, so that nothing of it is taken for a request."""

import re
import unicodedata
from collections.abc import Collection

_WORDS = frozenset(
    """
    el los las del una unos manana hoy ayer tengo tienes tenemos recuerdame recuerda lunes martes
    miercoles jueves viernes sabado domingo reunion cita llamar comprar hacer mas muy donde cuando
    porque para con y yo tu mi su noche tarde medico
    le les des du une demain aujourdhui hier je tu il nous vous rappelle rappelez moi suis avec pour
    dans lundi mardi mercredi jeudi vendredi samedi dimanche rendez acheter appeler
    dappeler dacheter
    il lo gli della domani oggi ieri sono ho hai abbiamo ricordami ricorda lunedi martedi mercoledi
    giovedi venerdi riunione chiamare comprare alle con per
    der die das den dem ein eine einen morgen heute gestern ich habe du wir erinnere erinner mich um
    uhr mit und nicht fur montag dienstag mittwoch donnerstag freitag samstag sonntag termin anrufen
    kaufen
    """.split()
)
_LEAST = 3
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = "LATIN"


def is_foreign(text: str, words: Collection[str], served: Collection[str]) -> bool:
    """Tell whether a text speaks more for a language that is not served than for one that is.

    `words` are its folded words, `served` the frequent words of the languages that are.
    """
    letters = _LETTER.findall(text[:400])
    others = sum(_LATIN not in unicodedata.name(one, _LATIN) for one in letters)
    if letters and others * 2 > len(letters):
        return True
    foreign = sum(word in _WORDS and word not in served for word in words)
    known = sum(word in served for word in words)
    return foreign >= _LEAST and foreign > known
