-- Times are whole milliseconds since 1970, UTC. Regions are Kemendagri's dotted codes; '' is the whole country.

-- Somebody the bot talks with. stopped_at: pushed messages ended at their wish. unreachable_at: until they write again.
CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    locale TEXT NOT NULL DEFAULT 'id',
    stopped_at INTEGER,
    unreachable_at INTEGER,
    unreachable_why TEXT,
    created_at INTEGER NOT NULL
) STRICT;

-- One way to reach a contact.
CREATE TABLE addresses (
    id INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    user TEXT NOT NULL,
    UNIQUE (channel, account, user)
) STRICT;
CREATE INDEX addresses_of_contact ON addresses (contact);

-- What came in, in the order of arrival; the payload is erased once handled, that of a dead one after a week.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    event TEXT NOT NULL,
    payload TEXT,
    state TEXT NOT NULL DEFAULT 'todo' CHECK (state IN ('todo', 'done', 'dead')),
    problem TEXT,
    received_at INTEGER NOT NULL,
    handled_at INTEGER,
    UNIQUE (channel, account, event)
) STRICT;
CREATE INDEX inbox_todo ON inbox (id) WHERE state = 'todo';
CREATE INDEX inbox_handled ON inbox (handled_at) WHERE state <> 'todo';

-- A contact's place in a conversation: what started it, the answers by name in the order of asking, the open question.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    conversation TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'aside')),
    args TEXT NOT NULL,
    answers TEXT NOT NULL,
    notes TEXT NOT NULL,
    asked TEXT,
    asking INTEGER NOT NULL,
    free INTEGER NOT NULL,
    touched_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sessions_open ON sessions (contact) WHERE state = 'open';
CREATE INDEX sessions_of_contact ON sessions (contact);
CREATE INDEX sessions_touched ON sessions (touched_at);

-- Every message to anybody. kind and subject name what a row without a body is rendered from at sending time.
-- lane: 0 replies and confirmations, 1 reminders and changes, 2 bulk; batch tells one bulk errand from another
-- ("broadcast:3"), so that they take turns and can be paused. The choices of what was pushed, and what it is
-- about, stay after sending, so that a typed answer finds its question.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dedupe_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject INTEGER,
    lane INTEGER NOT NULL CHECK (lane IN (0, 1, 2)),
    batch TEXT CHECK ((batch IS NOT NULL) = (lane = 2)),
    contact INTEGER REFERENCES contacts ON DELETE SET NULL,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    user TEXT NOT NULL,
    body TEXT,
    choices TEXT,
    about TEXT,
    replaces TEXT,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN
        ('queued', 'leased', 'sending', 'sent', 'failed', 'blocked', 'unknown', 'cancelled', 'expired')),
    attempts INTEGER NOT NULL DEFAULT 0,
    repeated INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER,
    message TEXT,
    problem TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_replies ON outbox (id) WHERE state = 'queued' AND lane = 0;
CREATE INDEX outbox_chats ON outbox (channel, account, user, id)
    WHERE lane = 0 AND state IN ('queued', 'leased', 'sending');
CREATE INDEX outbox_reminders ON outbox (repeated, id) WHERE state = 'queued' AND lane = 1;
CREATE INDEX outbox_bulk ON outbox (batch, repeated, id) WHERE state = 'queued' AND lane = 2;
CREATE INDEX outbox_later ON outbox (not_before) WHERE state = 'queued' AND not_before > 0;
CREATE INDEX outbox_expiring ON outbox (expires_at) WHERE state = 'queued' AND expires_at IS NOT NULL;
CREATE INDEX outbox_edits ON outbox (replaces) WHERE state = 'queued' AND replaces IS NOT NULL;
CREATE INDEX outbox_in_air ON outbox (state) WHERE state IN ('leased', 'sending');
CREATE INDEX outbox_subject ON outbox (kind, subject, state) WHERE subject IS NOT NULL;
CREATE INDEX outbox_message ON outbox (channel, account, user, message) WHERE message IS NOT NULL;
CREATE INDEX outbox_contact ON outbox (contact, id);
CREATE INDEX outbox_updated ON outbox (updated_at);

-- How long the channel told us to be quiet: for one chat, or ('*') for all.
CREATE TABLE halts (
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    user TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (channel, account, user)
) STRICT;

-- A person who volunteers. Several may share a contact: families share phones.
CREATE TABLE volunteers (
    id INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    regency TEXT NOT NULL,
    pillar TEXT NOT NULL,
    phone TEXT,
    consent INTEGER NOT NULL REFERENCES consents,
    registered_at INTEGER NOT NULL,
    UNIQUE (contact, name_key, regency)
) STRICT;
CREATE INDEX volunteers_by_place ON volunteers (regency, pillar, registered_at);
CREATE INDEX volunteers_by_day ON volunteers (registered_at, regency);
CREATE UNIQUE INDEX volunteers_by_phone ON volunteers (phone, name_key, regency) WHERE phone IS NOT NULL;

-- What somebody agreed to, in the words they saw.
CREATE TABLE consents (
    id INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    channel TEXT NOT NULL,
    given_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_of_contact ON consents (contact);

-- Who may do more than a volunteer, and where.
CREATE TABLE roles (
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('admin', 'organiser', 'coordinator')),
    region TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (contact, role, region)
) STRICT, WITHOUT ROWID;

-- Invitations that have been opened: each is good once. Only a digest is kept.
CREATE TABLE invitations_used (
    digest TEXT PRIMARY KEY,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Something to come to. version grows with every change that people are told of; scheduled_at is when its time was
-- set, moved_from the time before that.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    zone TEXT NOT NULL,
    place TEXT NOT NULL,
    region TEXT NOT NULL,
    capacity INTEGER CHECK (capacity > 0),
    taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0 AND (capacity IS NULL OR taken <= capacity)),
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('published', 'cancelled')),
    scheduled_at INTEGER NOT NULL,
    moved_from INTEGER,
    created_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_coming ON events (starts_at) WHERE state = 'published';

-- Whether a volunteer comes; 'yes' holds a seat.
CREATE TABLE answers (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    volunteer INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (event, volunteer)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_of_volunteer ON answers (volunteer);

-- A coordinator's words to many; each recipient is a row of the outbox. region is where they go, origin the region
-- whose coordinator speaks. total is how many rows there are, NULL until all of them are queued.
CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    region TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'expanding' CHECK (state IN ('expanding', 'running', 'paused', 'done')),
    total INTEGER,
    created_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX broadcasts_live ON broadcasts (state) WHERE state <> 'done';

-- A question to people, asked where the bot had no answer. urgent is the kind of distress, '' for none; holder the role
-- that has it now, '' while nobody can be told, since held_since. Words and answer are erased a week after answering,
-- those of an urgent one at once.
CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER REFERENCES contacts ON DELETE CASCADE,
    text TEXT NOT NULL,
    region TEXT NOT NULL,
    urgent TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '' CHECK (holder IN ('', 'coordinator', 'organiser', 'admin')),
    held_since INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    answered_at INTEGER
) STRICT;
CREATE INDEX questions_open ON questions (asked_at) WHERE answered_at IS NULL;
CREATE INDEX questions_of_contact ON questions (contact);
CREATE INDEX questions_answered ON questions (answered_at) WHERE answered_at IS NOT NULL;

-- What a contact asked in their own words and which topic was told (one, or '' for none), so that a "no" to it can
-- bring the next; kept for a day.
CREATE TABLE inquiries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    words TEXT NOT NULL,
    topic TEXT NOT NULL,
    verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'yes', 'no')),
    asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX inquiries_of_contact ON inquiries (contact);

-- How often something was asked, and what came of it; nobody's name. day is the local date.
CREATE TABLE asked (
    day TEXT NOT NULL,
    label TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'not_understood', 'helped', 'not_helped', 'to_human')),
    n INTEGER NOT NULL,
    PRIMARY KEY (day, label, outcome)
) STRICT, WITHOUT ROWID;

-- What was not understood, without numbers and without who wrote it; kept for thirty days.
CREATE TABLE not_understood (
    id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- An answered question that may become a topic of the knowledge, until people have taken it over.
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question INTEGER UNIQUE REFERENCES questions ON DELETE SET NULL,
    words TEXT NOT NULL,
    answer TEXT NOT NULL,
    role TEXT NOT NULL,
    proposed_at INTEGER NOT NULL
) STRICT;

-- Who with a role did what to what; no personal data.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    contact INTEGER REFERENCES contacts ON DELETE SET NULL,
    verb TEXT NOT NULL,
    object TEXT NOT NULL
) STRICT;

-- Slow work outside any turn; resumed after a crash, its effects keyed.
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'leased', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (kind, subject)
) STRICT;

-- Small facts about this installation, such as when the clock last ticked.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
