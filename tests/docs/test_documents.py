import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import verb_packages
from bot.http import Health, http_app
from bot.metrics import Metrics
from bot.settings import Settings, load_settings
from domain.plugins import collect
from engine.grammar.understanding import understand
from engine.zones import zone
from handlers import commands
from storage.sqlite import SqliteDatabase
from tests.docs.pages import ROOT, blocks, code, links, page, rows, tracked
from tests.docs.said import line
from tests.fakes import HandClock

SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIELDS = Settings.model_fields
MARKDOWN = [name for name in tracked() if name.endswith(".md")]
HOSTS = re.compile(
    r"://[^\s/\"'`)]*(?:py" + r"pi|pythonhosted|npmjs|artifactory|nexus|registry|mirror|proxy\.)",
    re.IGNORECASE,
)


def test_every_setting_is_on_its_page_and_nothing_else_is() -> None:
    described = {code(row[0])[0]: row for row in rows(page("docs/settings.md"))}

    assert sorted(described) == sorted(name.upper() for name in FIELDS)
    for name, row in described.items():
        assert code(row[1]) == [f"{name}_FILE"]
        default = FIELDS[name.lower()].default
        if default is not None:
            assert code(row[2]) == [str(default)]


def test_every_setting_is_in_the_example_with_its_default() -> None:
    shown = dict(re.findall(r"^#([A-Z_]+)=(.*)$", page(".env.example"), re.MULTILINE))

    assert shown == {name.upper(): str(field.default or "") for name, field in FIELDS.items()}


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    everything = tmp_path / ".env"
    everything.write_text(re.sub(r"(?m)^#(?=[A-Z_]+=)", "", page(".env.example")))

    assert load_settings({}, ROOT / ".env.example") == Settings()
    assert load_settings({}, everything) == Settings()


def test_every_metric_is_on_its_page_with_type_and_labels() -> None:
    described = {
        code(row[0])[0]: (row[1], tuple(code(row[2]))) for row in rows(page("docs/metrics.md"))
    }

    metrics = {
        collector._name + ("_total" if collector._type == "counter" else ""): (
            collector._type,
            tuple(collector._labelnames),
        )
        for name, collector in vars(Metrics()).items()
        if name != "registry"
    }
    assert described == metrics


def test_every_verb_is_on_its_page() -> None:
    described = rows(page("docs/commands.md"), heading="## On the command line")
    verbs = [code(row[0])[0].split()[0] for row in described if len(row) == 4]

    assert verbs
    assert sorted(verbs) == sorted(verb_packages())


def test_every_slash_command_is_on_its_page_under_each_of_its_names() -> None:
    described = rows(page("docs/commands.md"), heading="## In the chat")
    cells = [cell for row in described for cell in code(" ".join(row[:2]))]
    names = {cell.split()[0] for cell in cells if cell.startswith("/")}

    assert names == {f"/{name}" for module in collect(commands) for name in module.NAMES}


async def test_every_route_is_on_its_page(tmp_path: Path) -> None:
    clock = HandClock(SATURDAY)
    health = Health(SqliteDatabase(tmp_path / "none.db"), clock, Metrics())
    described = rows(page("docs/commands.md"), heading="## Over HTTP")

    routes = {getattr(route, "path", None) for route in http_app(health).routes}
    assert {code(row[0])[0] for row in described} == routes


@pytest.mark.parametrize("column", [0, 1], ids=["english", "portuguese"])
def test_what_one_can_write_is_understood_so(column: int) -> None:
    examples = [(code(row[column])[0], row[2]) for row in rows(page("docs/talking.md"))]
    place = zone(("Europe/London", "America/Sao_Paulo")[column])
    language = ("en", "pt")[column]

    assert len(examples) > 20
    misread = [
        (text, reading.intent.value, reading.language)
        for text, said in examples
        if (reading := understand(text, now=SATURDAY, zone=place)).intent.value != said
        or reading.language != language
    ]
    assert misread == []


SAID = [
    pytest.param(code(row[0])[0], code(row[1])[0], id=code(row[0])[0])
    for row in rows(page("docs/language.md"))
]


@pytest.mark.parametrize(("text", "reading"), SAID)
def test_the_page_about_the_grammar_shows_what_the_grammar_reads(text: str, reading: str) -> None:
    there = zone("America/Sao_Paulo")
    now = datetime(2026, 11, 21, 10, tzinfo=there)

    assert line(understand(text, now=now, zone=there)) == reading


@pytest.mark.parametrize("name", MARKDOWN)
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    for link in links(page(name)):
        if link.startswith("https://"):  # tests reach nothing beyond this machine
            continue
        path, _, anchor = link.partition("#")
        target = folder / path if path else ROOT / name
        assert target.exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {head.lower().replace(" ", "-") for head in heads}, link


def test_every_decision_is_in_the_index() -> None:
    notes = {path.name for path in (ROOT / "docs/decisions").glob("*.md")} - {"README.md"}

    assert notes == set(links(page("docs/decisions/README.md")))


def test_the_commands_of_operations_exist() -> None:
    verbs = set(verb_packages())
    lines = [
        line for block in blocks(page("docs/operations.md"), "sh") for line in block.split("\n")
    ]
    lines += [line for block in blocks(page("docs/backups.md"), "sh") for line in block.split("\n")]
    used = {found for line in lines for found in re.findall(r"sparkone (\w+)(?= |$)", line)}

    assert {"backup", "restore", "verify"} <= used - {"sparkone"} <= verbs


def test_the_papers_of_a_project_are_there() -> None:
    assert "Copyright (c) 2026 The SparkOne authors" in page("LICENSE")
    assert "## Reporting" in page("SECURITY.md")
    assert "## [Unreleased]" in page("CHANGELOG.md")
    assert "make check" in page("CONTRIBUTING.md")


def test_no_file_names_where_packages_come_from() -> None:
    named = [
        name
        for name in tracked()
        if HOSTS.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]

    assert named == []


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-server.lock", "requirements-dev.lock"]
)
def test_a_lock_file_has_pins_and_hashes_and_no_option(name: str) -> None:
    lines = [line.strip() for line in page(name).splitlines() if line.strip()]
    pins = [line for line in lines if re.match(r"[a-z0-9][\w.-]*==", line)]
    hashes = [line for line in lines if line.startswith("--hash=sha256:")]

    assert pins
    assert len(pins) + len(hashes) == len(lines)


def test_image_and_unit_run_what_is_documented() -> None:
    image, unit = page("Dockerfile"), page("deploy/sparkone.service")

    assert 'ENTRYPOINT ["sparkone"]\nCMD ["run"]' in image
    assert "--require-hashes -r requirements-server.lock" in image
    assert "USER 10001:10001" in image
    assert "DATABASE_URL=sqlite:////data/sparkone.db" in image
    assert "ExecStart=/opt/sparkone/bin/sparkone run" in unit
    assert "127.0.0.1:8321:8321" in page("deploy/compose.yaml")
    assert "bash .ci/run" in page(".github/workflows/ci.yml")


def test_every_test_on_the_page_of_faults_exists() -> None:
    shown = [name for row in rows(page("docs/faults.md")) for name in code(row[-1])]

    assert len(shown) > 60
    assert len(rows(page("docs/faults.md"))) > 40
    for name in shown:
        path, _, test = name.partition("::")
        assert re.search(rf"^(async )?def {test}\(", page(path), re.MULTILINE), name
