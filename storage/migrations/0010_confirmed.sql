-- Who said yes to each event, sixty people in a number: who comes to several is counted once, without a look at every
-- answer. batch is the volunteer's number by sixty; in people, 1 shifted by the remainder stands for them. The triggers
-- are the only writers; `relawan check` recounts.
CREATE TABLE confirmed_by_event (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    batch INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (event, batch)
) STRICT, WITHOUT ROWID;
INSERT INTO confirmed_by_event
    SELECT event, volunteer / 60, sum(1 << volunteer % 60) FROM answers WHERE answer = 'yes' GROUP BY 1, 2;

CREATE TRIGGER answers_confirmed AFTER INSERT ON answers WHEN new.answer = 'yes' BEGIN
    INSERT INTO confirmed_by_event VALUES (new.event, new.volunteer / 60, 1 << new.volunteer % 60)
        ON CONFLICT (event, batch) DO UPDATE SET people = people | excluded.people;
END;
CREATE TRIGGER answers_unconfirmed AFTER DELETE ON answers WHEN old.answer = 'yes' BEGIN
    UPDATE confirmed_by_event SET people = people & ~(1 << old.volunteer % 60)
        WHERE event = old.event AND batch = old.volunteer / 60;
END;
CREATE TRIGGER answers_reconfirmed AFTER UPDATE OF event, volunteer, answer ON answers BEGIN
    UPDATE confirmed_by_event SET people = people & ~(1 << old.volunteer % 60)
        WHERE old.answer = 'yes' AND event = old.event AND batch = old.volunteer / 60;
    INSERT INTO confirmed_by_event SELECT new.event, new.volunteer / 60, 1 << new.volunteer % 60
        WHERE new.answer = 'yes' ON CONFLICT (event, batch) DO UPDATE SET people = people | excluded.people;
END;
