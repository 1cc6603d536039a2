"""What can be done to records: what buttons, the grammar and the tools of models share."""
