"""Signs of orders to a model that are no words: markers of turns, calls, and code."""

SIGNS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "markers",
        ("<|", "[", "###", "</", "<<", "----", '"role"'),
        (
            r"<\|[a-z_]{2,20}\|?>|\[/?(?:inst|system|sistema)\]|#{2,} ?(?:instruc|system|sistema|"
            r"assistant)"
            r"|</?(?:system|sistema)>|<</?sys>>|-{3,} ?(?:end|fim|"
            r"begin|inicio)"
            r"[^\n]{0,24}?(?:prompt|instruc)|\"role\" ?: ?\"(?:system|assistant)\""
        ),
    ),
    (
        "markers",
        ("system", "sistema", "user", "usuario", "human"),
        (
            r"(?m:^ ?(?:system|sistema) ?:)|\b(?:assistant|assistente) ?:[^\n]{1,80}?\b(?:user|"
            r"usuario) ?:|\b(?:user|usuario|human|humano) ?:[^\n]{1,120}\s(?:assistant|assistente"
            r"|ai|bot) ?:"
        ),
    ),
    (
        "tools",
        ('{"', "<tool", "<function"),
        (
            r"\{ ?\"(?:tool|function|tool_name|tool_calls?|function_call)\" ?:|</?(?:tool|"
            r"function)_calls?>"
        ),
    ),
    ("exfiltrate", ("![",), r"!\[[^\]\n]{0,80}\]\(https?://[^)\s]{1,200}\?[^)\s]*=[a-z0-9_]{3,}"),
    (
        "code",
        (
            "rm -",
            "|",
            "drop",
            "<",
            "os.",
            "subprocess",
            "powershell",
            "eval(",
            "select",
            "{{",
            "delete",
            "chmod",
            "javascript:",
            "' or",
            "comando",
            "command",
            "nc -e",
            "/etc/",
            "sudo",
        ),
        (
            r"\brm -r?f|\b(?:curl|wget) [^\n|]{0,120}\| ?(?:sh|bash)\b|\bdrop table\b|<script|"
            r"\bos\.system"
            r"|\bsubprocess\.|powershell -e|\beval\(|\bselect [^\n]{1,60}? from [^\n]{1,60}? "
            r"where\b|\{\{[^\n]"
            r"{1,40}\}\}|\bdelete from \w+|/etc/(?:passwd|shadow)|javascript:\w|' or '?1'? ?= "
            r"?'?1|onerror ?="
            r"|\b(?:shell command|comando no terminal)|\bnc -e"
        ),
    ),
)
"""(family, letters of which one has to be there, expression) over folded text."""
