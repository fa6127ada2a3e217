"""What `relawan …` prints, and how it ends."""

import json
import re
from pathlib import Path

import pytest

from bot.playground import Faults
from tests.living import TOKEN, Living
from tests.living_crowd import announce, appoint, fates, finished, gather_crowd


async def test_whoever_opens_an_invitation_first_has_the_role_and_nobody_after(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        code, out, _ = await living.run("invite", "admin")
        assert code == 0
        assert not (tmp_path / "relawan.db").exists()
        link = re.fullmatch(r"https://t\.me/relawan_demo_bot\?start=([A-Za-z0-9_-]{1,64})\n", out)
        assert link
        await living.start()
        ani, budi = living.phone(1, "Ani"), living.phone(2, "Budi")
        await ani.say(f"/start {link[1]}")
        await ani.reads("Kakak sekarang admin")
        await budi.say(f"/start {link[1]}")
        await budi.reads("sudah dipakai")
        await budi.say("/peran")
        await budi.reads("khusus pengurus")


async def test_a_coordinator_is_invited_for_a_region(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        code, out, _ = await living.run("invite", "coordinator", "--region", "63.71")
        assert code == 0
        await living.start()
        budi = living.phone(2, "Budi")
        await budi.say(f"/start {out.strip().partition('start=')[2]}")
        await budi.reads("koordinator untuk Kota Banjarmasin")


async def test_an_unknown_region_is_a_clear_line_not_a_traceback(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        code, out, err = await living.run("invite", "coordinator", "--region", "99.99")
    assert (code, out) == (2, "")
    assert err == "relawan: no region has the code 99.99; 63 is a province, 63.71 a kabupaten or kota\n"


async def test_a_missing_token_is_one_clear_line(tmp_path: Path) -> None:
    async with Living(tmp_path, TELEGRAM_TOKEN="") as living:
        code, _, err = await living.run("run")
    assert code == 78
    assert err.startswith("relawan: RELAWAN_TELEGRAM_TOKEN: missing")
    assert err.count("\n") == 1


async def test_a_refused_token_is_one_clear_line(tmp_path: Path) -> None:
    async with Living(tmp_path, TELEGRAM_TOKEN="1:wrong") as living:
        code, _, err = await living.run("run")
    assert code == 78
    assert "RELAWAN_TELEGRAM_TOKEN" in err
    assert "Traceback" not in err


async def test_a_second_bot_on_one_database_is_refused(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        await living.start()
        siti = living.phone(1)
        await siti.say("/start")
        await siti.reads("Ini Relawan")
        code, _, err = await living.run("run")
    assert code == 75
    assert "another process already uses" in err
    assert "Traceback" not in err


async def test_status_tells_what_waits_and_the_versions_while_the_bot_runs(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        await living.start()
        siti = living.phone(1)
        await siti.say("/start")
        await siti.reads("Ini Relawan")
        status = await living.status()
    assert status["inbox"].keys() == {"todo", "done", "dead"}
    assert status["outbox"]["sent"] == 1
    assert status["last_tick"]
    assert status["versions"]["python-telegram-bot"]


async def test_status_without_a_database_says_so(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        code, _, err = await living.run("status")
    assert code == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("kind", "line", "expected"),
    [
        ("message", "pkh tu apa", {"label": "faq:pkh"}),
        ("region", "bjm", {"codes": ["63.71"]}),
        ("when", "2026-11-24T08:00+08:00\tWITA\tsabtu jam 8 pagi", {"value": "2026-11-28T08:00+08:00"}),
        ("yesno", "siap, insya Allah hadir", {"answer": "yes"}),
    ],
)
async def test_understand_prints_one_object_a_line(
    tmp_path: Path, kind: str, line: str, expected: dict[str, object]
) -> None:
    async with Living(tmp_path) as living:
        code, out, err = await living.run("understand", kind, text=f"{line}\n\n{line}\n")
    assert (code, err) == (0, "")
    first, _, third = (json.loads(answer) for answer in out.splitlines())
    assert expected.items() <= first.items()
    assert first == third


async def test_what_the_bot_writes_is_for_its_own_user_alone(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        await living.start()
        siti = living.phone(1)
        await siti.say("/start")
        await siti.reads("Ini Relawan")
        code, _, err = await living.run("export", "--out", str(tmp_path / "out.xlsx"))
        assert (code, err) == (0, "")
        for name in ("relawan.db", "relawan.db-wal", "out.xlsx"):
            assert (tmp_path / name).stat().st_mode & 0o077 == 0, name


async def test_no_secret_no_name_no_number_and_no_words_reach_the_log(tmp_path: Path) -> None:
    faults = Faults(blocked=0.3)
    blocking, budi_id = (next(id_ for id_ in range(2, 99) if faults.blocks(id_) is blocks) for blocks in (True, False))
    async with Living(tmp_path, LOG_LEVEL="DEBUG", faults=faults) as living:
        await gather_crowd(living, [blocking])
        budi = await appoint(living, budi_id)
        await living.start()
        siti = living.phone(next(id_ for id_ in range(100, 199) if not faults.blocks(id_)), "Zulaikha")
        await siti.say("/daftar")
        await siti.reads("boleh Relawan")
        talk = {
            "1": "nama lengkap", "Zulaikha Rahmawati": "kabupaten", "bjm": "pilar", "tagana": "telepon",
            "081255501234": "Sudah benar", "ya": "sudah terdaftar",
        }  # fmt: skip
        for words, reply in talk.items():
            await siti.say(words)
            await siti.reads(reply)
        await announce(budi, "Gladi bersih; tanya 0812 5550 9876", 2)
        await finished(living)
        assert fates(living) == {"sent": 1, "blocked": 1}
        await living.stop()
        for secret in (TOKEN, TOKEN.split(":")[1], "Zulaikha", "81255501234", "Gladi", "9876"):
            assert secret not in living.log
