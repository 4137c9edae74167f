"""Reads Chinese report prose and audits it against itself and against the form's figures.

Text → paragraphs → quantities → entries (label and figures) → claims → findings.  Everything here
is a plain function from text to values: deterministic, offline, linear in the length of the text.
"""
