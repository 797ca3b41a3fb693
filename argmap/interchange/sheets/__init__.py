"""Spreadsheets: CSV, a folder of CSV files, and XLSX workbooks.

Published sources: RFC 4180 for CSV; ECMA-376 (Office Open XML) for XLSX, as ``openpyxl`` reads and writes it.
"""
