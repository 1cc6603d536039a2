"""The tasks of a process: who does each kind of job."""

from typing import TYPE_CHECKING

from bot.administration import Administer
from bot.answering import Answer
from bot.backups import Backup
from bot.channel import Door
from bot.conversing import Converse
from bot.delivery import Deliver
from bot.exporting import ClearExport, Export
from bot.failing_over import FailOver
from bot.farewell import Farewell
from bot.fetching import Discard, Fetch
from bot.folders import Folders
from bot.forgetting import Forget
from bot.handing_out import HandOut
from bot.inviting import Invite
from bot.pairing import doors
from bot.receipts import Receipts
from bot.safekeeping.copies import Copies
from bot.safekeeping.copying import CopyElsewhere
from bot.safekeeping.drilling import Drill
from bot.settings import Settings
from bot.sharing.facade import Sharing
from bot.summarising import Summarise
from bot.sweeping import Sweep
from bot.task import Task
from bot.unlearning import Unlearn
from bot.verb import House
from domain.clock import Clock
from engine.model import Role
from handlers.conversation import Converser
from handlers.dispatcher import Dispatcher

if TYPE_CHECKING:
    from bot.models import Models


def answering(house: House, sharing: Sharing, *, can_converse: bool) -> Answer:
    """Return the task that answers messages."""
    settings = house.settings
    language = settings.sparkone_language
    ways_in = [one for one in house.channels.values() if isinstance(one, Door)]
    dispatcher = Dispatcher(
        language=None if language == "auto" else language, doors=lambda: doors(ways_in)
    )
    return Answer(
        house.database,
        dispatcher,
        house.clock,
        house.metrics,
        can_converse=can_converse,
        limits=sharing.limits,
        most_a_minute=settings.sparkone_messages_a_minute,
    )


def tasks(
    house: House,
    answer: Answer,
    converser: Converser | None,
    models: "Models | None",
    receipts: Receipts,
) -> list[Task]:
    """Return every task. `converser` None: nobody talks but code."""
    settings, database, clock = house.settings, house.database, house.clock
    folders, copies = Folders(settings.database_path), Copies(settings)
    return [
        answer,
        # Without a model too: an earlier start may have left questions for one.
        Converse(database, converser, clock, house.metrics, house.channels),
        Summarise(database, models.get(Role.FAST) if models else None, clock),
        Deliver(database, house.channels, clock, house.metrics, receipts),
        FailOver(house.channels, clock, house.metrics),
        Sweep(database, clock, folders),
        Fetch(database, house.channels, folders, clock),
        Discard(database, folders),
        HandOut(database, folders, clock),
        Export(database, folders, clock),
        ClearExport(database, folders, clock),
        Invite(database, folders, clock),
        Forget(database, folders, clock, copies),
        Farewell(database, clock),
        Unlearn(database, folders, clock, copies),
        Administer(house),
        *_safekeeping(settings, clock),
    ]


def _safekeeping(settings: Settings, clock: Clock) -> list[Task]:
    """Return those that make, try and copy backups."""
    return [Backup(settings, clock), Drill(settings, clock), CopyElsewhere(settings, clock)]
