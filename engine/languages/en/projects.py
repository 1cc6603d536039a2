"""How English marks tasks: tags, projects, subtasks, notes, who has them, what is under way."""

# ruff: noqa: E501 - a pattern reads best in one line

import re

from engine.grammar.marks import LONGEST, TAGS, WHOLE, Marks, aspects, patterns, places
from engine.grammar.reading import Aspect

_ADD = r"(?:add|create|make|put|new)"
_PUT = r"(?:put|add|file)"
_OUT = r"(?:remove|take|drop)"
_SHOW = r"(?:show|list|open|view|see|display)(?:\s+me)?"
_THE = r"(?:(?:the|my|our)\s+)?"
_TASK = r"(?:(?:task|todo|to-do)\s+(?:to\s+|of\s+|called\s+)?)?"
_END = r"(?=[\s,.;!?]|$)"
_NAME = r"(?P<assigned>[^\W\d_][\w'-]*(?:\s+[^\W\d_][\w'-]*){0,2}?)"
_WHO = _NAME.replace("assigned", "who")
_PROJECT = r"(?P<project>[\"“][^\"”\n]{1,60}[\"”]|\w(?:[^,:;.!?\n#]{0,60}?\w)?)"
_WHOLE_PROJECT = r"(?P<project>[\"“][^\"”\n]{1,60}[\"”]|\w(?:[^,:;.!?\n#]{0,60}\w)?)"
_IN_PROJECT = (
    rf"(?:the\s+)?(?:project\s*:?\s*{_PROJECT}|(?P<named>\w(?:[^,:;.!?\n#]{{0,60}}?\w)?)\s+project)"
)
_NAMED_TASK = r"(?:task|todo)\s+(?!(?:lists?|force)\b)(?:to\s+|called\s+)?"
_DOING = r"(?:(?:as\s+|to\s+)?(?:in\s+progress|under\s+way)|(?:as|to)\s+(?:doing|started|ongoing))"

_PROPER = places(rf",\s*for\s+{_NAME}(?=\s*[.!]?$)")

MARKS = Marks(
    triggers=(
        *"# task todo to-do project tag label assign deleg progress doing started working ongoing detail show open view see".split(),
        *("under way", " to do", "does ", ", for"),
    ),
    before=re.compile(r"\s*(?:(?:please|pls|ok|okay|now|hey|can|could|would|will|you)[\s,]+)*"),
    after=re.compile(r"(?:[\s,]+(?:please|pls|thanks|thank\s+you|cheers|now))?[\s.!?]*$"),
    orders=aspects(
        (
            Aspect.SUBTASK,
            rf"(?:{_ADD}\s+)?(?:(?:an?|the|some)\s+)?(?:new\s+)?sub-?tasks?\s+(?:of|to|for|in|under)\s+{_THE}{_TASK}{WHOLE}\s*:\s*(?P<parts>[^\n]+)",
        ),
        (
            Aspect.SUBTASK,
            rf"{_ADD}\s+(?P<part>[^\n]{{1,200}}?)\s+as\s+a\s+sub-?task\s+(?:of|to|for|in|under)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.SUBTASK,
            rf"{_ADD}\s+(?:(?:an?|the)\s+)?(?:new\s+)?sub-?task\s+(?P<rest>[^\n:]{{1,300}})",
        ),
        (
            Aspect.SUBTASK,
            rf"(?:{_ADD}\s+)?(?:(?:an?|the|some)\s+)?sub-?tasks?\s*(?:(?:of|to|for)\s+{WHOLE})?",
        ),
        (
            Aspect.TASK_NOTE,
            rf"(?:{_ADD}|write|leave|make)\s+(?:a\s+|this\s+)?note\s+(?:to|on|in|for|about)\s+{_THE}{_NAMED_TASK}{WHOLE}\s*(?::|,?\s+saying|,?\s+that)\s*(?P<notes>(?s:.+))",
        ),
        (
            Aspect.TASK_NOTE,
            rf"(?:note|notes)\s+(?:on|to|for|in)\s+(?:the\s+|my\s+)?{_NAMED_TASK}{WHOLE}\s*:\s*(?P<notes>(?s:.+))",
        ),
        (
            Aspect.TASK_NOTE,
            rf"{_ADD}\s+a\s+note\s+(?:to|on|in|for)\s+{_THE}{_NAMED_TASK}{WHOLE}",
        ),
        (
            Aspect.TAG,
            rf"(?:tag|label|mark)\s+{_THE}{_TASK}{WHOLE}\s+(?:(?:with|as)\s+)?(?:the\s+tags?\s+)?{TAGS}",
        ),
        (
            Aspect.TAG,
            rf"{_PUT}\s+(?:the\s+)?(?:tags?\s+)?{TAGS}\s+(?:to|on|onto)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.UNTAG,
            rf"{_OUT}\s+(?:the\s+)?(?:tags?\s+)?{TAGS}\s+(?:from|off|of|on)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.UNTAG,
            rf"{_OUT}\s+the\s+tag\s+(?P<tags>[\w-]+)\s+(?:from|off)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (Aspect.UNTAG, rf"untag\s+{_THE}{_TASK}{WHOLE}\s+(?:from\s+)?{TAGS}"),
        (
            Aspect.PROJECT,
            rf"(?:move|file|shift|switch)\s+{_THE}{_TASK}{WHOLE}\s+(?:to|into|in|under)\s+{_IN_PROJECT}",
        ),
        (
            Aspect.PROJECT,
            rf"{_OUT}\s+{_THE}{_TASK}{WHOLE}\s+(?:out\s+of|from|off)\s+(?:the\s+|its\s+)?(?:project(?:\s+[^\n]{{1,60}})?|[^\n:#]{{1,60}}\s+project)",
        ),
        (Aspect.ASSIGNED, rf"(?:assign|delegate)\s+{_THE}{_TASK}{LONGEST}\s+to\s+{_NAME}"),
        (Aspect.ASSIGNED, rf"unassign\s+{_THE}{_TASK}{WHOLE}"),
        (Aspect.DOING, rf"(?:mark|set|put)\s+{_THE}{_TASK}{WHOLE}\s+{_DOING}"),
        (Aspect.DOING, rf"start\s+(?:on\s+)?(?:the\s+|my\s+)?{_NAMED_TASK}{WHOLE}"),
        (Aspect.PAUSED, rf"(?:pause|stop)\s+(?:the\s+|my\s+)?{_NAMED_TASK}{WHOLE}"),
    ),
    told=aspects(
        (
            Aspect.DOING,
            rf"(?:i(?:'ve|ve|\s+have)?\s+)?(?:just\s+|already\s+)?started\s+(?:(?:working\s+)?on\s+|with\s+|to\s+|doing\s+)?{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.DOING,
            rf"(?:i'?m\s+|i\s+am\s+)?(?:now\s+|currently\s+|busy\s+)?working\s+on\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.DOING,
            rf"(?:i'?m\s+|i\s+am\s+)(?:now\s+|currently\s+)?doing\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.PAUSED,
            rf"(?:i(?:'ve|ve|\s+have)?\s+)?stopped\s+(?:working\s+on|doing)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (
            Aspect.ASSIGNED,
            rf"{_WHO}\s+(?:takes|has|gets|does|will\s+do|will\s+take|is\s+doing|takes\s+care\s+of)\s+{_THE}{_TASK}{WHOLE}",
        ),
        (Aspect.ASSIGNED, rf"(?:give|hand|pass)\s+{_THE}{_TASK}{LONGEST}\s+to\s+{_WHO}"),
        (
            Aspect.ASSIGNED,
            rf"(?:i'?ll|i\s+will)\s+(?:take|do)\s+{_THE}{_TASK}{WHOLE}(?:\s+myself)?",
        ),
    ),
    put=patterns(rf"{_PUT}\s+{_THE}{_TASK}{WHOLE}\s+(?:to|into|in|under|on)\s+{_IN_PROJECT}"),
    whole=patterns(
        rf"{_SHOW}\s+(?:number\s+)?(?P<whole>\d{{1,2}})",
        rf"{_SHOW}\s+(?:the\s+|my\s+)?{_NAMED_TASK}{WHOLE}",
        rf"(?:{_SHOW}\s+)?(?:the\s+)?details\s+(?:of|on|about|for)\s+{_THE}{_NAMED_TASK}{WHOLE}",
    ),
    which=patterns(rf"{_SHOW}\s+(?:the\s+|my\s+|a\s+)?task"),
    projects=patterns(
        rf"(?:what\s+are\s+|which\s+are\s+|{_SHOW}\s+)?(?:all\s+)?(?:of\s+)?(?:my\s+|the\s+)?projects",
        r"(?:what|which)\s+projects\s+(?:do\s+i\s+have|have\s+i\s+got)",
    ),
    doing=patterns(
        r"what\s+am\s+i\s+(?:currently\s+)?working\s+on(?:\s+right)?(?:\s+now)?",
        r"(?:what(?:'s|s|\s+is)\s+|(?:my\s+)?tasks\s+)?(?:in\s+progress|under\s+way)",
    ),
    tasks=re.compile(
        rf"(?:(?:what|which)\s+are\s+|(?:what|which)\s+|{_SHOW}\s+|find\s+|search\s+)?(?:all\s+)?(?:the\s+|my\s+)?(?:open\s+)?(?P<high>(?:urgent|important|high[\s-]priority|top[\s-]priority)\s+)?(?P<low>low[\s-]priority\s+)?(?:tasks|to-?dos)(?![\w-])"
    ),
    asked=places(
        rf"\s+(?:(?:tagged|with|in|under|for)\s+)?(?:the\s+)?(?:tags?\s+)?{TAGS}",
        r"\s+(?:tagged(?:\s+with)?|with\s+the\s+tag)\s+(?P<tags>[\w-]+)",
        r"\s+(?:that\s+are\s+)?(?P<high>urgent|important|(?:with|of)\s+(?:high|top)\s+priority)",
        r"\s+(?:that\s+are\s+)?(?P<low>not\s+urgent|(?:with|of)\s+low\s+priority)",
        rf"\s+(?:in|of|for|under|on|from)\s+{_IN_PROJECT}(?=$)",
        rf"\s+(?:of|for|assigned\s+to|with|given\s+to)\s+{_NAME}(?=$)",
    ),
    alone=patterns(
        rf"{_SHOW}\s+(?:the\s+)?project\s*:?\s*{_PROJECT}",
        rf"project\s+{_PROJECT.replace('project', 'proper')}",
        r"(?:" + _SHOW + r"\s+)(?:the\s+)?(?P<named>\w(?:[^,:;.!?\n#]{0,60}?\w)?)\s+project",
        r"(?P<named>\w(?:[^,:;.!?\n#]{0,60}?\w)?)\s+project\s+tasks",
        rf"what(?:'s|s|\s+is)\s+(?:still\s+)?(?:left|open|missing|to\s+do)(?:\s+to\s+do)?\s+(?:in|on|for|under)\s+{_IN_PROJECT}",
        rf"(?:{_SHOW}\s+)?{_NAME}'s\s+(?:open\s+)?tasks",
        rf"what\s+(?:does|has)\s+{_NAME}\s+(?:have\s+|got\s+)?to\s+do",
        TAGS,
    ),
    project=places(
        rf"(?:,\s*|\s)(?:in|into|under)\s+(?:the\s+)?project\s*:?\s*{_WHOLE_PROJECT}",
        rf"(?:,\s*|\s)(?:in|into|under)\s+the\s+(?P<named>\w(?:[^,:;.!?\n#]{{0,40}}?\w)?)\s+project{_END}",
    ),
    loose=places(rf"[,;]\s*(?:(?:in|for|under)\s+)?(?:the\s+)?project\s*:?\s*{_WHOLE_PROJECT}"),
    assigned=places(
        rf"(?<=\btask)\s+for\s+{_NAME}(?=\s*:)",
        rf"(?<=\btodo)\s+for\s+{_NAME}(?=\s*:)",
        rf",?\s+for\s+{_NAME}\s+to\s+do(?=\s*(?:$|[,.;!?#]|by\s|today|tomorrow))",
        rf",?\s*(?:assigned|assign(?:\s+it|\s+this)?)\s+to\s*:?\s+{_NAME}(?=\s*(?:[.!,]|$))",
    ),
    proper=_PROPER,
    links=re.compile(r"\s(?:to|under|in|into|for|of|on)\s"),
    no_names=frozenset(
        "me us him her them it you everyone everybody nobody someone that this the a an my our your today tomorrow later now next work home and to be by with new final current who what i we he she they there".split()
    ),
    stops=frozenset(
        "by for with due urgent before until every each asap high low priority no important is was to".split()
    ),
    plain=frozenset("final new current a an i".split()),
    leading=re.compile(r"(?:(?:the|my|our|task|todo)\s+)+(?=\S)"),
)
