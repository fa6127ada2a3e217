import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.knowledge import Topic, topics
from bot.understanding.message import read_message
from bot.understanding.tables import rows
from tests.understanding_report import messages, offered, right

_MEANINGS = {
    "register": """
        Permisi, apakah masih bisa bergabung sebagai relawan untuk daerah Hulu Sungai Tengah?
        min sy mw dftar, nama siti umur 24 dr bjb
        ulun urang Kandangan handak umpat jua jadi relawan
        kulo bade dados relawan saged mboten?
        Assalamualaikum, mau daftar relawan
        Tolong daftarkan 5 anggota Tagana kami dari HSU, datanya saya kirim menyusul
        """,
    "profile": """
        kak no hp ku udah ganti, tolong diupdate ya
        Mohon maaf, nama yang saya isi kemarin keliru
        ulun handak maganti ngaran
        """,
    "schedule": """
        kumpul dmn bsk min
        Selamat pagi kak, mau tanya, baksos di Martapura itu hari apa ya?
        besok jadi ga kak
        isuk kita bakumpul jam barapa pang
        acarane sesuk jam pinten nggih
        acaranya batal apa jadi?
        """,
    "rsvp_yes": """
        siap kak, besok saya datang
        tidak masalah, saya datang
        KSB Sungai Tabuk hadir 12 orang, siap bantu dapur umum
        """,
    "rsvp_no": """
        sy absen dl ya min
        kada kawa ai ulun isuk, ada gawian
        izin tidak ikut kegiatan hari ini karena sakit
        """,
    "human": """
        minta no wa admin dong kak
        cp panitia siapa ya
        Saya perlu bicara langsung dengan koordinator kabupaten
        """,
    "stop": """
        Saya keberatan menerima pesan ini, mohon dihentikan
        berhentiin dong pesannya
        """,
    "resume": """
        aktifkan kembali pesannya
        tidak jadi berhenti
        tolong kirimi saya info lagi ya
        """,
    "my_data": """
        data apa aja sih yang kamu punya soal aku?
        Data apa saja tentang saya yang tersimpan? Saya ingin menariknya kembali.
        kayapa malihat data ulun
        """,
    "erase": """
        lupakan saya, hapus semuanya
        cabut persetujuan saya dan hapus data saya
        """,
    "language": """
        can we use English?
        kawa bahasa banjar lah kita?
        """,
    "greeting": """
        hai relawan
        Assalamu'alaikum, apa habar buhan pian?
        met malem min
        """,
    "thanks": """
        makasiiih kak
        siap kak terima kasih infonya
        suwun yo
        """,
    "complaint": """
        dari kemarin chat ga ada yang jawab
        Saya kecewa karena acara kemarin tidak sesuai jadwal
        bot kok eror mulu
        """,
    "help": """
        bot ini buat apa?
        saya mau bertanya
        gimana cara makenya
        """,
    "count": """
        berapa total pendaftar sampai hari ini
        yg konfirmasi hadir udah brp org
        barapa relawan di Tabalong wahini?
        """,
    "faq:ipspi-apa": "organisasi ipspi gawiannya napa",
    "faq:ipspi-berdiri": "ipspi dibentuk kapan dan di mana",
    "faq:psks": "12 pilar psks itu apa aja",
    "faq:tagana": "Halo kak, tagana itu ngapain sih",
    "faq:psm": "pekerja sosial masyarakat maksudnya apa",
    "faq:pkh": "pkh tu apa",
    "faq:sembako-bpnt": "bantuan sembako perbulan berapa ya kak",
    "faq:dtks-dtsen": "dtks skrg ganti apa ya? dtsen?",
    "faq:cek-bansos": "Kayapa caranya mancek bansos pakai KTP?",
    "faq:darurat": "kalau ada banjir telpon siapa",
    "faq:data-disimpan": "data saya dipakai buat apa sih",
    "faq:relawan-imbalan": "jadi relawan dibayar nggak sih?",
}
_OUTSIDE = """
    harga emas hari ini berapa?
    pinjam 100rb dulu dong seratus
    besok hujan ga di banjarmasin?
    persib lawan persija jam berapa
    PKH itu partai apa?
    harga tagana card
    saya mau berhenti merokok
    cara hapus akun instagram
    kalau hujan saya ga ikut
    saya tidak mau daftar
    ya
    👍
    """


_STOPS = """
    STOP
    berhenti
    stop ya min
    unsubscribe
    tolong berhenti kirim pesan
    jangan kirim pesan lagi
    saya mau berhenti menerima pesan
    matikan pesan ini
    keluarkan saya dari daftar siaran
    saya ingin berhenti berlangganan
    ga usah kirim2 lagi
    ampih mangirim pasan
    """
_ERASES = """
    hapus data
    hapus data saya
    tolong hapus semua data saya
    saya minta data saya dihapus
    delete my data
    erase my data
    hapus akun saya
    hps data sy
    data ulun hapus haja
    hilangkan data saya dari sini
    hapus nomor saya dari sistem
    mohon hapus seluruh data pribadi saya
    """
_NEITHER = """
    kapan hujan berhenti
    bus berhenti di mana
    berhenti kerja
    pkh saya berhenti
    mau berhenti dari tagana
    jangan berhenti kirim pesan
    saya tidak mau berhenti
    kalau berhenti apa masih dapat sertifikat
    cara berhenti gimana
    data saya jangan dihapus
    apakah data saya bisa dihapus
    hapus data di excel
    hapus foto
    """


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("text", "label"), [(text, label) for label, table in _MEANINGS.items() for text in _lines(table)]
)
def test_messages_in_every_register_are_understood(text: str, label: str) -> None:
    assert read_message(text).label == label


@pytest.mark.parametrize("text", ["", *_lines(_OUTSIDE)])
def test_what_is_not_ours_is_not_understood(text: str) -> None:
    assert read_message(text).label == "none"


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.id)
def test_each_question_of_a_topic_finds_it(topic: Topic) -> None:
    for asked in (topic.question, *topic.asked):
        assert read_message(asked).label == f"faq:{topic.id}", asked


def test_what_is_told_from_one_word_only_offers_the_nearest_topics() -> None:
    meaning = read_message("IPSPI kenapa begitu rumit sekali perjalanannya")
    assert meaning.label == "none"
    assert len(meaning.candidates) == 3
    assert {candidate.removeprefix("faq:") for candidate in meaning.candidates} <= set(topics())
    assert all(candidate.startswith("faq:ipspi-") for candidate in meaning.candidates)


@pytest.mark.parametrize("text", _lines(_STOPS))
def test_stop_is_never_missed(text: str) -> None:
    assert read_message(text).label == "stop"


@pytest.mark.parametrize("text", _lines(_ERASES))
def test_erase_is_never_missed(text: str) -> None:
    assert read_message(text).label == "erase"


@pytest.mark.parametrize("text", _lines(_NEITHER))
def test_neither_stop_nor_erase_is_read_into_another_sentence(text: str) -> None:
    assert read_message(text).label not in ("stop", "erase")


def test_messages_of_other_hands_are_understood() -> None:
    read = [(label, read_message(text)) for label, _, text in messages()]
    assert right(read) > 0.95
    assert offered([one for one in read if one[0].startswith("faq:")]) > 0.98
    assert right([one for one in read if one[0] == "none"]) > 0.95


@pytest.mark.parametrize("text", ["sabtu depan jam 8 pagi", "besok pagi", "Pratama", "Lestari", "Hidayat"])
def test_hours_and_names_mean_nothing_by_themselves(text: str) -> None:
    assert read_message(text).label == "none"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("cara hapus data", "faq:hapus-data"),
        ("batas usia daftar", "faq:usia-minimum"),
        ("tanya pengurus dong", "human"),
        ("sekolah rakyat gratis? daftarnya ke siapa", "faq:sekolah-rakyat-masuk"),
        ("jambore terakhir di mana", "faq:jambore-kapan"),
        ("jambore tahun ini kapan", "schedule"),
        ("cara lihat nama saya di bansos", "faq:cek-bansos"),
        ("kalau tidak mau dikirimi pesan lagi bagaimana caranya", "faq:berhenti-langganan"),
    ],
)
def test_neighbours_are_told_apart(text: str, label: str) -> None:
    assert read_message(text).label == label


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_meaning(text: str) -> None:
    meaning = read_message(text)
    labels = {label for label, _ in rows("intents.tsv")} | {f"faq:{topic}" for topic in topics()}
    assert meaning.label in labels
    assert 0.0 <= meaning.score <= 1.0
