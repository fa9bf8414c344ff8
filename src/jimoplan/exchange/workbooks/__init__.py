"""Workbooks as spreadsheet programs open them: .xlsx, written."""
