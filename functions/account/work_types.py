"""How work types look to the operator's page: what it needs to draw the form."""

from dataclasses import astuple

from hinterland.api import work_types as api
from hinterland.catalogue.work_type import WorkType
from hinterland.fields.field import Field


def work_type_document(work_type: WorkType) -> api.WorkType:
    """Return what the page needs to draw the form."""
    return {
        "work_type": work_type.id,
        "version": work_type.version,
        "title": dict(work_type.title),
        "input": work_type.input,
        "fields": [_field(field) for field in work_type.fields],
        "instructions": dict(work_type.instructions),
        "lease_minutes": work_type.lease_minutes,
        "pay_per_record": str(work_type.pay_per_record),
        "pay_per_kept_record": str(work_type.pay_per_kept_record),
        "languages": sorted(work_type.languages),
    }


def _field(field: Field) -> api.Field:
    return {
        "name": field.name,
        "kind": field.kind,
        "label": dict(field.label),
        "match": field.match,
        "required": field.required,
        "format": field.format,
        "century": field.century,
        "places": field.places,
        "choices": list(field.choices),
        "pattern": field.pattern,
        "pattern_hint": dict(field.pattern_hint) if field.pattern_hint else None,
        "min": None if field.min is None else str(field.min),
        "max": None if field.max is None else str(field.max),
        "zone": None if field.zone is None else [float(edge) for edge in astuple(field.zone)],
    }
