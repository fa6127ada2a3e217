-- Files that came in or were made: pictures, documents, sheets. contact is whose it is (NULL: the bot's own); content
-- NULL where only the channel has it, under `reference`. expires_at is when it is erased (NULL: with what uses it).
CREATE TABLE media (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER REFERENCES contacts ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'document', 'video', 'voice')),
    name TEXT NOT NULL DEFAULT '',
    mime TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    content BLOB,
    channel TEXT NOT NULL DEFAULT '',
    account TEXT NOT NULL DEFAULT '',
    reference TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;
CREATE INDEX media_expiring ON media (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX media_of_contact ON media (contact) WHERE contact IS NOT NULL;

-- What came in one album: its parts are answered together.
ALTER TABLE inbox ADD COLUMN album TEXT;
CREATE INDEX inbox_albums ON inbox (album, received_at) WHERE album IS NOT NULL AND state = 'todo';
