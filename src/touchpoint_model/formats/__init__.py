"""Files and tables ↔ `Register`; one module for each format."""
