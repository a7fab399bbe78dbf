"""Kinds of pictures by their first bytes: those that are read, and those that are only named.

Each is binary, and told by bytes that no text has.
"""

import re

from hinterland.jobs.job import FileKind

PICTURES: tuple[tuple[re.Pattern[bytes], FileKind], ...] = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"GIF8[79]a", FileKind.GIF),
        (rb"RIFF....WEBP", FileKind.WEBP),
        (rb"BM.{8}.{4}[\x0c-\x80]\x00\x00\x00", FileKind.BMP),
        (rb"\x00\x00\x00\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51", FileKind.JPEG_2000),
        (rb"\x00\x00..ftyp(avif|avis|mif1.{0,40}avif)", FileKind.AVIF),
        (rb"\x00\x00..ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", FileKind.HEIC),
    )
)

_NAMED: tuple[tuple[bytes, str], ...] = (
    (rb".\x00[\x02\x03\x0a\x0b]\x00{5}.{8}[\x08\x0f\x10\x18\x20][\x00-\x3f]", "a TGA picture"),
    (rb".\x01[\x01\x09].{4}[\x0f\x10\x18\x20].{8}[\x08\x10][\x00-\x3f]", "a TGA picture"),
    (rb"\x0a[\x00\x02-\x05]\x01[\x01\x02\x04\x08].{4}", "a PCX picture"),
    (rb"P[4-6]\s[^\x00]{0,60}\d\s.*[\x00\x80-\xff]", "a PNM picture"),
    (rb"\x00\x00[\x01\x02]\x00[^\x00]\x00", "an icon"),
    (rb"\xd7\xcd\xc6\x9a|\x01\x00\x00\x00.{36} EMF", "a Windows metafile"),
    (rb"AT&TFORM....DJV[UM]", "a DjVu document"),
    (rb"\x97JB2\r\n", "a JBIG2 picture"),
    (rb"\xff\x0a|\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (rb".{128}DICM", "a DICOM picture"),
    (rb"gimp xcf", "a GIMP picture"),
    (rb"8BPS\x00", "a Photoshop picture"),
    (rb"v/1\x01", "an OpenEXR picture"),
    (rb"\x01\xda[\x00\x01][\x01\x02]", "an SGI picture"),
    (rb"DDS \x7c\x00", "a DDS picture"),
    (rb"II(RO|RS|U\x00)|FUJIFILMCCD-RAW|....ftypcrx ", "a camera's raw picture"),
)
OTHER_PICTURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    *(
        (re.compile(pattern, re.DOTALL), f"{name}: save it as PNG or JPEG")
        for pattern, name in _NAMED
    ),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), "a PostScript document: save it as PDF"),
    (re.compile(rb"\x00\x05\x16\x07"), "what macOS keeps beside a file, and no picture"),
)
