-- Broadcasts to an audience, approved, at a time, paused, answered and corrected.

-- audience: whom it is for, in JSON ('' everybody in region). expected: how many chats the sender was shown. content:
-- JSON of media, pin and answers beside the text. done_at: nothing of it waits any more, also if called off.
-- progress: a digest of what the message that shows how far it is says. answers_until: when answering it was closed.
CREATE TABLE broadcasts_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL,
    origin TEXT NOT NULL,
    audience TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'expanding' CHECK (state IN
        ('unapproved', 'scheduled', 'expanding', 'running', 'paused', 'cancelled', 'done')),
    expected INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    send_at INTEGER,
    approved_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    approved_at INTEGER,
    paused_why TEXT NOT NULL DEFAULT '',
    progress TEXT NOT NULL DEFAULT '',
    corrects INTEGER REFERENCES broadcasts ON DELETE SET NULL,
    answers_until INTEGER,
    created_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
INSERT INTO broadcasts_now (id, text, region, origin, state, total, created_by, created_at, done_at)
    SELECT id, text, region, origin, state, total, created_by, created_at, done_at FROM broadcasts;
DROP TABLE broadcasts;
ALTER TABLE broadcasts_now RENAME TO broadcasts;
CREATE INDEX broadcasts_live ON broadcasts (state) WHERE done_at IS NULL;
CREATE INDEX broadcasts_by ON broadcasts (created_by, created_at);

-- What may be answered to a broadcast, and who answered what; choice NULL: their words fit none (text).
CREATE TABLE broadcast_choices (
    broadcast INTEGER NOT NULL REFERENCES broadcasts ON DELETE CASCADE,
    choice INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (broadcast, choice)
) STRICT, WITHOUT ROWID;
CREATE TABLE broadcast_answers (
    broadcast INTEGER NOT NULL REFERENCES broadcasts ON DELETE CASCADE,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    choice INTEGER,
    text TEXT NOT NULL DEFAULT '',
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (broadcast, contact)
) STRICT, WITHOUT ROWID;
