import re
from datetime import date

import pytest

from bot.messages import TEXT_WITH_CHOICES
from bot.understanding.knowledge import Topic, read_topic, topics

_FIRST = {
    *("ipspi-apa", "ipspi-berdiri", "psks", "tagana", "psm", "pkh", "sembako-bpnt", "dtks-dtsen"),
    *("cek-bansos", "darurat", "data-disimpan", "relawan-imbalan"),
}
_SOURCE_LINE = "\n\nSumber: . Diperiksa 23 September 2026."
_ADDRESS = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:id|com|org|net|info|xyz|me|ly)\b")
_CONFIDENCE = re.compile(r"(?:S-|S|K|T)(?: (?:S-|S|K|T))*")

_WELL_FORMED = """---
id: contoh
question: Apa itu contoh?
asked:
- contoh itu apa: jelaskan
sources:
- UU 1/2000
checked_on: 2026-11-23
confidence: S T
related:
owner: Pengurus Relawan
---
Ini **contoh**.

Dua alinea.
"""

each_topic = pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.id)


def test_the_first_topics_are_there() -> None:
    assert set(topics()) >= _FIRST


@each_topic
def test_a_topic_is_asked_in_many_ways(topic: Topic) -> None:
    assert len({asked.casefold() for asked in topic.asked}) >= 15
    assert len(topic.asked) == len(set(topic.asked))


@each_topic
def test_an_answer_with_its_sources_fits_beside_buttons(topic: Topic) -> None:
    assert len(topic.answer + _SOURCE_LINE + "; ".join(topic.sources)) <= TEXT_WITH_CHOICES


@each_topic
def test_an_answer_names_sources_a_day_and_an_owner(topic: Topic) -> None:
    assert topic.sources
    assert all(topic.sources)
    assert topic.checked_on >= date(2026, 11, 1)
    assert topic.owner
    assert _CONFIDENCE.fullmatch(topic.confidence)


@each_topic
def test_related_topics_exist_and_are_others(topic: Topic) -> None:
    assert set(topic.related) <= set(topics()) - {topic.id}


@each_topic
def test_addresses_are_the_governments(topic: Topic) -> None:
    written = "\n".join((topic.answer, *topic.sources))
    addresses = {found for found in _ADDRESS.findall(written) if not f".{found}".endswith(".go.id")}
    # IPSPI is no government: its own pages may be named where somebody asks how to reach it.
    assert addresses <= ({"ipspi.org", "ipspi.id"} if topic.id == "ipspi-kontak" else set())
    assert "http:" not in written


@each_topic
def test_an_answer_speaks_kindly_and_marks_bold_in_pairs(topic: Topic) -> None:
    assert not re.search(r"\bAnda\b", topic.answer)
    assert topic.answer.count("**") % 2 == 0


def test_what_is_stored_is_told_with_the_way_out() -> None:
    answer = topics()["data-disimpan"].answer
    for said in ("nama", "kabupaten/kota", "pilar", "nomor telepon", "Telegram", "hadir", "persetujuan", "NIK", "OTP"):
        assert said in answer
    for command in ("/dataku", "/hapusdata", "/berhenti"):
        assert command in answer


def test_a_file_becomes_a_topic() -> None:
    topic = read_topic("contoh.md", _WELL_FORMED)
    assert topic.asked == ("contoh itu apa: jelaskan",)
    assert topic.related == ()
    assert topic.checked_on == date(2026, 11, 23)
    assert topic.answer == "Ini **contoh**.\n\nDua alinea."


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("id: contoh", "id: lain", "not the file's name"),
        ("question: Apa itu contoh?\n", "", "missing question"),
        ("sources:\n- UU 1/2000\n", "", "missing sources"),
        ("owner: Pengurus Relawan", "pemilik: Pengurus", "line 11: cannot read"),
        ("- UU 1/2000", "UU 1/2000", "line 7: cannot read"),
        ("2026-11-23", "23 November", "checked_on must be a date"),
        ("Ini **contoh**.\n\nDua alinea.\n", "\n", "no answer"),
        ("owner: Pengurus Relawan\n---\n", "owner: Pengurus Relawan\n", "between two lines"),
        ("---\nid", "id", "between two lines"),
    ],
)
def test_a_malformed_file_is_named_with_what_is_wrong(old: str, new: str, complaint: str) -> None:
    assert old in _WELL_FORMED
    with pytest.raises(ValueError, match=re.escape(complaint)) as raised:
        read_topic("contoh.md", _WELL_FORMED.replace(old, new, 1))
    assert str(raised.value).startswith("contoh.md")
