"""The festivals of the United States, the United Kingdom and others that people name."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date

from engine.grammar.calendars import hanukkah, hebrew, hebrew_spring, islamic, orthodox
from engine.grammar.festivals import InYear, coming, fixed, from_easter, nth
from engine.grammar.productions import Row, rows


def leap_day(year: int) -> date:
    """Return 29 February of the year or of the next leap year."""
    while not isleap(year):
        year += 1
    return date(year, 2, 29)


_FESTIVALS: dict[str, InYear] = {
    "(christmas|xmas) [day]": fixed(12, 25),
    "(christmas|xmas) eve": fixed(12, 24),
    "boxing day": fixed(12, 26),
    "(new years eve | new year eve | nye)": fixed(12, 31),
    "(new years day | new year day | new years | new year)": fixed(1, 1),
    "(valentines day | valentines | valentine day)": fixed(2, 14),
    "(saint|st) [.] (patrick|patricks) [day]": fixed(3, 17),
    "halloween": fixed(10, 31),
    "(independence day)": fixed(7, 4),
    "(veterans day | armistice day | remembrance day)": fixed(11, 11),
    "(juneteenth)": fixed(6, 19),
    "(labor day)": nth(1, 0, 9),
    "(memorial day)": nth(-1, 0, 5),
    "(thanksgiving) [day]": nth(4, 3, 11),
    "black friday": nth(4, 3, 11, 1),
    "cyber monday": nth(4, 3, 11, 4),
    "(martin luther king day | mlk day)": nth(3, 0, 1),
    "(presidents day)": nth(3, 0, 2),
    "(columbus day)": nth(2, 0, 10),
    "(mothers day)": nth(2, 6, 5),
    "(fathers day)": nth(3, 6, 6),
    "good friday": from_easter(-2),
    "easter [sunday]": from_easter(0),
    "easter monday": from_easter(1),
    "(ash wednesday)": from_easter(-46),
    "(shrove tuesday | pancake day)": from_easter(-47),
    "(bonfire night | guy fawkes night)": fixed(11, 5),
    "earth day": fixed(4, 22),
    "groundhog day": fixed(2, 2),
    "april fools [day]": fixed(4, 1),
    "tax day": fixed(4, 15),
    "burns night": fixed(1, 25),
    "(rosh hashanah | rosh hashana | rosh hashanna | jewish new year)": hebrew(-1),
    "(yom kippur | day of atonement)": hebrew(8),
    "(sukkot | sukkoth | succot)": hebrew(13),
    "(simchat torah)": hebrew(21),
    "(hanukkah | hanukah | chanukah | chanukkah | hannukah)": hanukkah,
    "(passover | pesach)": hebrew_spring(-1),
    "(shavuot | shavuoth)": hebrew_spring(49),
    "purim": hebrew_spring(-31),
    "(ramadan | ramadhan | ramzan)": islamic(9, 1),
    "(eid al fitr | eid ul fitr | eid el fitr)": islamic(10, 1),
    "(eid al adha | eid ul adha | eid el adha)": islamic(12, 10),
    "(muharram | islamic new year)": islamic(1, 1),
    "ashura": islamic(1, 10),
    "(mawlid | milad)": islamic(3, 12),
    "(orthodox|greek) easter [sunday]": orthodox(0),
    "orthodox good friday": orthodox(-2),
    "(great lent | great fast | clean monday | orthodox shrove monday)": orthodox(-48),
    "(leap day)": leap_day,
    "(pi day)": fixed(3, 14),
    "(st|saint) [.] (georges|george) day": fixed(4, 23),
    "(st|saint) [.] (davids|david) day": fixed(3, 1),
    "(st|saint) [.] (andrews|andrew) day": fixed(11, 30),
    "(cinco de mayo)": fixed(5, 5),
    "(twelfth night)": fixed(1, 5),
    "epiphany": fixed(1, 6),
    "(may day)": fixed(5, 1),
    "(all saints day)": fixed(11, 1),
    "(spring bank holiday)": nth(-1, 0, 5),
    "(august bank holiday | summer bank holiday)": nth(-1, 0, 8),
    "(early may bank holiday)": nth(1, 0, 5),
    "(mothering sunday)": from_easter(-21),
    "palm sunday": from_easter(-7),
    "maundy thursday": from_easter(-3),
    "super bowl sunday": nth(2, 6, 2),
    "(indigenous peoples day)": nth(2, 0, 10),
    "(election day)": nth(1, 0, 11, 1),
    "(canada day)": fixed(7, 1),
    "(anzac day)": fixed(4, 25),
    "(australia day)": fixed(1, 26),
    "(womens day | international womens day)": fixed(3, 8),
    "(emancipation day)": fixed(4, 16),
    "(flag day)": fixed(6, 14),
    "(whit monday | pentecost monday)": from_easter(50),
    "(pentecost | whit sunday | whitsun)": from_easter(49),
    "ascension [day]": from_easter(39),
    "bastille day": fixed(7, 14),
}


def productions() -> Iterator[Row]:
    """Yield the productions of festivals."""
    for pattern, in_year in _FESTIVALS.items():
        yield from rows(
            "holiday",
            (f"{pattern} [[in] <year>]", lambda year, find=in_year: coming(find, year)),
            (f"(next|this|the next) {pattern}", lambda find=in_year: coming(find)),
            (f"(last|previous|past) {pattern}", lambda find=in_year: coming(find, shift=-1)),
        )
