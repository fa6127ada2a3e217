from bot.playground.events import BACKLOG, Audience


def test_a_page_that_lies_far_behind_is_cut_off() -> None:
    audience = Audience()
    with audience.watching() as events:
        for _ in range(BACKLOG + 5):
            audience.tell("bot", {})
        assert events.qsize() == BACKLOG + 1
        assert [events.get_nowait() for _ in range(BACKLOG + 1)][-1] is None


def test_everybody_who_watches_is_told_until_dismissed() -> None:
    audience = Audience()
    with audience.watching() as one, audience.watching() as other:
        audience.tell("clock", {"ahead": 1})
        audience.dismiss()
        audience.tell("clock", {"ahead": 2})
        for events in (one, other):
            assert [events.get_nowait(), events.get_nowait()] == ['event: clock\ndata: {"ahead":1}\n\n', None]
            assert events.empty()
