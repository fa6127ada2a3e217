"""Files that people send and are sent: tables read, sheets, charts and codes made."""
