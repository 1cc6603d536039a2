"""The words of commands: a slash, a command's name alone, or what means the same in words."""

from types import ModuleType

from domain.folding import folded
from domain.frozen import dataclass
from domain.people import Role
from domain.plugins import collect
from handlers import commands
from handlers.turn import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A command as it was asked for; `module` None: there is none of that name for this role."""

    command: Command
    module: ModuleType | None


class CommandWords:
    """Finds the command that a message asks for. Commands are found by being in their folder."""

    def __init__(self) -> None:
        modules = collect(commands)
        self._named: dict[str, ModuleType] = {
            name: module for module in modules for name in module.NAMES
        }
        self._said: dict[str, ModuleType] = {
            said: module for module in modules for said in getattr(module, "SAID", ())
        }
        self._said_so = [module for module in modules if hasattr(module, "SAID_SO")]

    def asked(self, text: str, role: Role) -> Asked | None:
        """Return what a message asks for; None where it is no command."""
        if text.startswith("/"):
            return self._slash(text, role)
        plain = folded(text)
        bare = self._named.get(plain)
        if bare is not None and _is_bare(bare) and role.reaches(bare.ROLE):
            return self._slash(f"/{text.strip()}", role)
        meant = self._said.get(plain.strip(" .!"))
        if meant is not None and role.reaches(meant.ROLE):
            return self._slash(f"/{meant.NAMES[0]}", role)
        for module in self._said_so:
            found = module.SAID_SO.fullmatch(plain)
            if found is not None and role.reaches(module.ROLE):
                return self._slash(f"/{module.NAMES[0]} {found['rest'].strip(' .!')}", role)
        return None

    def _slash(self, text: str, role: Role) -> Asked:
        name, _, arguments = text[1:].partition(" ")
        # In groups, the Bot API writes the bot's name after the command: /today@SparkOneBot.
        command = Command(name=folded(name.partition("@")[0]), arguments=arguments)
        module = self._named.get(command.name)
        is_open = module is not None and role.reaches(module.ROLE)
        return Asked(command=command, module=module if is_open else None)


def _is_bare(module: ModuleType) -> bool:
    """Tell whether a command's name, said alone and without a slash, is the command."""
    return bool(getattr(module, "IS_BARE", True))
