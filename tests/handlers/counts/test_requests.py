"""What is asked for after `/jumlah`."""

from dataclasses import replace

import pytest

from bot.messages import CHOICE_ID_BYTES
from bot.understanding.counts import MEASURES, SINCE
from bot.understanding.pillars import pillars
from handlers.counts.requests import Request, read_reference, read_request, reference
from storage.events import Event


def event(id_: int, title: str, region: str = "63") -> Event:
    return Event(
        id=id_, title=title, starts_at=0, zone="Asia/Makassar", place="Posko", region=region, capacity=0, quota_by="",
        taken=0, version=1, cancelled=False, made_by=0,
    )  # fmt: skip


JAMBOREE, DRILL, FAR = event(1, "Jambore Relawan"), event(2, "Apel Tagana Banjarmasin"), event(3, "Lomba Masak", "35")
EVENTS = [JAMBOREE, DRILL, FAR]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Request()),
        ("berapa jumlah relawan yang terdaftar", Request()),
        ("berapa jumlah relawan yang terdaftar hari ini", Request(since="today")),
        ("banjarmasin", Request(codes=("63.71",))),
        ("relawan di bjm", Request(codes=("63.71",))),
        ("kalsel", Request(codes=("63",))),
        ("hulu sungai", Request(codes=("63.06", "63.07", "63.08"))),
        ("surabaya", Request(outside="35.78")),
        ("tagana", Request(pillar="tagana")),
        ("relawan umum", Request(pillar="umum")),
        ("berapa psm di banjarbaru", Request(codes=("63.72",), pillar="psm")),
        ("tagana banjarmasin", Request(codes=("63.71",), pillar="tagana")),
        ("per pilar", Request(by="pillar")),
        ("per kab/kota", Request(by="region")),
        ("per pilar di banjarmasin", Request(by="pillar", codes=("63.71",))),
        ("jambore", Request(events=(JAMBOREE,))),
        ("yang ikut jambore berapa", Request(events=(JAMBOREE,), measure="confirmed")),
        ("apel tagana", Request(events=(DRILL,))),
        ("brp tagana yg ikut jambore", Request(events=(JAMBOREE,), pillar="tagana", measure="confirmed")),
        ("yang hadir jambore dari banjarbaru", Request(events=(JAMBOREE,), codes=("63.72",), measure="attended")),
        ("lomba masak", Request(outside="35")),
        ("qwerty", Request(lost=True)),
        ("brp tagana bjm yg udh hadir", Request(codes=("63.71",), pillar="tagana", measure="attended")),
        ("per kabupaten minggu ini", Request(by="region", since="this_week")),
        ("konfirmasi per provinsi", Request(by="province", measure="confirmed")),
        ("per kegiatan", Request(by="event")),
        ("yang hadir lomba masak", Request(outside="35", measure="attended")),
    ],
)
def test_what_is_asked_for_is_understood(text: str, expected: Request) -> None:
    assert read_request(text, ["63"], EVENTS) == expected


def test_the_same_name_means_the_place_in_the_scope() -> None:
    assert read_request("banjar", ["63"], []).codes == ("63.03",)
    assert set(read_request("banjar", [""], []).codes) == {"63.03", "32.79"}
    assert read_request("banjarmasin", ["63.72"], []).outside == "63.71"


def test_a_request_comes_back_from_a_buttons_reference() -> None:
    for measure in MEASURES:
        for since in ("", *SINCE):
            for by in ("", "region", "province", "pillar", "day", "event"):
                asked = Request(by, ("63.03", "32.79"), pillar="psm", measure=measure, since=since)
                found = read_reference(reference(asked, "63.03").split(":"))
                assert read_reference(reference(asked, "").split(":")) == replace(asked, codes=())
                assert found == Request(by, ("63.03",), pillar="psm", measure=measure, since=since)


def test_every_reference_fits_a_button() -> None:
    for pillar in pillars():
        for measure in MEASURES:
            named = (event(10**6, "Jambore"),)
            asked = Request("province", pillar=pillar, measure=measure, since=SINCE[-1], events=named)
            assert len(f"count:at:{reference(asked, '63.03')}") <= CHOICE_ID_BYTES
