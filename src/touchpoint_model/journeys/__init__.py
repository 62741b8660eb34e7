"""Journeys, reasoned about: structure, chances and times, experience, comparison. Computing only."""

from __future__ import annotations

from ..model.draft import journey, parallel, phase, step
from .chance.improvement import improvements
from .chance.markov import analyse
from .chance.simulation import simulate
from .feeling.emotions import emotional_curve, likely_way
from .feeling.experience import impressions
from .redesign.alterations import add, exclude, move
from .redesign.comparison import Comparison, compare
from .redesign.measured import measured
from .redesign.measures import Better, Measure
from .redesign.whatif import Effects, what_if
from .routing import chances, flow, giving_up
from .scenarios import scenario
from .shape.structures import structure
from .skeleton import skeletons

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
