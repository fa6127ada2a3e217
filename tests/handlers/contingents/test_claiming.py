"""Opening the link of a record that a coordinator made."""

from io import BytesIO

from openpyxl import load_workbook

from bot.messages import plain
from storage.contingents import Contingent
from storage.database import opened
from storage.roles import Role
from tests.contingents import as_it_is, enlisted, found, members, registered, table
from tests.phones import World


async def made(world: World, quota: int = 0) -> tuple[Contingent, dict[str, str]]:
    """A contingent with two people on its roll, and the payload of each one's link."""
    contingent = await found(world, quota=quota)
    return contingent, await enlisted(world, contingent, await world.staff("koordinator", Role.COORDINATOR, "63"))


async def links(world: World) -> dict[str, str]:
    """The payloads in the newest workbook of links, by name."""
    content = [row["content"] for row in await table(world, "media") if row["name"] == "tautan-anggota.xlsx"][-1]
    page = load_workbook(BytesIO(content)).active
    return {row[0]: str(row[3]).split("start=")[1] for row in page.iter_rows(min_row=2, values_only=True)}


async def test_whoever_opens_their_link_sees_their_record_agrees_and_has_it(world: World) -> None:
    contingent, payloads = await made(world)
    siti = world.phone("siti")
    await siti.say(f"/start {payloads['Siti Aminah']}")
    shown = "\n".join(plain(message.text) for message in siti.messages)
    assert "Nama: Siti Aminah" in shown
    assert "••••7890" in shown
    assert "81234567890" not in shown
    await siti.tap("Ya, ini saya")
    await siti.tap("Setuju, 18+")
    await siti.tap("Boleh")
    assert "Data ini sekarang Kakak pegang sendiri" in siti.last
    row = (await members(world, contingent))[1]
    assert row["contact"] is not None
    assert (row["given_by"], row["announcements"]) == (None, 1)
    assert "Koordinator menyatakan" not in row["consent_text"]
    await siti.say("/profil")
    assert "Siti Aminah" in siti.last


async def test_a_link_is_good_once(telegram_world: World) -> None:
    _contingent, payloads = await made(telegram_world)
    for user in ("siti", "joko"):
        phone = telegram_world.phone(user)
        await phone.say(f"/start {payloads['Siti Aminah']}")
        if user == "siti":
            await phone.tap("Ya, ini saya")
            await phone.tap("Setuju, 18+")
            await phone.tap("Boleh")
    assert "sudah dipakai" in phone.last


async def test_of_two_who_open_a_link_at_once_the_first_to_agree_has_it(telegram_world: World) -> None:
    contingent, payloads = await made(telegram_world)
    phones = [telegram_world.phone(user) for user in ("siti", "joko")]
    for phone in phones:
        await phone.say(f"/start {payloads['Siti Aminah']}")
        await phone.tap("Ya, ini saya")
        await phone.tap("Setuju, 18+")
    for phone in phones:
        await phone.tap("Boleh")
    assert "sudah dipakai" in phones[1].last
    assert len(await members(telegram_world, contingent)) == 2


async def test_whoever_it_is_not_about_changes_nothing(telegram_world: World) -> None:
    contingent, payloads = await made(telegram_world)
    joko = telegram_world.phone("joko")
    await joko.say(f"/start {payloads['Siti Aminah']}")
    await joko.tap("Bukan saya")
    assert {row["contact"] for row in await members(telegram_world, contingent)} == {None}


async def test_whoever_does_not_agree_is_told_whom_to_ask(telegram_world: World) -> None:
    contingent, payloads = await made(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.say(f"/start {payloads['Siti Aminah']}")
    await siti.tap("Ya, ini saya")
    await siti.tap("Tidak")
    assert "beri tahu koordinatornya" in siti.last
    assert {row["contact"] for row in await members(telegram_world, contingent)} == {None}


async def test_a_late_and_a_made_up_link_get_a_kind_word(telegram_world: World) -> None:
    _contingent, payloads = await made(telegram_world)
    telegram_world.later(days=61)
    siti = telegram_world.phone("siti")
    await siti.say(f"/start {payloads['Siti Aminah']}")
    assert "lewat waktunya" in siti.last
    await siti.say("/start c_madeup")
    assert "tidak berlaku" in siti.last


async def test_somebody_registered_under_the_same_name_merges_the_two(world: World) -> None:
    siti = await registered(world, "siti", "Siti Aminah", "63.72")
    contingent, payloads = await made(world, quota=2)
    await siti.say(f"/start {payloads['Siti Aminah']}")
    await siti.tap("Ya, ini saya")
    await siti.tap("Ya, gabungkan")
    assert "Sudah digabung" in siti.last
    row = (await members(world, contingent))[1]
    assert (row["pillar"], row["phone"], row["contact"] is None) == ("psm", "+6281234567890", False)
    assert (await as_it_is(world, contingent)).taken == 2


async def test_a_relative_on_the_same_phone_claims_a_record_of_their_own(telegram_world: World) -> None:
    ani = await registered(telegram_world, "ani", "Ani Rahmah")
    contingent, payloads = await made(telegram_world)
    await ani.say(f"/start {payloads['Siti Aminah']}")
    await ani.tap("Ya, ini saya")
    await ani.tap("Orang lain")
    await ani.tap("Setuju, 18+")
    await ani.tap("Boleh")
    claimed = (await members(telegram_world, contingent))[1]
    assert claimed["contact"] is not None
    async with opened(telegram_world.path) as database:
        assert await database.reader.value("SELECT count(*) FROM volunteers WHERE contact IS NOT NULL") == 2


async def test_the_links_of_those_who_have_not_claimed_are_handed_out_again(telegram_world: World) -> None:
    contingent, payloads = await made(telegram_world)
    siti = telegram_world.phone("siti")
    await siti.say(f"/start {payloads['Siti Aminah']}")
    await siti.tap("Ya, ini saya")
    await siti.tap("Setuju, 18+")
    await siti.tap("Boleh")
    coordinator = telegram_world.phone("koordinator")
    await coordinator.send(kind="choice", choice=f"contingent:{contingent.id}:links", tap="t")
    assert await links(telegram_world) == {"Budi Santoso": payloads["Budi Santoso"]}
    audit = [(row["verb"], row["object"]) for row in await table(telegram_world, "audit")]
    assert audit.count(("exported", f"contingent:{contingent.id}")) == 1
