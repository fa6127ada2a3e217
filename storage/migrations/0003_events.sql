-- Events in several parts, for some people, with quotas, a waiting list, reminders of their own, and who came.

-- audience is who it is for, in JSON ('' everybody in its region); quota_by what its quotas are by; answer_by the last
-- moment to say yes; reconfirm whether those who come are asked again a day before. ends_at NULL where not said.
ALTER TABLE events ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN bring TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN ends_at INTEGER;
ALTER TABLE events ADD COLUMN latitude REAL;
ALTER TABLE events ADD COLUMN longitude REAL;
ALTER TABLE events ADD COLUMN picture INTEGER REFERENCES media ON DELETE SET NULL;
ALTER TABLE events ADD COLUMN audience TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN quota_by TEXT NOT NULL DEFAULT '' CHECK (quota_by IN ('', 'contingent', 'region', 'pillar'));
ALTER TABLE events ADD COLUMN answer_by INTEGER;
ALTER TABLE events ADD COLUMN reconfirm INTEGER NOT NULL DEFAULT 0;

-- What an event was until it was changed: version is the one that ended then, parts its parts in JSON.
CREATE TABLE event_history (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    version INTEGER NOT NULL,
    until INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    zone TEXT NOT NULL,
    parts TEXT NOT NULL,
    PRIMARY KEY (event, version)
) STRICT, WITHOUT ROWID;
INSERT INTO event_history SELECT id, version - 1, scheduled_at, title, place, moved_from, zone, '[]' FROM events
    WHERE moved_from IS NOT NULL;
ALTER TABLE events DROP COLUMN moved_from;

-- The parts (sesi) of an event that has several, in order of time.
CREATE TABLE parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    title TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER,
    place TEXT NOT NULL
) STRICT;
CREATE INDEX parts_of_event ON parts (event, starts_at);

-- The seats kept for one contingent (its id), region (code) or pillar (id); whoever has none of their own has no seat.
CREATE TABLE quotas (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    key TEXT NOT NULL,
    capacity INTEGER NOT NULL CHECK (capacity >= 0),
    taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0 AND taken <= capacity),
    PRIMARY KEY (event, key)
) STRICT, WITHOUT ROWID;

-- Whether a volunteer comes. 'yes' holds a seat, of the quota `quota` where the event has quotas; 'waiting' wants one
-- and may have been offered one, see waiting. accepted_at is when they last said yes (NULL: never), so that who said
-- yes and then no is told apart from who said no; reconfirmed_at when they said so again.
CREATE TABLE answers_now (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    volunteer INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe', 'no', 'waiting')),
    quota TEXT NOT NULL DEFAULT '',
    answered_at INTEGER NOT NULL,
    accepted_at INTEGER,
    reconfirmed_at INTEGER,
    PRIMARY KEY (event, volunteer)
) STRICT, WITHOUT ROWID;
INSERT INTO answers_now (event, volunteer, answer, answered_at, accepted_at)
    SELECT event, volunteer, answer, answered_at, CASE answer WHEN 'yes' THEN answered_at END FROM answers;
DROP TABLE answers;
ALTER TABLE answers_now RENAME TO answers;
CREATE INDEX answers_of_volunteer ON answers (volunteer);

-- Who waits for a seat, in the order of id. offered_until: a seat is held for them until then.
CREATE TABLE waiting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    volunteer INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    quota TEXT NOT NULL DEFAULT '',
    joined_at INTEGER NOT NULL,
    offered_at INTEGER,
    offered_until INTEGER,
    UNIQUE (event, volunteer)
) STRICT;
CREATE INDEX waiting_in_line ON waiting (event, id);
CREATE INDEX waiting_offered ON waiting (offered_until) WHERE offered_until IS NOT NULL;

-- When those who come are reminded: milliseconds before the start, in words of one's own where text is not ''.
CREATE TABLE reminder_rules (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    before INTEGER NOT NULL CHECK (before > 0),
    text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (event, before)
) STRICT, WITHOUT ROWID;
INSERT INTO reminder_rules (event, before) SELECT id, 86400000 FROM events UNION ALL SELECT id, 7200000 FROM events;

-- Who came: once for each part of the event (0 where it has none). by is the coordinator who ticked them; NULL, the
-- person themselves, with a code.
CREATE TABLE attendance (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    part INTEGER NOT NULL DEFAULT 0,
    volunteer INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    at INTEGER NOT NULL,
    by INTEGER REFERENCES contacts ON DELETE SET NULL,
    PRIMARY KEY (event, part, volunteer)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_of_volunteer ON attendance (volunteer);

-- One reminder of an event, as it begins at starts_at, to those who live in a zone: due_at is when they are reminded,
-- until_at when it is no longer useful. Everybody up to the volunteer `reached` has been looked at, and `queued` of
-- them have a row in the outbox; done_at when all have been; reported_at when the coordinator knew what came too late.
CREATE TABLE reminder_rounds (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    starts_at INTEGER NOT NULL,
    before INTEGER NOT NULL,
    zone TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    reached INTEGER NOT NULL DEFAULT 0,
    queued INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER,
    reported_at INTEGER,
    PRIMARY KEY (event, starts_at, before, zone)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_rounds_done ON reminder_rounds (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX reminder_rounds_unreported ON reminder_rounds (until_at) WHERE reported_at IS NULL;
-- Reminders that were queued under the former key are not queued again.
INSERT INTO reminder_rounds (event, starts_at, before, zone, due_at, until_at, done_at, reported_at)
    SELECT e.id, e.starts_at, r.before, z.zone, e.starts_at - r.before, e.starts_at, 0, 0
    FROM events e JOIN reminder_rules r ON r.event = e.id
    CROSS JOIN (SELECT 'Asia/Jakarta' zone UNION ALL SELECT 'Asia/Makassar' UNION ALL SELECT 'Asia/Jayapura') z
    WHERE EXISTS (SELECT 1 FROM outbox WHERE kind = 'reminder' AND subject = e.id AND dedupe_key GLOB
        printf('reminder:%d:%d:%dh:*', e.id, e.version, r.before / 3600000));

-- Pushed messages leave by what is soonest too late.
DROP INDEX outbox_reminders;
CREATE INDEX outbox_reminders ON outbox (repeated, expires_at, id, not_before) WHERE state = 'queued' AND lane = 1;
CREATE INDEX contacts_agenda ON contacts (id) WHERE agenda = 1;

-- Where people are being checked in: the message that shows the code to the coordinator `contact` until closes_at.
-- part 0 is the whole event. Of the message: how often it was written (edition), first as which (first, what edits
-- replace), the minute since 1970 whose code it shows (NULL when closed), the picture of the code, who is there.
CREATE TABLE desks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    part INTEGER NOT NULL DEFAULT 0,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    edition INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 1,
    minute INTEGER,
    picture INTEGER REFERENCES media ON DELETE SET NULL,
    here TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX desks_open ON desks (closes_at);
