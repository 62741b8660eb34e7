"""Laws of terms in working days, across New Year, May and transferred Saturdays."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from touchpoint_model.lifecycle.calendar import DayOff, Year, day_off
from touchpoint_model.lifecycle.deadlines import add_working_days, working_days
from touchpoint_model.model.text import Text

ONE_DAY = datetime.timedelta(days=1)
starts = st.dates(datetime.date(2022, 1, 1), datetime.date(2027, 12, 31))
terms = st.integers(0, 250)
regions = st.lists(starts.map(lambda day: DayOff(day, Text(ru="свой", en="own"))), max_size=5)
NEW_YEAR = datetime.date(2024, 12, 27)
MAY = datetime.date(2024, 4, 26)


@given(starts, terms, regions)
@example(NEW_YEAR, 1, [])
@example(MAY, 10, [])
def test_the_last_day_is_worked(start, n, regional):
    """A term never ends on a day off."""
    assert day_off(add_working_days(start, n, regional=regional).day, regional=regional) is None


@given(starts, st.integers(1, 250), regions)
@example(NEW_YEAR, 10, [])
def test_a_term_has_as_many_working_days_as_it_says(start, n, regional):
    """Counting the working days of a term gives the term."""
    deadline = add_working_days(start, n, regional=regional)

    assert n == working_days(start, deadline.day, regional=regional)


@given(starts, terms, terms)
def test_a_longer_term_ends_later(start, one, other):
    """Adding working days is monotone in their number, and strictly so from the first on."""
    short, long = sorted((one, other))
    first, second = add_working_days(start, short).day, add_working_days(start, long).day

    assert first <= second
    assert first < second or short in (long, 0)


@given(starts, starts, terms)
@example(NEW_YEAR, NEW_YEAR + ONE_DAY, 1)
def test_a_later_start_ends_no_earlier(one, other, n):
    """Adding working days is monotone in the day they run from."""
    first, second = sorted((one, other))

    assert add_working_days(first, n).day <= add_working_days(second, n).day


@given(starts, st.integers(1, 120), st.integers(1, 120), regions)
def test_terms_add_up(start, one, other, regional):
    """A term after a term is one term of their sum."""
    middle = add_working_days(start, one, regional=regional).day

    expected = add_working_days(start, one + other, regional=regional).day
    assert expected == add_working_days(middle, other, regional=regional).day


@given(starts, st.integers(1, 250), regions)
def test_every_day_of_a_term_is_accounted_for(start, n, regional):
    """From the day after the start to the last, each day is counted or passed over with a reason."""
    deadline = add_working_days(start, n, regional=regional)

    assert (deadline.day - start).days == n + len(deadline.skipped)
    assert all(one.why.ru and one.why.en for one in deadline.skipped)
    assert all(start < one.day < deadline.day for one in deadline.skipped)


@given(starts, terms, regions)
def test_a_regional_day_off_never_shortens(start, n, regional):
    """More days off never end a term earlier."""
    assert add_working_days(start, n).day <= add_working_days(start, n, regional=regional).day


@given(starts, st.integers(1, 250))
def test_without_holidays_a_term_runs_by_weeks(start, n):
    """In a calendar of weekends only, five working days are a week."""
    plain = add_working_days(start, n, years=Year).day

    assert plain + datetime.timedelta(weeks=1) == add_working_days(start, n + 5, years=Year).day


@pytest.mark.parametrize("start", [NEW_YEAR, MAY])
def test_each_term_ends_on_the_next_working_day(start):
    """From 1 to 250, a term one day longer ends on the next working day."""
    ends = [add_working_days(start, n).day for n in range(1, 251)]

    span = range(start.toordinal() + 1, ends[-1].toordinal() + 1)
    worked = [one for one in map(datetime.date.fromordinal, span) if day_off(one) is None]
    assert worked == ends
