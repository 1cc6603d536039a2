"""What happens when a button is pressed: one file for each verb.

`press` looks up all that is needed, raising KeyError or ValueError where it is not there (the
button is stale), and returns what then writes.
"""
