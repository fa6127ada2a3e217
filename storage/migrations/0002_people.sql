-- People without a phone of their own, guardians, contingents, codes to open once, and those who asked to be forgotten.

-- A group that comes together. pillar '' is mixed; quota NULL is no limit, and taken never exceeds it.
CREATE TABLE contingents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    pillar TEXT NOT NULL DEFAULT '',
    quota INTEGER CHECK (quota > 0),
    taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0 AND (quota IS NULL OR taken <= quota)),
    code TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    created_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- A person who volunteers. contact NULL: put on a list by somebody else, and not claimed yet. pillar is the one they
-- are counted under; further ones are in volunteer_pillars. district is the kecamatan, '' where not said; offer what
-- they can give, in their own words; guardian who agreed for somebody under 18; announcements whether they agreed to
-- be sent announcements, beside what concerns them.
CREATE TABLE volunteers_now (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER REFERENCES contacts ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    regency TEXT NOT NULL,
    district TEXT NOT NULL DEFAULT '',
    pillar TEXT NOT NULL,
    phone TEXT,
    offer TEXT NOT NULL DEFAULT '',
    guardian TEXT,
    announcements INTEGER NOT NULL DEFAULT 1,
    contingent INTEGER REFERENCES contingents ON DELETE SET NULL,
    registered_by INTEGER REFERENCES contacts ON DELETE SET NULL,
    consent INTEGER REFERENCES consents ON DELETE SET NULL,
    registered_at INTEGER NOT NULL,
    UNIQUE (contact, name_key, regency)
) STRICT;
INSERT INTO volunteers_now (id, contact, name, name_key, regency, pillar, phone, consent, registered_at)
    SELECT id, contact, name, name_key, regency, pillar, phone, consent, registered_at FROM volunteers;
DROP TABLE volunteers;
ALTER TABLE volunteers_now RENAME TO volunteers;
CREATE INDEX volunteers_by_place ON volunteers (regency, pillar, registered_at);
CREATE INDEX volunteers_by_day ON volunteers (registered_at, regency);
CREATE INDEX volunteers_by_name ON volunteers (name_key, regency);
CREATE INDEX volunteers_of_contingent ON volunteers (contingent) WHERE contingent IS NOT NULL;
CREATE UNIQUE INDEX volunteers_by_phone ON volunteers (phone, name_key, regency) WHERE phone IS NOT NULL;

-- Further pillars of a person, beside the one they are counted under.
CREATE TABLE volunteer_pillars (
    volunteer INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    pillar TEXT NOT NULL,
    PRIMARY KEY (volunteer, pillar)
) STRICT, WITHOUT ROWID;

-- purpose is what was agreed to; digest the hash of the words seen; given_by who spoke for the person, if not they.
ALTER TABLE consents ADD COLUMN purpose TEXT NOT NULL DEFAULT 'coordination';
ALTER TABLE consents ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE consents ADD COLUMN given_by INTEGER REFERENCES contacts ON DELETE SET NULL;

-- What opens something once: a role, a person's own record, the move to another phone. Only the digest is kept.
CREATE TABLE codes (
    digest TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('role', 'claim', 'move')),
    subject INTEGER,
    role TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    made_by INTEGER REFERENCES contacts ON DELETE CASCADE,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_expiring ON codes (expires_at);

-- Two records that may be one person, until a coordinator has looked.
CREATE TABLE twins (
    volunteer INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    noticed_at INTEGER NOT NULL,
    settled_at INTEGER,
    PRIMARY KEY (volunteer, other),
    CHECK (volunteer > other)
) STRICT, WITHOUT ROWID;

-- Keyed hashes of people who erased their data, so that a list does not bring them back unasked.
CREATE TABLE erasures (
    digest TEXT PRIMARY KEY,
    erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- agenda, digest: whether the weekly agenda and the daily figures are wished for.
ALTER TABLE contacts ADD COLUMN agenda INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contacts ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;

-- Words that wait until somebody has agreed that they are used; erased after a day.
CREATE INDEX inbox_waiting ON inbox (handled_at) WHERE state = 'done' AND payload IS NOT NULL;
