"""What is printed can be archived: PDF/A-1b, as an independent validator judges it where one is installed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from PIL import Image, ImageCms

from export.annexes import annex1_blocks
from export.blocks import Block, Heading, Paragraph, Section
from export.packet import packet_blocks
from export.pdf.srgb import srgb_profile
from export.pdf.writer import FontOptions, render_pdf
from export.service import audit_report_job
from tests.sample import sample_book

EMBEDDED = FontOptions(prefer_system=False)
JARS = Path("/usr/share/java")
CLASS_PATH = [
    JARS / name
    for name in (
        "preflight.jar", "pdfbox2.jar", "xmpbox.jar", "fontbox2.jar", "commons-logging.jar", "commons-io.jar",
        "javax.activation.jar", "jaxb-api.jar",
    )
]  # fmt: skip
needs_preflight = pytest.mark.skipif(
    shutil.which("java") is None or not all(jar.exists() for jar in CLASS_PATH),
    reason="Apache PDFBox Preflight (Debian: libpdfbox2-java libactivation-java libjaxb-api-java, a JRE) is not installed",
)
XML_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


def made(blocks: list[Block], **words: str) -> bytes:
    return render_pdf(blocks, fonts=EMBEDDED, **words)[0]


def verdict(data: bytes, folder: Path) -> str:
    """What Preflight says of a file."""
    path = folder / "x.pdf"
    path.write_bytes(data)
    command = [
        "java",
        "-cp",
        ":".join(map(str, CLASS_PATH)),
        "org.apache.pdfbox.preflight.Validator_A1b",
        str(path),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).stdout


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "packet": lambda: made(
        packet_blocks(sample_book()), title="自评报告 <2022> & 附件", author="某某局", subject="绩效自评"
    ),
    "audit report": lambda: audit_report_job(sample_book(), EMBEDDED).render()[0],
    "nothing stated": lambda: made([Section(), Heading("标题", 0), Paragraph("无")]),
    "rare and missing": lambda: made([Section(), Paragraph("𬱖䶮㛃𠅤 \ua015 \ue000 Ωß ①㎡")], title="䶮𬱖"),
    "on its side": lambda: made(
        [Section(landscape=True, paper="A3", kind="form"), *annex1_blocks(sample_book())]
    ),
    "nothing": lambda: made([]),
}


@needs_preflight
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_validator_calls_it_pdf_a_1b(name: str, tmp_path: Path) -> None:
    assert "is a valid PDF/A-1b file" in verdict(DOCUMENTS[name](), tmp_path)


@needs_preflight
def test_the_validator_tells_a_file_that_is_not(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(DOCUMENTS["nothing stated"]())) as pdf:
        del pdf.Root.OutputIntents
        target = io.BytesIO()
        pdf.save(target)
    assert "is not a valid PDF/A-1b file" in verdict(target.getvalue(), tmp_path)


def test_properties_are_stated_twice_and_alike() -> None:
    data = made([Paragraph("甲")], title="自评 <报告> & 附件", author="某某局", subject="绩效")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        tree = etree.fromstring(pdf.Root.Metadata.read_bytes())

    def stated(path: str) -> str:
        (found,) = tree.xpath(path, namespaces=XML_NAMES)
        return "".join(found.itertext()).strip()

    assert stated("//dc:title") == info["/Title"] == "自评 <报告> & 附件"
    assert stated("//dc:creator") == info["/Author"]
    assert stated("//dc:description") == info["/Subject"]
    assert stated("//xmp:CreatorTool") == info["/Creator"]
    assert (stated("//pdfaid:part"), stated("//pdfaid:conformance")) == ("1", "B")


def test_a_property_with_what_xml_cannot_hold_is_stated_without_it() -> None:
    with pikepdf.open(io.BytesIO(made([Paragraph("甲")], title="甲\x01乙\ud800丙"))) as pdf:
        assert "甲乙丙" in "".join(etree.fromstring(pdf.Root.Metadata.read_bytes()).itertext())


def test_the_file_is_strict_and_nothing_is_hidden_in_object_streams() -> None:
    data = made([Paragraph("甲乙丙" * 50)])
    assert data.startswith(b"%PDF-1.4")
    assert len(re.findall(rb"\nendstream", data)) == data.count(b"endstream")
    assert b"/ObjStm" not in data
    assert b"/SMask" not in data


def test_the_same_blocks_give_the_same_bytes() -> None:
    first, second = (render_pdf([Paragraph("甲")], fonts=EMBEDDED, invariant=True)[0] for _ in range(2))
    assert first == second


def test_the_profile_means_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    colours = Image.new("RGB", (216, 1))
    colours.putdata(
        [(r, g, b) for r in range(0, 256, 51) for g in range(0, 256, 51) for b in range(0, 256, 51)]
    )
    turned = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert max(abs(one - other) for one, other in zip(colours.tobytes(), turned.tobytes(), strict=True)) <= 1
