"""Gold in a lease: a known record is mixed in when it is taken, and found again when it is shown.

The lease is won by then: should anything fail here, a repeat finds it, and without gold.
"""

from collections.abc import Sequence

from functions.assign.stores import Stores
from hinterland import s3_keys
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import ConflictError, NotFoundError
from hinterland.identifiers import record_id
from hinterland.training.gold import STAGES, ShownGold, chance, fits, ids_after, is_drawn, mixed_in
from hinterland.training.known_answers import KnownRecord, KnownSet
from hinterland.work.documents import InputRecord, ItemInput
from hinterland.work.items import WorkItem


def mix_in(stores: Stores, item: WorkItem) -> None:
    """Give a lease that was just taken its known record, if it was drawn to carry one.

    The operator's input is written first and the note last, so that what is noted is there.
    """
    sets = _drawn(stores, item)
    if not sets or item.lease is None or item.operator is None:
        return
    before = stores.gold.shown_to(item.operator)
    if _in_lease(before, item.lease):  # it was lost and is taken again: its gold is as it was
        return
    shown: ItemInput = stores.work.read_json(s3_keys.item_input(item.job, item.id))
    found = _choose(stores, sets, before, shown["records"], item.lease)
    if found is None:
        return
    document, known = found
    record = _placed(stores, item.job, known, sets[0].salt)
    place = chance(sets[0].salt, "place", item.lease)
    mixed = {**shown, "records": mixed_in(shown["records"], known, record, place)}
    stores.work.write_json(s3_keys.lease_input(item.job, item.id, item.lease), mixed)
    try:
        stores.gold.note(ShownGold(item.operator, known.name, document, item.lease, record))
    except ConflictError:
        return  # another lease of theirs got it at this very moment


def carried(stores: Stores, item: WorkItem) -> ShownGold | None:
    """Return the known record that the lease on an item carries; most carry none."""
    if not _drawn(stores, item) or item.lease is None or item.operator is None:
        return None
    return _in_lease(stores.gold.shown_to(item.operator), item.lease)


def _drawn(stores: Stores, item: WorkItem) -> list[KnownSet]:
    """Return the sets of which the lease on an item carries a record; none for most."""
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    share = work_type.quality.gold
    if not share or item.lease is None or item.stage not in STAGES:
        return []
    if not _is_as_now(stores, work_type):
        return []  # the office gave the answers for the fields as they are now
    sets = [
        each
        for each in stores.known_answers.sets()
        if each.training is None and each.work_type == item.work_type
    ]
    return sets if sets and is_drawn(sets[0].salt, item.lease, share) else []


def _is_as_now(stores: Stores, work_type: WorkType) -> bool:
    try:
        return stores.catalogue.work_type(work_type.id).fields == work_type.fields
    except NotFoundError:  # retired, and so are its known answers
        return False


def _choose(
    stores: Stores,
    sets: Sequence[KnownSet],
    before: Sequence[ShownGold],
    others: Sequence[InputRecord],
    lease: str,
) -> tuple[str, KnownRecord] | None:
    """Return one that was not shown before and fits, with where its answer lies; None if none."""
    seen = {each.known for each in before}
    found = [
        (each.document, known)
        for each in sets
        for known in stores.known_answers.records(each.document)
        if known.name not in seen and fits(known, others)
    ]
    salt = sets[0].salt
    return min(found, key=lambda pair: chance(salt, lease, pair[1].name), default=None)


def _in_lease(shown: Sequence[ShownGold], lease: str) -> ShownGold | None:
    return next((each for each in shown if each.lease == lease), None)


def _placed(stores: Stores, job: str, known: KnownRecord, salt: str) -> str:
    """Return the id for a known record in a job; its picture is where such an id's would be."""
    ids = [
        record_id(number) for number in ids_after(stores.jobs.get(job).records, salt, known.name)
    ]
    if known.picture is None:
        return ids[0]
    body = stores.work.read(known.picture.key)
    free = (each for each in ids if _is_free(stores, s3_keys.image(job, each), len(body)))
    record = next(free, ids[-1])
    stores.work.write(s3_keys.image(job, record), body, known.picture.content_type)
    return record


def _is_free(stores: Stores, key: str, size: int) -> bool:
    """Say whether nothing lies at a key, or only this same picture from an earlier lease."""
    try:
        return stores.work.head(key).size == size
    except NotFoundError:
        return True
