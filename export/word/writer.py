"""The Word writer: blocks in, a finished .docx file out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn

from export.atomic import write_atomically
from export.blocks import Block, Face, Grid, Heading, all_texts, block_texts, paragraphs_of
from export.plaintext import refuse_unwritable
from export.word.flow import WordFlow
from export.word.fonts import FONT_NAMES
from export.word.styles import install
from model.longwork import UNWATCHED, Work

_SET = 0.8
"""The share of the work that is done when all blocks are set."""
_PROGRAM = "绩效自评"
_APP_PROPERTIES = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{_PROGRAM}</Application></Properties>"
)


@dataclass(frozen=True, slots=True)
class DocxReport:
    """What was made: paragraphs of text, tables, and the fonts that the reader's machine should have."""

    paragraphs: int
    tables: int
    fonts: tuple[str, ...]


def render_docx(
    blocks: Sequence[Block],
    *,
    title: str = "",
    author: str = "",
    subject: str = "",
    work: Work = UNWATCHED,
) -> tuple[bytes, DocxReport]:
    """The document as bytes; raises ExportError for a text that Word cannot hold."""
    _refuse_unwritable(blocks, (title, author, subject))
    document = docx.Document()
    install(document)
    _describe(document, title, author, subject)
    body = document.element.body
    for child in list(body):
        body.remove(child)
    flow = WordFlow(document)
    last_section = flow.run(blocks, work, _SET)
    body.extend((*flow.elements, last_section))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue(), _report(document)


def write_docx(
    blocks: Sequence[Block],
    target: Path,
    *,
    title: str = "",
    author: str = "",
    subject: str = "",
    work: Work = UNWATCHED,
) -> DocxReport:
    """Write the document to `target`, whole or not at all; ExportError says in Chinese why it could not be."""
    data, report = render_docx(blocks, title=title, author=author, subject=subject, work=work)
    write_atomically(target, data, work)
    return report


def _refuse_unwritable(blocks: Sequence[Block], described: Sequence[str]) -> None:
    place = next(all_texts(blocks), "文档").strip()[:20]
    for text in described:
        refuse_unwritable(text, "文档属性")
    for block in blocks:
        place = _place(block) or place
        for text in block_texts(block):
            refuse_unwritable(text, place)


def _place(block: Block) -> str:
    """What the clerk would call the part of the document that begins here; empty where none does."""
    name = ""
    if isinstance(block, Heading):
        name = block.text
    elif isinstance(block, Grid):
        name = block.caption or block.bookmark
    return "".join(character for character in "".join(paragraphs_of(name)) if character.isprintable())


def _describe(document: Document, title: str, author: str, subject: str) -> None:
    """Title, department and subject; no name of a user or of a program's author."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject = title[:255], author[:255], subject[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.keywords = ""
    properties.language = "zh-CN"
    now = datetime.now(UTC)
    properties.created, properties.modified = now, now
    for relation in document.part.package.rels.values():
        part = relation.target_part
        if relation.reltype.endswith("/extended-properties") and isinstance(part, Part):
            part._blob = _APP_PROPERTIES.encode()


def _report(document: Document) -> DocxReport:
    body = document.element.body
    texts = sum(any(True for _ in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))
    used = {fonts.get(qn("w:eastAsia")) for fonts in body.iter(qn("w:rFonts"))}
    names = tuple(FONT_NAMES[face] for face in Face if FONT_NAMES[face] in used)
    return DocxReport(texts, sum(1 for _ in body.iter(qn("w:tbl"))), names)
