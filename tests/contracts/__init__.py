"""One suite for every database: what SQLite and PostgreSQL both promise."""
