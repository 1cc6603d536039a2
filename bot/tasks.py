"""The tasks of a process: who does each kind of job."""

from typing import TYPE_CHECKING

from bot.administration import Administer
from bot.answering import Answer
from bot.backups import Backup
from bot.conversing import Converse
from bot.delivery import Deliver
from bot.exporting import ClearExport, Export
from bot.failing_over import FailOver
from bot.fetching import Discard, Fetch
from bot.folders import Folders
from bot.forgetting import Farewell, Forget
from bot.handing_out import HandOut
from bot.inviting import Invite
from bot.limit import Limit
from bot.pairing import doors
from bot.receipts import Receipts
from bot.summarising import Summarise
from bot.sweeping import Sweep
from bot.task import Task
from bot.unlearning import Unlearn
from bot.verb import House
from engine.model import Role
from handlers.conversation import Converser
from handlers.dispatcher import Dispatcher

if TYPE_CHECKING:
    from bot.models import Models


def tasks(
    house: House, converser: Converser | None, models: "Models | None", receipts: Receipts
) -> list[Task]:
    """Return every task. `converser` None: nobody talks but code."""
    settings, database, clock = house.settings, house.database, house.clock
    language = settings.sparkone_language
    dispatcher = Dispatcher(
        language=None if language == "auto" else language, doors=lambda: doors(house.channels)
    )
    answer = Answer(
        database,
        dispatcher,
        clock,
        house.metrics,
        can_converse=converser is not None,
        limit=Limit(clock, settings.sparkone_messages_a_minute),
    )
    folders = Folders(settings.database_path)
    return [
        answer,
        # Without a model too: an earlier start may have left questions for one.
        Converse(database, converser, clock, house.metrics, house.channels),
        Summarise(database, models.get(Role.FAST) if models else None, clock),
        Deliver(database, house.channels, clock, house.metrics, receipts),
        FailOver(house.channels, clock, house.metrics),
        Sweep(clock, folders),
        Fetch(database, house.channels, folders, clock),
        Discard(database, folders),
        HandOut(database, folders, clock),
        Export(database, folders, clock),
        ClearExport(database, folders, clock),
        Invite(database, folders, clock),
        Forget(database, folders, clock),
        Farewell(database, clock),
        Unlearn(database, folders, clock),
        Administer(house),
        Backup(settings.database_path, clock),
    ]
