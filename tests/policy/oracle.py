"""The rules once more, written apart from the code that they judge: prose turned into ifs.

From the architecture: reading is automatic. Writing what is one's own is automatic in a turn that
has read nothing of third parties. What leaves the house is automatic only when nothing was read
of third parties and every argument is the owner's own word. What cannot be undone is never done
without a card. Whatever a card asked is done when the person pressed it.
"""

from engine.policy import Effect, Verdict


def allowed(effect: Effect, *, tainted: bool, owners: bool, confirmed: bool) -> Verdict:
    """Return what must become of a call."""
    if effect is Effect.READ:
        return Verdict.RUN
    if confirmed:
        return Verdict.RUN
    if effect is Effect.WRITE:
        return Verdict.ASK if tainted else Verdict.RUN
    if effect is Effect.EGRESS:
        return Verdict.RUN if owners and not tainted else Verdict.ASK
    if effect is Effect.DESTRUCTIVE:
        return Verdict.ASK
    return Verdict.REFUSE
