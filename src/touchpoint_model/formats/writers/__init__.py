"""Writers: a form → the bytes of a document; empty forms to fill in."""
