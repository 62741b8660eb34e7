"""Journeys, reasoned about: structure, chances and times, experience, comparison. Computing only."""

from __future__ import annotations

from ..model.draft import journey, parallel, phase, step
from .alterations import add, exclude, move
from .comparison import Comparison, compare
from .emotions import emotional_curve, likely_way
from .experience import impressions
from .improvement import improvements
from .markov import analyse
from .measured import measured
from .measures import Better, Measure
from .routing import chances, flow, giving_up
from .scenarios import scenario
from .simulation import simulate
from .skeleton import skeletons
from .structures import structure
from .whatif import Effects, what_if

__all__ = [
    "Better",
    "Comparison",
    "Effects",
    "Measure",
    "add",
    "analyse",
    "chances",
    "compare",
    "emotional_curve",
    "exclude",
    "flow",
    "giving_up",
    "impressions",
    "improvements",
    "journey",
    "likely_way",
    "measured",
    "move",
    "parallel",
    "phase",
    "scenario",
    "simulate",
    "skeletons",
    "step",
    "structure",
    "what_if",
]
