"""The contentions of a map: what its argument is about in the end."""

from __future__ import annotations

from argmap.semantics.labels import Labels


def contentions(labels: Labels) -> tuple[str, ...]:
    """The claims that are argued for or against and are themselves no premise, in file order.

    When every argued claim is also a premise (the map argues in circles), all argued claims are contentions.
    """
    reasons = [reason for address, reason in labels.index.reasons.items() if labels.takes_part(address)]
    premises = {premise for reason in reasons for premise in reason.premises}
    targets = {reason.target for reason in reasons}
    argued = [claim_id for claim_id in labels.index.claims if claim_id in targets]
    return tuple(claim_id for claim_id in argued if claim_id not in premises) or tuple(argued)
