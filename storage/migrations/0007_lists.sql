-- Lists of people for a contingent.

-- state: 'sent' in and being read, 'shown' as it was understood, 'writing' since it was confirmed, then 'done'; 'void'
-- where it was called off, could not be read or waited too long; 'links' asks for the links of those who have not
-- claimed their record. roll is what was understood, in JSON, and report what came of it, both erased when it is over
-- or after a day; reached how many of its people have been looked at, added how many of them are new.
CREATE TABLE lists (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contingent INTEGER NOT NULL REFERENCES contingents ON DELETE CASCADE,
    media INTEGER REFERENCES media ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'shown', 'writing', 'done', 'void', 'links')),
    roll TEXT NOT NULL DEFAULT '',
    report TEXT NOT NULL DEFAULT '',
    reached INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    consent INTEGER REFERENCES consents ON DELETE SET NULL,
    sent_by INTEGER REFERENCES contacts ON DELETE CASCADE,
    sent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lists_of_contingent ON lists (contingent);
CREATE INDEX lists_of_contact ON lists (sent_by);

-- Claims are looked up by whose record they open.
CREATE INDEX codes_of_subject ON codes (kind, subject) WHERE subject IS NOT NULL;
