-- How many people are registered, kept by increments, so that a board of a million people is read from some thousand
-- rows. The triggers are the only writers; `relawan check` recounts.

CREATE TABLE registered_by_place (
    regency TEXT NOT NULL,
    pillar TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (regency, pillar)
) STRICT, WITHOUT ROWID;
INSERT INTO registered_by_place SELECT regency, pillar, count(*) FROM volunteers GROUP BY regency, pillar;

-- By hours since 1970, UTC, since days begin at another hour in each zone; region is a province, or '' for all.
CREATE TABLE registered_by_hour (
    region TEXT NOT NULL,
    hour INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (region, hour)
) STRICT, WITHOUT ROWID;
INSERT INTO registered_by_hour SELECT '', registered_at / 3600000, count(*) FROM volunteers GROUP BY 2;
INSERT INTO registered_by_hour SELECT substr(regency, 1, 2), registered_at / 3600000, count(*) FROM volunteers
    GROUP BY 1, 2;

CREATE TRIGGER volunteers_counted AFTER INSERT ON volunteers BEGIN
    INSERT INTO registered_by_place VALUES (new.regency, new.pillar, 1)
        ON CONFLICT (regency, pillar) DO UPDATE SET n = n + 1;
    INSERT INTO registered_by_hour VALUES ('', new.registered_at / 3600000, 1)
        ON CONFLICT (region, hour) DO UPDATE SET n = n + 1;
    INSERT INTO registered_by_hour VALUES (substr(new.regency, 1, 2), new.registered_at / 3600000, 1)
        ON CONFLICT (region, hour) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER volunteers_discounted AFTER DELETE ON volunteers BEGIN
    UPDATE registered_by_place SET n = n - 1 WHERE regency = old.regency AND pillar = old.pillar;
    UPDATE registered_by_hour SET n = n - 1
        WHERE region IN ('', substr(old.regency, 1, 2)) AND hour = old.registered_at / 3600000;
END;
CREATE TRIGGER volunteers_recounted AFTER UPDATE OF regency, pillar, registered_at ON volunteers BEGIN
    UPDATE registered_by_place SET n = n - 1 WHERE regency = old.regency AND pillar = old.pillar;
    UPDATE registered_by_hour SET n = n - 1
        WHERE region IN ('', substr(old.regency, 1, 2)) AND hour = old.registered_at / 3600000;
    INSERT INTO registered_by_place VALUES (new.regency, new.pillar, 1)
        ON CONFLICT (regency, pillar) DO UPDATE SET n = n + 1;
    INSERT INTO registered_by_hour VALUES ('', new.registered_at / 3600000, 1)
        ON CONFLICT (region, hour) DO UPDATE SET n = n + 1;
    INSERT INTO registered_by_hour VALUES (substr(new.regency, 1, 2), new.registered_at / 3600000, 1)
        ON CONFLICT (region, hour) DO UPDATE SET n = n + 1;
END;

-- How many people answered an event how; 'declined' is a no alone, 'cancelled' a no after a yes.
CREATE TABLE answered_by_event (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('yes', 'maybe', 'waiting', 'declined', 'cancelled')),
    n INTEGER NOT NULL,
    PRIMARY KEY (event, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO answered_by_event
    SELECT event, CASE WHEN answer <> 'no' THEN answer WHEN accepted_at IS NULL THEN 'declined' ELSE 'cancelled' END,
        count(*) FROM answers GROUP BY 1, 2;

CREATE TRIGGER answers_counted AFTER INSERT ON answers BEGIN
    INSERT INTO answered_by_event VALUES (new.event, CASE WHEN new.answer <> 'no' THEN new.answer
            WHEN new.accepted_at IS NULL THEN 'declined' ELSE 'cancelled' END, 1)
        ON CONFLICT (event, kind) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER answers_discounted AFTER DELETE ON answers BEGIN
    UPDATE answered_by_event SET n = n - 1 WHERE event = old.event AND kind = CASE WHEN old.answer <> 'no'
        THEN old.answer WHEN old.accepted_at IS NULL THEN 'declined' ELSE 'cancelled' END;
END;
CREATE TRIGGER answers_recounted AFTER UPDATE OF event, answer, accepted_at ON answers BEGIN
    UPDATE answered_by_event SET n = n - 1 WHERE event = old.event AND kind = CASE WHEN old.answer <> 'no'
        THEN old.answer WHEN old.accepted_at IS NULL THEN 'declined' ELSE 'cancelled' END;
    INSERT INTO answered_by_event VALUES (new.event, CASE WHEN new.answer <> 'no' THEN new.answer
            WHEN new.accepted_at IS NULL THEN 'declined' ELSE 'cancelled' END, 1)
        ON CONFLICT (event, kind) DO UPDATE SET n = n + 1;
END;

-- Figures over all places begin with those in a state, over some places with those who live there.
CREATE INDEX answers_by_kind ON answers (answer, volunteer, event);
CREATE INDEX contacts_unreachable ON contacts (unreachable_at) WHERE unreachable_at IS NOT NULL;
