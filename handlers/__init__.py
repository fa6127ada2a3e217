"""What the bot can do: one module per capability, each a conversation or a few; here they are listed."""

from collections.abc import Mapping

from bot.talks import EVERYBODY, Renderer, Talk, Work
from bot.texts import marked
from handlers import (
    agenda,
    asked,
    faq,
    finding,
    followups,
    helpdesk,
    preferences,
    privacy,
    profile,
    proposals,
    roles,
    schedule,
    twins,
)
from handlers import help as helping
from handlers.answers import pushing, replying
from handlers.attendance import arriving, desk, ticking
from handlers.broadcasts import approving, composing, delivering, following, given, phoning, sheets, steering, tallying
from handlers.contingents import listing, roll, sending
from handlers.counts import board, charts, digest, exports
from handlers.events import calendar, making, managing, notices
from handlers.events import sheets as event_sheets
from handlers.registration import moving, nudges, offering, registering
from handlers.reminders import rendering
from storage.roles import Role

_COORDINATORS = frozenset({Role.COORDINATOR})
_COUNTERS = frozenset({Role.COORDINATOR, Role.ORGANISER})
_ANSWERERS = frozenset({Role.COORDINATOR, Role.ORGANISER})
_ORGANISERS = frozenset({Role.ORGANISER})
_ADMINS = frozenset({Role.ADMIN})

TALKS: Mapping[str, Talk] = {
    # Commands, in the order of the menu.
    "/start": Talk(helping.start, EVERYBODY),
    "/daftar": Talk(registering.register, EVERYBODY, marked("Daftar jadi relawan")),
    "/jadwal": Talk(schedule.show, EVERYBODY, marked("Kegiatan yang akan datang")),
    "/jadwalku": Talk(schedule.show_mine, EVERYBODY, marked("Kegiatan yang Kakak ikuti")),
    "/profil": Talk(profile.correct, EVERYBODY, marked("Lihat dan ubah data saya")),
    "/acara": Talk(managing.manage, _COORDINATORS, marked("Buat dan atur kegiatan")),
    "/hadir": Talk(desk.open_desk, _COORDINATORS, marked("Absen: siapa yang hadir")),
    "/siaran": Talk(composing.compose, _COORDINATORS, marked("Kirim pengumuman ke relawan")),
    "/kontingen": Talk(listing.show, _COORDINATORS, marked("Kontingen dan daftar namanya")),
    "/jumlah": Talk(board.show, _COUNTERS, marked("Jumlah relawan dan peserta"), reads=True),
    "/pertanyaan": Talk(asked.show, _ANSWERERS, marked("Pertanyaan yang menunggu jawaban")),
    "/cari": Talk(finding.find, _COORDINATORS, marked("Cari relawan di daerah saya"), reads=True),
    "/undang": Talk(roles.make_invitation, _ADMINS, marked("Undang pengurus baru")),
    "/peran": Talk(roles.list_roles, _ADMINS, marked("Lihat dan cabut peran")),
    "/dataku": Talk(privacy.show, EVERYBODY, marked("Data saya yang tersimpan")),
    "/hapusdata": Talk(privacy.erase, EVERYBODY, marked("Hapus data saya")),
    "/berhenti": Talk(preferences.stop, EVERYBODY, marked("Berhenti menerima pengumuman")),
    "/mulai": Talk(preferences.resume, EVERYBODY, marked("Terima pengumuman lagi")),
    "/bahasa": Talk(preferences.choose_language, EVERYBODY, marked("Ganti bahasa")),
    "/bantuan": Talk(helping.explain, EVERYBODY, marked("Yang bisa dilakukan Relawan")),
    "/pindah": Talk(moving.arrive, EVERYBODY),
    # Actions: what a button does, whatever talk is open.
    "another:": Talk(registering.register_other, EVERYBODY, marked("Mendaftarkan orang lain")),
    "offer:": Talk(offering.tell, EVERYBODY, marked("Menambah keahlian")),
    "event:": Talk(schedule.show_event, EVERYBODY),
    "calendar:": Talk(calendar.send, EVERYBODY),
    "agenda:": Talk(agenda.toggle, EVERYBODY),
    "rsvp:": Talk(replying.answer, EVERYBODY, marked("Jawaban kehadiran")),
    "clash:": Talk(replying.answer_in_spite, EVERYBODY),
    "topic:": Talk(followups.show_topic, EVERYBODY),
    "helped:": Talk(followups.rate, EVERYBODY),
    "ask:": Talk(helpdesk.ask, EVERYBODY, marked("Pertanyaan untuk pengurus")),
    "reply:": Talk(helpdesk.answer, _ANSWERERS, marked("Menjawab pertanyaan"), words=True),
    "pass:": Talk(helpdesk.decline, _ANSWERERS),
    "answered:": Talk(proposals.show_answered, _ANSWERERS),
    "propose:": Talk(proposals.propose, _ANSWERERS),
    "proposal:": Talk(proposals.show, _ORGANISERS),
    "make:": Talk(making.create, _COORDINATORS, marked("Membuat kegiatan")),
    "manage:": Talk(managing.manage_one, _COORDINATORS, marked("Mengatur kegiatan")),
    "contingent:": Talk(listing.show_one, _COORDINATORS, marked("Mengatur kontingen")),
    "list:": Talk(sending.decide, _COORDINATORS, marked("Daftar anggota kontingen")),
    "poll:": Talk(tallying.answer, EVERYBODY, marked("Jawaban pengumuman"), words=True),
    "approve:": Talk(approving.approve, _ANSWERERS),
    "steer:": Talk(steering.steer, _COORDINATORS),
    "reuse:": Talk(composing.reuse, _COORDINATORS),
    "again:": Talk(steering.send_again, _COORDINATORS),
    "correct:": Talk(following.correct, _COORDINATORS, marked("Ralat pengumuman")),
    "remind:": Talk(following.remind, _COORDINATORS, marked("Pengingat pengumuman")),
    "tally:": Talk(tallying.show, _COORDINATORS),
    "close:": Talk(tallying.close, _COORDINATORS),
    "sheet:": Talk(sheets.order, _COORDINATORS),
    "count:": Talk(board.show_part, _COUNTERS),
    "digest:": Talk(digest.choose, _COUNTERS),
    "find:": Talk(finding.turn_page, _COORDINATORS),
    "person:": Talk(finding.show_person, _COORDINATORS),
    "number:": Talk(finding.show_number, _COORDINATORS),
    "twins:": Talk(twins.settle, _COORDINATORS, marked("Data yang mungkin orang yang sama")),
    "desk:": Talk(desk.change_desk, _COORDINATORS),
    "tick:": Talk(ticking.tick, _COORDINATORS, marked("Mencentang yang hadir")),
    "untick:": Talk(ticking.untick, _COORDINATORS),
    # Reached from another talk, by something sent, and by words alone.
    "arrive": Talk(arriving.arrive, EVERYBODY, marked("Mencatat hadir")),
    "live": Talk(steering.show_live, _COORDINATORS),
    "sent": Talk(given.pass_on, _COORDINATORS, marked("Kiriman Kakak")),
    "words": Talk(faq.answer_words, EVERYBODY),
}

RENDERERS: Mapping[str, Renderer] = {
    **notices.RENDERERS,
    **delivering.RENDERERS,
    **rendering.RENDERERS,
    **agenda.RENDERERS,
    **nudges.RENDERERS,
    **digest.RENDERERS,
    **roll.RENDERERS,
    **pushing.RENDERERS,
}
"""What the outbox's rows without a text say at the moment of sending, by their kind."""

WORK: Mapping[str, Work] = {
    **notices.WORK,
    **delivering.WORK,
    **helpdesk.WORK,
}
"""What is done outside any turn, by the kind of job; done again from the start after a crash."""

DOCUMENTS: Mapping[str, Work] = {
    **event_sheets.WORK,
    **sheets.WORK,
    **phoning.WORK,
    **charts.WORK,
    **exports.WORK,
}
"""What is made outside any turn and may take minutes, done apart from the others."""
