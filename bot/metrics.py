"""The metrics that `/metrics` shows; names and units follow the Prometheus conventions."""

from typing import Any, Self

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class _Counter(Counter):
    """A counter that finds again what it counts by, without Prometheus' locks and conversions."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._found: dict[tuple[object, ...], Self] = {}
        super().__init__(*arguments, **options)

    def labels(self, *labelvalues: object, **labelkwargs: object) -> Self:
        """Return the counter of these labels."""
        found = self._found.get(labelvalues)
        if found is None:
            found = self._found[labelvalues] = super().labels(*labelvalues, **labelkwargs)
        return found


class Metrics:
    """Every metric of the process, on a registry of its own so that tests can have many."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = _Counter(
            "sparkone_messages_received_total",
            "Messages stored in the inbox.",
            ["channel"],
            registry=self.registry,
        )
        self.duplicates = _Counter(
            "sparkone_messages_duplicate_total",
            "Deliveries of a message that was stored already.",
            ["channel"],
            registry=self.registry,
        )
        self.refused = _Counter(
            "sparkone_messages_refused_total",
            "Messages not accepted; the sender was told to come again.",
            ["channel", "reason"],
            registry=self.registry,
        )
        self.answered = _Counter(
            "sparkone_messages_answered_total",
            "Messages answered, by what they were understood as.",
            ["intent"],
            registry=self.registry,
        )
        self.answer_seconds = Histogram(
            "sparkone_answer_duration_seconds",
            "From the inbox to the outbox.",
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60),
            registry=self.registry,
        )
        self.deliveries = _Counter(
            "sparkone_deliveries_total",
            "Outcomes of sendings.",
            ["channel", "outcome"],
            registry=self.registry,
        )
        self.receipts = _Counter(
            "sparkone_receipts_total",
            "What channels told of our messages after they took them.",
            ("channel", "receipt"),
            registry=self.registry,
        )
        self.failovers = _Counter(
            "sparkone_failovers_total",
            "Reminders that went by another channel, because one did not deliver them.",
            ["channel"],
            registry=self.registry,
        )
        self.lateness_seconds = Histogram(
            "sparkone_reminder_lateness_seconds",
            "From the promised instant of a reminder to its being sent.",
            buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 600, 3600, 86400),
            registry=self.registry,
        )
        self.missed = _Counter(
            "sparkone_occurrences_missed_total",
            "Promised moments that passed while nobody could send them.",
            registry=self.registry,
        )
        self.jobs = _Counter(
            "sparkone_jobs_total",
            "Attempts of jobs, by how they ended.",
            ["task", "outcome"],
            registry=self.registry,
        )
        self.tool_calls = _Counter(
            "sparkone_tool_calls_total",
            "Calls that models asked for, by what the tool can do and what the policy said.",
            ["effect", "verdict"],
            registry=self.registry,
        )
        self.queue_depth = Gauge(
            "sparkone_queue_jobs",
            "Jobs that wait or run.",
            registry=self.registry,
        )
        self.queue_age = Gauge(
            "sparkone_queue_age_seconds",
            "How long the job has waited that is due and waits longest.",
            registry=self.registry,
        )
        self.dead_letters = Gauge(
            "sparkone_dead_letter_jobs",
            "Jobs that were given up.",
            registry=self.registry,
        )
        self.quarantined = _Counter(
            "sparkone_updates_quarantined_total",
            "Updates that could not be read and were set aside.",
            ["channel"],
            registry=self.registry,
        )
        self.injection_signals = _Counter(
            "sparkone_injection_signals_total",
            "Texts that look like orders to a model, by what they look like.",
            ["family"],
            registry=self.registry,
        )
        self.webhook_answers = _Counter(
            "sparkone_webhook_answers_total",
            "Requests to webhooks, by what they were told.",
            ["path", "status"],
            registry=self.registry,
        )
        self.channel_up = Gauge(
            "sparkone_channel_up",
            "Whether the service of a channel serves us: 1 or 0.",
            ["channel"],
            registry=self.registry,
        )
        self.backup_age = Gauge(
            "sparkone_backup_age_seconds",
            "Since the last backup; before the first, since the first start.",
            registry=self.registry,
        )
        self.drill_age = Gauge(
            "sparkone_drill_age_seconds",
            "Since a backup last proved itself in a drill; before the first, since the first "
            "start.",
            registry=self.registry,
        )
        self.copy_age = Gauge(
            "sparkone_backup_copy_age_seconds",
            "Since backups were last copied elsewhere; 0 where they are not to be.",
            registry=self.registry,
        )
        model = ["provider", "model", "role"]
        self.model_requests = _Counter(
            "sparkone_model_requests_total",
            "Requests to language models, by how they ended.",
            [*model, "outcome"],
            registry=self.registry,
        )
        self.model_tokens = _Counter(
            "sparkone_model_tokens_total",
            "Tokens that language models took in and gave out; cached ones are part of the input.",
            [*model, "kind"],
            registry=self.registry,
        )
        self.model_cost = _Counter(
            "sparkone_model_cost_usd_total",
            "What language models cost, in US dollars, where the price is known.",
            model,
            registry=self.registry,
        )
        self.model_first_seconds = Histogram(
            "sparkone_model_first_word_seconds",
            "From a request to a language model to the first word of its answer.",
            model,
            buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30),
            registry=self.registry,
        )
        self.model_seconds = Histogram(
            "sparkone_model_duration_seconds",
            "From a request to a language model to the end of its answer, or to its failure.",
            model,
            buckets=(0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60),
            registry=self.registry,
        )
        self.model_breaker = Gauge(
            "sparkone_model_breaker_state",
            "Whether a provider is asked: 0 yes, 1 one request to find out, 2 no.",
            ["provider"],
            registry=self.registry,
        )
        self.model_cache = _Counter(
            "sparkone_model_cache_total",
            "Requests that a kept answer could serve, and whether it did.",
            ["role", "outcome"],
            registry=self.registry,
        )
        self.sharing_up = Gauge(
            "sparkone_sharing_up",
            "Whether what processes share through is there: 1 or 0; none: it is not configured.",
            ["service"],
            registry=self.registry,
        )
        self.sharing_failures = Counter(
            "sparkone_sharing_failures_total",
            "Requests to Redis, looks included, that failed; this process went on alone.",
            registry=self.registry,
        )
        self.sharing_seconds = Histogram(
            "sparkone_sharing_duration_seconds",
            "Round trips to Redis.",
            buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25),
            registry=self.registry,
        )
        self.limited = Counter(
            "sparkone_limited_total",
            "What was beyond a limit: messages of people, requests of addresses.",
            ["policy"],
            registry=self.registry,
        )
        self.bus_messages = Counter(
            "sparkone_bus_messages_total",
            "Messages between processes, by what became of them.",
            ["outcome"],
            registry=self.registry,
        )
        self.info = Gauge(
            "sparkone_build_info",
            "The version that runs; always 1.",
            ["version"],
            registry=self.registry,
        )
