-- Documents of figures that are to be made.

-- question is what is to be shown, as a button carries it.
CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contacts ON DELETE CASCADE,
    question TEXT NOT NULL,
    ordered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_of_contact ON orders (contact);
