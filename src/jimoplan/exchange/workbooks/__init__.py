"""Workbooks for WPS and Excel, written: plain tables, reports, forms to fill in."""
