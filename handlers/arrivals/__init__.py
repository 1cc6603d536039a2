"""What is done about what is not words: edits, reactions, locations, contacts, files.

Each file has `KIND` and `answer(caller, message, store)`, where `message` is as it was stored. It
returns a Reply, or a Spoken where the text of the message is to be acted on as words are.
"""
