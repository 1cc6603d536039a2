"""The metrics that `/metrics` shows; names and units follow the Prometheus conventions."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """Every metric of the process, on a registry of its own so that tests can have many."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = Counter(
            "sparkone_messages_received_total",
            "Messages stored in the inbox.",
            ["channel"],
            registry=self.registry,
        )
        self.duplicates = Counter(
            "sparkone_messages_duplicate_total",
            "Deliveries of a message that was stored already.",
            ["channel"],
            registry=self.registry,
        )
        self.refused = Counter(
            "sparkone_messages_refused_total",
            "Messages not accepted; the sender was told to come again.",
            ["channel", "reason"],
            registry=self.registry,
        )
        self.answered = Counter(
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
        self.deliveries = Counter(
            "sparkone_deliveries_total",
            "Outcomes of sendings.",
            ["channel", "outcome"],
            registry=self.registry,
        )
        self.receipts = Counter(
            "sparkone_receipts_total",
            "What channels told of our messages after they took them.",
            ("channel", "receipt"),
            registry=self.registry,
        )
        self.failovers = Counter(
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
        self.missed = Counter(
            "sparkone_occurrences_missed_total",
            "Promised moments that passed while nobody could send them.",
            registry=self.registry,
        )
        self.jobs = Counter(
            "sparkone_jobs_total",
            "Attempts of jobs, by how they ended.",
            ["task", "outcome"],
            registry=self.registry,
        )
        self.tool_calls = Counter(
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
        self.dead_letters = Gauge(
            "sparkone_dead_letter_jobs",
            "Jobs that were given up.",
            registry=self.registry,
        )
        self.quarantined = Counter(
            "sparkone_updates_quarantined_total",
            "Updates that could not be read and were set aside.",
            ["channel"],
            registry=self.registry,
        )
        self.injection_signals = Counter(
            "sparkone_injection_signals_total",
            "Texts that look like orders to a model, by what they look like.",
            ["family"],
            registry=self.registry,
        )
        self.webhook_answers = Counter(
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
        model = ["provider", "model", "role"]
        self.model_requests = Counter(
            "sparkone_model_requests_total",
            "Requests to language models, by how they ended.",
            [*model, "outcome"],
            registry=self.registry,
        )
        self.model_tokens = Counter(
            "sparkone_model_tokens_total",
            "Tokens that language models took in and gave out; cached ones are part of the input.",
            [*model, "kind"],
            registry=self.registry,
        )
        self.model_cost = Counter(
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
        self.model_cache = Counter(
            "sparkone_model_cache_total",
            "Requests that a kept answer could serve, and whether it did.",
            ["role", "outcome"],
            registry=self.registry,
        )
        self.info = Gauge(
            "sparkone_build_info",
            "The version that runs; always 1.",
            ["version"],
            registry=self.registry,
        )
