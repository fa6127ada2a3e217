-- Whom messages reach is counted from these alone, in the order of contacts.
CREATE INDEX volunteers_by_contact ON volunteers (contact, announcements, regency, pillar, contingent);
CREATE INDEX contacts_stopped ON contacts (stopped_at) WHERE stopped_at IS NOT NULL;
