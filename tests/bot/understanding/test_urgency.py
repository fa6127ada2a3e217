"""What is distress, and what only asks about it."""

import pytest

from bot.understanding.urgency import urgency

DISTRESS = {
    "danger": (
        "tolong, rumah saya kebakaran", "ada kebakaran, telepon siapa?", "darurat! ada banjir di sini?", "darurat",
        "banjir masuk rumah kami, tolong", "butuh ambulans sekarang", "ada orang hanyut di sungai",
        "Ada rumah tabakar, hubungi siapa?", "Omah kulo kebanjiran, lapor teng pundi?",
        "ada tanah longsor di kampung kami",
        "teman saya mau bunuh diri", "minta bantuan, rumah kami kebakaran", "bahaya! tolong", "darurat kak",
    ),
    "violence": (
        "tetangga saya dipukuli suaminya, tolong bantu", "ada korban kekerasan, siapa yang bisa bantu",
        "kemarin anak itu dipukuli ayahnya", "anak tetangga sering disiksa", "saya korban kdrt",
    ),
    "neglect": (
        "tolong ini darurat, ada lansia terlantar di depan rumah saya, hubungi siapa?", "ada odgj terlantar di jalan",
        "ada nenek terlantar di pasar, tolong hubungkan ke petugas", "bayi dibuang di depan masjid",
        "anak ditelantarkan orang tuanya",
    ),
    "cut": (
        "bansos di kampung kami dipotong 50rb sama ketua kelompok, mau lapor", "pkh dipotong pendamping",
        "bansos disunat", "ada pungli bansos", "uang bantuan diminta sebagian oleh ketua kelompok",
        "bansos saya bulan kemarin dipotong, tidak tahu kenapa", "bansos dipotong, lapor ke mana?",
    ),
}  # fmt: skip
NONE = (
    "nomor darurat berapa", "nomor darurat dong", "kalau ada kebakaran hubungi siapa?", "banjir rob jakarta", "bencana",
    "Siapa yang harus dihubungi apabila terjadi bencana?", "apa itu kdrt", "lansia terlantar dapat bantuan apa",
    "kampung siaga bencana itu apa", "relawan bencana", "kak, apel siaga bencana jam berapa", "hp saya mau mati",
    "apakah lansia terlantar termasuk ppks", "apakah bansos dipotong pajak", "bansos saya tidak dipotong kok",
    "bansos saya tidak cair", "tagana itu apa", "kumpul pukul 8 di mana", "saya ikut pelatihan bencana besok",
    "maaf kak telat balas", "terima kasih bantuannya", "daftar pkh",
    "bantuan buat korban kebakaran ada ga", "kami kebanjiran belum dapat bantuan", "Siti Aminah", "",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in DISTRESS.items() for text in texts])
def test_distress_is_told_with_its_kind(kind: str, text: str) -> None:
    assert urgency(text) == kind


@pytest.mark.parametrize("text", NONE)
def test_what_only_asks_or_supposes_is_no_distress(text: str) -> None:
    assert urgency(text) == ""
