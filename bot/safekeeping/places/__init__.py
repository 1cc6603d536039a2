"""Places: where copies of backups go; the scheme of `SPARKONE_BACKUP_TO` names the file."""
