"""The grammar of English: its words and all its productions."""

# ruff: noqa: E501 - a pattern reads best in one line

from engine.grammar.language import Language, Vocabulary
from engine.grammar.productions import Productions
from engine.languages.en import (
    chores,
    clocks,
    cues,
    dates,
    exceptions,
    festivals,
    numbers,
    projects,
    questions,
    recurrences,
    repeats,
    times,
)
from engine.languages.en.binders import BINDERS
from engine.languages.en.common import COMMON
from engine.languages.en.lexicon import KEYS, LEXICON, SPELLINGS
from engine.languages.en.sharing import ASIDES


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORDS = Vocabulary(
    alarms={"alarm": "alarm", "wake": "wake up"},
    articles=_set("the a an"),
    pronouns=_set("my our your his her their it that this there home me him them us you em"),
    leading=_set(
        "to that about of so and i on at for the a an by is its from in then also please just or but re me , if when really probably definitely concerning regarding called titled labelled labeled named"
    ),
    trailing=_set(
        "to that about of so and at for the a an by is from please thanks cheers then or but every with if it i ok also every until till starting from when again due my now instead sometime someday anytime"
    ),
    breaks=_set(
        "because we they i he she im theyre its so but or otherwise its the youre thats since as nothing everything cause id ill it cos hes shes weve theyve hell theyll ive which whose"
    ),
    reasons=_set("because cos coz cuz otherwise"),
    purposes=_set("so"),
    with_=_set("with w"),
    places=_set("at in"),
    place_nouns=_set(
        "st saint room conference hall church restaurant cafe bar pub hotel park school office hospital clinic library museum theatre theater gym stadium zoom teams studio centre center market house garden beach airport station building floor suite terminal gate flat roof terrace courtroom courthouse balcony deck pool lake rink yard patio barn chapel cathedral library lobby foyer gallery lounge boardroom courtyard pavilion arena kitchen canteen cafeteria playground field court track pier harbour harbor marina"
    ),
    places_near=_set("on by outside near inside under beside behind round"),
    places_last=True,
    item_binders=_set(BINDERS),
    place_ends=_set(
        "with w to about for so and because its it we from we i every this next that who starts until till re regarding by"
    ),
    people_ends=_set(
        "at in on about to for re regarding from so this next every by before after because until till tomorrow today tonight of we it"
    ),
    and_=_set("and & plus n"),
    negations=_set(
        "not no cant wont dont doesnt isnt never cannot couldnt wouldnt didnt wasnt arent"
    ),
    kin=_set(
        "sister brother cousin friend colleague neighbour neighbor wife husband partner boyfriend girlfriend son daughter nephew niece boss mate"
    ),
    abbreviations=_set("mr mrs ms dr prof st no sr jr vs rev hon inc ltd co dept"),
    change_links=_set("to for until till by"),
    rename_links=_set("to into"),
    list_words=_set("list wishlist watchlist checklist bucketlist shortlist readlist"),
    list_purposes=_set(
        "buy read watch try play see visit listen hear cook make get pack do order check eat drink rent learn bake research follow download"
    ),
    list_verbs=_set(
        "add put stick chuck throw pop place jot write get include append need needs bung whack shove slap lob whang toss drop enter log save note pen sling pencil"
    ),
    list_links=_set("of for called named"),
    list_making=_set("create start make begin new"),
    list_entries=_set("to on onto in the my our into 2"),
    record_words=_set(
        "reminder reminders alarm alarms task tasks event appointment meeting todo notification"
    ),
    list_exits=_set("off from"),
    list_adding=_set("add include append"),
    asking=_set(
        "find search look up for locate dig out fetch retrieve pull where wheres when whens what whats which who whose how many much time day did do does i me my our the a an is are was were s have has had got ive put say said write wrote note notes noted save saved tell told you give gave jot jotted down store stored keep kept leave left park mention mentioned record recorded about on of to in at that this it already book booked schedule scheduled pay paid renew call called order ordered add added send sent set any all every anything something seeing meeting see meet next last supposed again remind can could would please know need there with"
    ),
    list_names=_set("wishlist watchlist checklist bucketlist shortlist readlist"),
    list_stops=_set("please and thanks also add pls with as"),
    known_lists=_set(
        "shopping groceries grocery movies films books wishlist watchlist restaurants costco tesco aldi lidl asda sainsburys morrisons waitrose walmart target ikea safeway kroger wholefoods supermarket pharmacy chemist hardware packing errands diy gifts presents"
    ),
    streets=_set(
        "street road avenue lane drive close way court place crescent terrace square gardens grove mews row hill park boulevard blvd parkway highway st rd ave ln dr ct pl sq green walk view rise wharf quay house"
    ),
    measures=_set(
        "litre liter dozen pack packet bag box bottle loaf jar tin can couple few pint kilo kg gallon bunch carton tub tube roll half quarter punnet stick slab pair case crate sack handful bit slice block pound lb ream bar bulb joint tray multipack sixpack four six ten twelve 2 3 4 5 6 8 10 12 24 gram g ml tonne ton"
    ),
    pairs=frozenset(
        (
            ("mac", "cheese"),
            ("salt", "vinegar"),
            ("gin", "tonic"),
            ("head", "shoulders"),
            ("ben", "jerrys"),
            ("rock", "roll"),
            ("peanut", "jelly"),
            ("cheese", "onion"),
            ("black", "decker"),
            ("oil", "vinegar"),
            ("fish", "chips"),
            ("biscuits", "gravy"),
            ("sweet", "sour"),
            ("bits", "bobs"),
            ("nuts", "bolts"),
            ("marks", "spencer"),
            ("arm", "hammer"),
            ("pen", "paper"),
            ("war", "peace"),
            ("pride", "prejudice"),
        )
    ),
    no_lists=_set("calendar diary agenda schedule todo task tasks do todos chores dos"),
    item_words=_set(
        "item items entry gets get needs need has have wants one two three more another thing things extra new to also some too still few addition additions update"
    ),
    item_leading=_set(
        "of also and the a an some need needs still we were im ive weve is are item items : to buy more get us me"
    ),
    item_trailing=_set(
        "please too as well thanks those them all on to the my our added put also add pls onto it in asap now for em"
    ),
    ran_out=_set("out"),
    states=_set("is are was were isnt arent wasnt looks seems feels"),
    told_ends=r"(['’]s| is| are| was| has| have| got)( now)?( been)?( moved| changed| shifted| done| cancell?ed| posted| sent| paid| off| called off| sorted| emptied| finished| fixed)?$",
)

LANGUAGE = Language(
    code="en",
    productions=Productions.compiled(
        LEXICON,
        [
            production
            for module in (
                numbers,
                clocks,
                dates,
                times,
                recurrences,
                exceptions,
                repeats,
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
    glue=_set(", at on the of in for @ - , from ( around about"),
    common=COMMON,
    words=_WORDS,
    marks=projects.MARKS,
    asides=ASIDES,
    names_days_first=True,
)
