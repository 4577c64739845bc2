"""Backup and restore: database, files and sealed files in one archive; keys apart."""
