"""Figures of table cells."""
