"""Meta's Cloud API: its calls, its webhook, and what of both is ours."""
