"""What is run beside us: each a program of its own, in an environment of its own.

They are started by their files, so they import nothing from the rest of this repository. Those
with a webhook take a port as their argument and the settings of ours from the environment.
"""
