"""A finished PDF made fit for archives (PDF/A-1b): colours defined, properties stated as XMP, the file's syntax strict.

reportlab embeds the fonts and draws nothing transparent; what it does not write is added here.
"""

from __future__ import annotations

import io
from html import escape

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from export.pdf.srgb import srgb_profile

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{descriptions}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_SCHEMAS = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


def archival(data: bytes) -> bytes:
    """The same pages as PDF/A-1b; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        profile = pdf.make_stream(srgb_profile(), N=3)
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier=pikepdf.String("sRGB IEC61966-2.1"),
            Info=pikepdf.String("sRGB IEC61966-2.1"),
            DestOutputProfile=profile,
        )
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
        for key in [key for key, value in pdf.docinfo.items() if not str(value)]:
            del pdf.docinfo[key]
        metadata = pdf.make_stream(_xmp(pdf.docinfo).encode("utf-8"))
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = metadata
        target = io.BytesIO()
        pdf.save(
            target,
            force_version="1.4",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            fix_metadata_version=False,  # it would read and write the XMP anew, with lxml
        )
        return target.getvalue()


def _xmp(info: pikepdf.Dictionary) -> str:
    """The document's properties once more, as archives read them; they must say the same."""

    def stated(key: str) -> str:
        return escape(str(info.get(key, "")), quote=False)

    made = decode_pdf_date(str(info.CreationDate)).isoformat()
    fields = {
        "pdfaid": {"part": "1", "conformance": "B"},
        "dc": {
            "title": _either(stated("/Title"), "Alt", ' xml:lang="x-default"'),
            "creator": _either(stated("/Author"), "Seq"),
            "description": _either(stated("/Subject"), "Alt", ' xml:lang="x-default"'),
        },
        "xmp": {"CreatorTool": stated("/Creator"), "CreateDate": made, "ModifyDate": made},
        "pdf": {"Producer": stated("/Producer")},
    }
    return _XMP.format(descriptions="\n".join(_description(name, told) for name, told in fields.items()))


def _either(value: str, kind: str, language: str = "") -> str:
    """A value as the list that its property must be; nothing for no value."""
    return f"<rdf:{kind}><rdf:li{language}>{value}</rdf:li></rdf:{kind}>" if value else ""


def _description(schema: str, fields: dict[str, str]) -> str:
    inner = "".join(f"<{schema}:{name}>{value}</{schema}:{name}>" for name, value in fields.items() if value)
    return f'<rdf:Description rdf:about="" xmlns:{schema}="{_SCHEMAS[schema]}">{inner}</rdf:Description>'
