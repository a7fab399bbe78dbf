"""The kinds of field there are, each with all that is its own.

A new kind is a module in `kinds`, a name in `FieldKind`, and a line here; on the page a module in
`web/keying/kinds`, and a line in its registry.
"""

from collections.abc import Mapping

from hinterland.fields.field import FieldKind
from hinterland.fields.kinds.boolean import Boolean
from hinterland.fields.kinds.choice import Choice
from hinterland.fields.kinds.date import Date
from hinterland.fields.kinds.decimal import DecimalNumber
from hinterland.fields.kinds.gstin import Gstin
from hinterland.fields.kinds.ifsc import Ifsc
from hinterland.fields.kinds.integer import Integer
from hinterland.fields.kinds.kind import Kind
from hinterland.fields.kinds.pan import Pan
from hinterland.fields.kinds.pin import Pin
from hinterland.fields.kinds.text import Text

KINDS: Mapping[FieldKind, Kind] = {
    FieldKind.TEXT: Text(),
    FieldKind.DATE: Date(),
    FieldKind.DECIMAL: DecimalNumber(),
    FieldKind.INTEGER: Integer(),
    FieldKind.CHOICE: Choice(),
    FieldKind.BOOLEAN: Boolean(),
    FieldKind.GSTIN: Gstin(),
    FieldKind.PAN: Pan(),
    FieldKind.IFSC: Ifsc(),
    FieldKind.PIN: Pin(),
}
