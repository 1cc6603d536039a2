"""What happens when a button is pressed: one file for each verb.

`press` looks up all that is needed, raising KeyError or ValueError where it is not there (the
button is stale), and returns what then writes. `ROLE` is the least that may press it, and
`IN_PLACE` tells whether the answer takes the place of the message with the button.
"""
