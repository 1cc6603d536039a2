"""`add_to_list`: items for one of the person's lists."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.grammar.reading import Intent, Reading
from engine.policy import Effect
from engine.records.sharing import named
from engine.tool import Hands, Misused, Told, Tool
from storage.store import Store


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which list, and what goes on it."""

    items: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=50)]
    list: Annotated[str, Meta(description="'compras', 'packing'", max_length=80)] | None = None


async def run(hands: Hands, asked: Arguments) -> Told:
    """Add the items."""
    items = tuple(one.strip() for one in asked.items if one.strip())
    if not items:
        raise Misused("A list needs items.")
    reading = Reading(
        text=", ".join(items),
        language=hands.caller.language,
        intent=Intent.LIST_ADD,
        list=asked.list,
        items=items,
        confidence=1.0,
    )
    return await hands.act(reading)


async def effect_of(hands: Hands, asked: Arguments) -> Effect:
    """Tell a list that others read, too: what is put on it leaves the house."""
    caller, name = hands.caller, asked.list

    def is_shared(store: Store) -> bool:
        shelf = named(store, caller, name) if name else None
        return shelf is not None and (not shelf.is_mine or bool(shelf.others))

    return Effect.EGRESS if await hands.look(is_shared, shows=False) else Effect.WRITE


TOOL = Tool(
    name="add_to_list",
    purpose="Add items to a list of the person's (shopping if none is named).",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    effect_of=effect_of,
    texts=Texts(
        {
            "card": {"pt": "Pôr numa lista", "en": "Add to a list"},
            "items": {"pt": "itens", "en": "items"},
            "list": {"pt": "lista", "en": "list"},
        }
    ),
)
