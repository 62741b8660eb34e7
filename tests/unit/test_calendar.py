"""Working days and terms: real years, a year not known yet, days off of a region."""

import datetime

import pytest

from touchpoint_model.lifecycle.calendar import (
    DayOff,
    UnknownTransfers,
    Year,
    day_off,
    production_year,
    unknown_transfers,
)
from touchpoint_model.lifecycle.deadlines import add_working_days, working_days
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.text import Text

RADONITSA = DayOff(datetime.date(2024, 5, 14), Text(ru="Радоница", en="Radonitsa"))

# Saturdays worked and weekdays off by the Government's resolutions of 29.08.2022 N 1505,
# 10.08.2023 N 1314, 04.10.2024 N 1335 and of 24.09.2025.
OFFICIAL = {
    2023: ("", "02-24 05-08"),
    2024: ("04-27 11-02 12-28", "04-29 04-30 05-10 12-30 12-31"),
    2025: ("11-01", "05-02 05-08 06-13 11-03 12-31"),
    2026: ("", "01-09 12-31"),
}
# Weekdays off by law, Labour Code art. 112: the holidays and those moved from a weekend.
LAWFUL = {
    2023: "01-02 01-03 01-04 01-05 01-06 02-23 03-08 05-01 05-09 06-12 11-06",
    2024: "01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 05-01 05-09 06-12 11-04",
    2025: "01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-09 06-12 11-04",
    2026: "01-01 01-02 01-05 01-06 01-07 01-08 02-23 03-09 05-01 05-11 06-12 11-04",
}


def day(text):
    return datetime.date.fromisoformat(text)


def days_of(year):
    first = datetime.date(year, 1, 1)
    return [first + datetime.timedelta(n) for n in range((day(f"{year + 1}-01-01") - first).days)]


@pytest.mark.parametrize("year", OFFICIAL)
def test_a_year_is_as_the_government_resolved(year):
    worked, moved = OFFICIAL[year]

    found = [one for one in days_of(year) if (day_off(one) is None) != (one.weekday() < 5)]

    expected = {*worked.split(), *moved.split(), *LAWFUL[year].split()}
    assert sorted(f"{year}-{one}" for one in expected) == [str(one) for one in found]


@pytest.mark.parametrize("year", range(2015, 2027))
def test_working_days_of_a_year(year):
    expected = 248 if year in {2020, 2024} else 247

    assert expected == working_days(day(f"{year - 1}-12-31"), day(f"{year}-12-31"))
    assert production_year(year).known


def test_years_that_were_not_compared_are_not_known():
    assert not production_year(2014).known


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-03-19", "2024-04-02"),  # an ordinary fortnight
        ("2023-12-25", "2024-01-16"),  # across New Year
        ("2024-12-24", "2025-01-16"),  # across New Year, with Saturday 28 December worked
        ("2025-12-22", "2026-01-15"),  # across New Year, with 9 January off
        ("2024-04-23", "2024-05-13"),  # across May, with Saturday 27 April worked
        ("2025-04-25", "2025-05-15"),  # across May, with 2 and 8 May off
        ("2024-10-25", "2024-11-08"),  # Saturday 2 November worked
        ("2025-10-24", "2025-11-10"),  # Saturday 1 November worked
        ("2024-11-02", "2024-11-18"),  # the change was made on the worked Saturday itself
        ("2024-06-15", "2024-06-28"),  # the change was made on a day off
    ],
)
def test_ten_working_days_from_the_day_after(start, expected):
    deadline = add_working_days(day(start), 10)

    assert day(expected) == deadline.day
    assert deadline.known


def test_a_term_tells_what_it_passed_over():
    deadline = add_working_days(day("2024-04-26"), 3)

    assert ["2024-04-28", "2024-04-29", "2024-04-30", "2024-05-01"] == [
        str(one.day) for one in deadline.skipped
    ]
    assert (day("2024-04-27"),) == deadline.worked_weekends
    assert (day("2024-05-03"), 3) == (deadline.day, deadline.counted)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "ru",
            [
                "рабочих дней: 10",
                "следующего за 22.12.2025",
                "15.01.2026",
                "Новогодние каникулы (01.01.2026 – 06.01.2026)",
                "перенесён с 03.01.2026 (09.01.2026)",
            ],
        ),
        (
            "en",
            [
                "counted: 10",
                "after 2025-12-22",
                "2026-01-15",
                "New Year Holidays (2026-01-01 – 2026-01-06)",
                "moved from 2026-01-03 (2026-01-09)",
            ],
        ),
    ],
)
def test_a_term_is_told_in_both_languages(lang, parts):
    told = add_working_days(day("2025-12-22"), 10).tell()[lang]

    assert [] == [part for part in parts if part not in told]


def test_no_working_day_is_the_day_itself_or_the_next_one_worked():
    assert day("2024-04-27") == add_working_days(day("2024-04-27"), 0).day
    assert day("2024-05-02") == add_working_days(day("2024-04-28"), 0).day


def test_a_regional_day_off_moves_the_term():
    plain = add_working_days(day("2024-05-08"), 2)
    moved = add_working_days(day("2024-05-08"), 2, regional=[RADONITSA])

    assert [day("2024-05-14"), day("2024-05-15")] == [plain.day, moved.day]
    assert RADONITSA in moved.skipped
    assert RADONITSA == day_off(RADONITSA.day, regional=[RADONITSA])


def test_a_regional_day_off_wins_over_a_worked_saturday():
    own = DayOff(day("2024-04-27"), Text(ru="день области", en="day of the region"))

    assert own == day_off(own.day, regional=[own])
    assert () == add_working_days(day("2024-04-26"), 2, regional=[own]).worked_weekends


def test_a_year_without_transfers_warns():
    deadline = add_working_days(day("2098-12-25"), 10)

    assert (UnknownTransfers(2098), UnknownTransfers(2099)) == deadline.warnings
    assert not deadline.known
    assert "2099" in deadline.say("ru")


def test_only_years_that_are_not_known_warn():
    def years(number):
        return Year(number, known=number < 2030)

    assert (UnknownTransfers(2030),) == unknown_transfers(
        day("2028-01-01"), day("2030-05-01"), years=years
    )
    assert add_working_days(day("2029-12-20"), 5, years=years).known
    assert not add_working_days(day("2029-12-20"), 10, years=years).known


def test_a_holiday_on_a_weekend_moves_by_law_in_a_year_not_known():
    """9 May 2099 is a Saturday; 3 January, too, is one, which the Government alone moves."""
    assert [5, 5] == [day("2099-05-09").weekday(), day("2099-01-03").weekday()]
    assert day_off(day("2099-05-11")) is not None
    assert day_off(day("2099-05-12")) is None
    assert day_off(day("2099-01-09")) is None


def test_an_office_has_its_own_calendar():
    closed = Year(2024, off={day("2024-03-04"): Text(ru="ремонт", en="repair")})

    deadline = add_working_days(day("2024-03-01"), 1, years=lambda _: closed)

    assert day("2024-03-05") == deadline.day


@pytest.mark.parametrize("n", [-1, 2501])
def test_a_term_out_of_range_is_refused(n):
    with pytest.raises(UsageError) as caught:
        add_working_days(day("2024-03-01"), n)

    assert str(n) in caught.value.message.ru


def test_a_term_past_the_last_day_is_refused():
    with pytest.raises(UsageError):
        add_working_days(datetime.date.max, 1)


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        ("2024-12-27", "2025-01-09", 2),
        ("2024-05-02", "2024-05-02", 0),
        ("2024-05-03", "2024-05-02", 0),
        ("2025-10-31", "2025-11-05", 2),
    ],
)
def test_working_days_between(after, until, expected):
    assert expected == working_days(day(after), day(until))
