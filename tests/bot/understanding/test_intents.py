import pytest

from bot.understanding.intents import certain_intent, is_question, rules_out

_CERTAIN = {
    "stop": """
        STOP
        Berhenti
        stop dong kak
        unsubscribe
        stpo
        brehnti
        jangan kirim pesan lagi ya
        ga usah chat saya lagi
        Mohon berhenti mengirimkan informasi kepada saya
        Saya tidak ingin lagi menerima siaran dari bot ini
        Mohon nomor saya dikeluarkan dari daftar penerima pesan siaran.
        kada usah mangirimi pasan lagi
        males, stop kirim pesan terus
        """,
    "leave": """
        berhenti jadi relawan
        saya mau keluar dari relawan
        """,
    "erase": """
        hapus data
        HAPUS DATA SAYA
        hps data sy
        tolong hapusin data aku ya kak
        hapus akun saya
        Saya meminta seluruh data pribadi saya dihapus sesuai UU PDP.
        tolong hapusin nama sama nomorku dari sistem ya kak
        musnahkan data saya
        handak mahapus data ulun
        tolong hapus nama saya dari daftar relawan
        stop, hapus semua data saya
        """,
    "rsvp_yes": """
        hadir
        siap hadir kak
        aku ikut ya
        Insya Allah saya hadir, berdua dengan istri
        ulun umpat isuk, insya Allah
        Nggih mas, kulo saged teka
        PSM ikut 4 orang besok
        """,
    "rsvp_no": """
        tidak hadir
        batal ikut kak
        kak maaf banget aku ga jadi ikut besok, anak sakit
        Mohon maaf, saya membatalkan kehadiran karena ada keperluan keluarga.
        Maaf ulun kada jadi umpat, kada kawa datang
        Ngapunten, kulo mboten saged rawuh sesuk
        belum bisa hadir kali ini
        """,
    "human": """
        mau ngomong sama orang aja dong, bukan bot
        Mohon dihubungkan dengan petugas
        bisa bicara dengan pengurus?
        ulun handak bapandir lawan petugas
        tolong, ada lansia terlantar di depan rumah saya
        """,
}
_UNCERTAIN = """
    saya mau berhenti merokok
    tidak jadi berhenti
    jangan berhenti kirim pesan
    cara berhenti gimana?
    berganti
    stok
    jangan hapus data saya
    saya tidak mau data saya dihapus
    apakah data saya bisa dihapus?
    hapus virus di hp
    hapus pesan
    boleh ikut?
    besok hadir jam berapa
    kalau hujan saya ga ikut
    mungkin saya ikut
    belum pasti ikut
    aku gak bisa gak ikut
    tidak jadi batal
    saya hadir, istri saya tidak ikut
    ikut jadi relawan
    siapa yang tidak hadir
    sudah jauh-jauh datang, acaranya batal, kecewa
    terima kasih
    🙏
    """


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("text", "intent"), [(text, intent) for intent, table in _CERTAIN.items() for text in _lines(table)]
)
def test_plain_words_are_understood_beyond_doubt(text: str, intent: str) -> None:
    assert certain_intent(text) == intent


@pytest.mark.parametrize("text", ["", *_lines(_UNCERTAIN)])
def test_what_may_mean_something_else_is_not_certain(text: str) -> None:
    assert certain_intent(text) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("jangan hapus data saya", "erase"),
        ("saya tidak mau data saya dihapus", "erase"),
        ("tidak jadi berhenti", "stop"),
        ("saya tidak mau daftar", "register"),
        ("boleh ikut?", "rsvp_yes"),
        ("kalau sempat saya hadir", "rsvp_yes"),
        ("saya tidak hadir", "rsvp_yes"),
        ("acara saya batal", "rsvp_yes"),
        ("saya hadir", "rsvp_no"),
        ("tidak jadi batal", "rsvp_no"),
        ("aku gak bisa gak ikut", "rsvp_no"),
        ("cara hapus data saya gimana", "erase"),
        ("bagaimana cara berhenti", "stop"),
        ("jangan kirimi saya pesan lagi", "resume"),
        ("lihat saya dapat bansos atau tidak", "my_data"),
        ("data saya disimpan di mana", "my_data"),
        ("sabtu depan jam 8 pagi", "greeting"),
    ],
)
def test_an_intent_that_the_words_contradict_is_ruled_out(text: str, intent: str) -> None:
    assert rules_out(text, intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("jangan simpan data saya lagi, hapus", "erase"),
        ("jangan kirim pesan", "stop"),
        ("belum daftar, mau daftar", "register"),
        ("tidak masalah, saya datang", "rsvp_yes"),
        ("batal hadir", "rsvp_no"),
        ("lain kali saja", "rsvp_no"),
        ("tidak tahu", "help"),
        ("jangan berhenti kirim pesan", "resume"),
        ("di mana saya bisa lihat data saya", "my_data"),
        ("selamat pagi", "greeting"),
    ],
)
def test_an_intent_that_the_words_allow_stays(text: str, intent: str) -> None:
    assert not rules_out(text, intent)


def test_questions_are_known_by_mark_or_word() -> None:
    assert is_question("jadi?")
    assert is_question("jam brp kumpulnya")
    assert is_question("apakah bisa")
    assert not is_question("saya bisa datang")
