"""One set of answers scored as a person asked for it, the same for a single file and for each line of many."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.answers import accept
from assessment.authoring.command import words
from assessment.codec import Unreadable, canonical, load_json, plain, read_answers
from assessment.model import Answers, Problem, Questionnaire, Report
from assessment.report import assess
