"""Living: a day recorded to its end; the power cut somewhere in it; the rest on what is left."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from storage.opening import SQLITE
from tests.crash.checking import violations
from tests.crash.days import day_folder
from tests.crash.grounds import FileGround, until_nothing_is_open
from tests.crash.nursery import Nursery
from tests.crash.paper import ACKNOWLEDGED, DATABASE, JOURNAL
from tests.crash.world import ScriptWorld
from tests.powerloss.disk import LOST_ANYWAY, Disk, Tree
from tests.powerloss.outage import Outage, rebuild
from tests.powerloss.recording import Kind, Record, environment, recorder, records

HOUSE, LOG, FOLDER = "house", "log", "data"
AT_ONCE = 4
VARIANTS = 4
"""So many first lives are recorded; no two are the same to the last write."""
SMALL_LOG_PAGES = 25
"""In half of them SQLite's log is emptied this often; in the others as in any house."""
GAP_SECONDS = 0.02
"""Between a cut and the next start, by the machine's clock."""
SECOND_SHARE = 0.2
"""So many days meet a second cut, while they recover or later."""
OUTSIDE_SHARE = 0.5
"""So many cuts come right after something was said or confirmed outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A life that was recorded to its end: from which files, when its clock began, what it did."""

    root: str
    before: Tree
    began: datetime
    told: list[Record]

    def disk(self, count: int) -> Disk:
        """Return the disk after so many records."""
        disk = Disk(f"{self.root}/{HOUSE}")
        for name, content in self.before.items():
            disk.put(f"{self.root}/{name}", content)
        for record in self.told[:count]:
            disk.follow(record)
        return disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where the power went: after how many records of a life, and how what was lost was drawn."""

    records: int
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one seed."""

    seed: int
    cuts: tuple[Cut, ...]
    violations: tuple[str, ...]


class Lives:
    """Lives of the scripted day in which the power goes.

    `style`: how every outage loses what was not synced; else each seed draws it. `broken`: a
    fault on purpose of the child (see `tests.crash.child`).
    """

    def __init__(self, *, style: str | None = None, broken: str | None = None) -> None:
        self._style = style
        self._broken = broken
        self._first: dict[int, Life] = {}

    def all(self, seeds: Sequence[int]) -> Iterator[Outcome]:
        """Live through some seeds, a few at a time."""
        for variant in sorted({seed % VARIANTS for seed in seeds}):
            if variant not in self._first:
                self._first[variant] = self._record(variant)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(self._live, seeds)

    def _record(self, variant: int) -> Life:
        """Record a day in which the power stays on."""
        with day_folder() as root:
            (root / HOUSE).mkdir()
            life, fault = self._lived(root, {HOUSE: None}, datetime.now(UTC), variant)
            found = fault or _judged(root, kills=0)
            if found:
                raise AssertionError(f"a day without a power cut: {found}")
            _compare(life.disk(len(life.told)), root)
            return life

    def _live(self, seed: int) -> Outcome:
        """Cut the power once or twice, as the seed says, and go on to the end of the day."""
        random = Random(seed)
        life = self._first[seed % VARIANTS]
        cuts: list[Cut] = []
        planned = 1 + (random.random() < SECOND_SHARE)
        while True:
            with day_folder() as root:
                cut, left, began = self._cut(life, random)
                cuts.append(cut)
                rebuild(left, root)
                life, fault = self._lived(root, left, began, seed % VARIANTS)
                if fault or len(cuts) == planned:
                    found = fault or _judged(root, kills=len(cuts))
                    return Outcome(seed=seed, cuts=tuple(cuts), violations=tuple(found))

    def _cut(self, life: Life, random: Random) -> tuple[Cut, Tree, datetime]:
        """Cut the power somewhere in a life; return what is left, and when the next began."""
        count = random.randint(1, len(life.told))
        if random.random() < OUTSIDE_SHARE:
            count = random.choice(_said_outside(life)) + 1
        outage = Outage(random, self._style)
        left = outage.strike(life.disk(count))
        gone = datetime.now(UTC) - datetime.fromtimestamp(life.told[count - 1].at, UTC)
        began = life.began + gone - timedelta(seconds=GAP_SECONDS)
        names = {name.removeprefix(f"{life.root}/"): left[name] for name in left}
        return Cut(records=count, style=outage.style), names, began

    def _lived(
        self, root: Path, before: Tree, began: datetime, variant: int
    ) -> tuple[Life, list[str]]:
        """Let one life be lived to its end; return it, and what went wrong with it."""
        url = f"{SQLITE}{root / HOUSE / FOLDER / DATABASE}"
        arguments = [str(root), "--database", url, "--started-at", began.isoformat()]
        if variant % 2:
            arguments += ["--log-pages", str(SMALL_LOG_PAGES)]
        if self._broken:
            arguments += ["--broken", self._broken]
        code, said = _nursery().live(arguments, environment(root, root / LOG))
        told = records(root / LOG)
        ground = FileGround(root / HOUSE / FOLDER / DATABASE)
        until_nothing_is_open(ground, lambda: _nursery().live(arguments, {}))
        fault = [f"the process ended with {code}: {said.strip()[-500:]}"] if code else []
        return Life(root=str(root), before=before, began=began, told=told), fault


@cache
def _nursery() -> Nursery:
    return Nursery(preload=recorder())


def _said_outside(life: Life) -> list[int]:
    """Return the places of records that write to the papers of the world."""
    papers = {f"{life.root}/{name}" for name in (ACKNOWLEDGED, JOURNAL)}
    numbers = {
        record.file for record in life.told if record.kind is Kind.OPEN and record.path in papers
    }
    writes = ((place, one) for place, one in enumerate(life.told) if one.kind is Kind.WRITE)
    return [place for place, one in writes if one.file in numbers and one.body[-1:] == b"\n"]


def _judged(root: Path, *, kills: int) -> list[str]:
    ground = FileGround(root / HOUSE / FOLDER / DATABASE)
    return violations(ground, ScriptWorld(root).told(), kills=kills)


def _compare(disk: Disk, root: Path) -> None:
    """Hold what a record tells against what is there: nothing may pass it by."""
    for name, content in disk.contents().items():
        if not name.endswith(LOST_ANYWAY) and Path(name).read_bytes() != content:
            raise AssertionError(f"{name} is not as its record says")
    for path in (root / HOUSE).rglob("*"):
        if str(path) not in disk.names and not path.is_socket():
            raise AssertionError(f"no record tells of {path}")
