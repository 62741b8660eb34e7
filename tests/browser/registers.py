"""A small register whose rows a search must tell apart."""

import touchpoint_model as tm

NEEDS = {
    "information": "получение информации",
    "consultation": "получение консультации",
    "forms": "получение форм документов",
    "submission": "представление заявления, документов",
    "result": "получение результата, ответа, разъяснения",
}
SITE, PHONE, MAIL, DESK = "официальный сайт", "телефон ЁЛКА", "электронная почта", "личный приём"
DIGITAL, OFFLINE = "digital", "offline"
TREES, PERMITS, MUSEUMS, IDLE = (
    "Учёт ёлок и елей",
    "Выдача разрешений",
    "Проверка музеев",
    "Без точек",
)


def row(point: str, channel: str, *needs: str, told: str = "") -> tm.Entry:
    wanted = tuple(tm.Need(NEEDS[one], one) for one in needs)
    return tm.Entry(point, wanted, told, channels=(channel,))


def points(*directions: tm.Direction) -> tuple[tm.Touchpoint, ...]:
    names = [one.touchpoint for it in directions for p in it.processes for one in p.entries]
    return tuple(tm.Touchpoint(name, name) for name in dict.fromkeys(names))


def searched() -> tm.Register:
    """Two directions, four processes, six rows."""
    told = (
        tm.Direction(
            "предоставление государственных услуг",
            (
                tm.Process(
                    TREES,
                    (
                        row(SITE, DIGITAL, "information"),
                        row(PHONE, OFFLINE, "consultation", told="звонить до 17:00"),
                        row(MAIL, DIGITAL, "submission", "information"),
                    ),
                ),
                tm.Process(
                    PERMITS,
                    (
                        row(SITE, DIGITAL, "forms", "information"),
                        row(DESK, OFFLINE, "consultation", "result", told="по записи"),
                    ),
                ),
            ),
            client=tm.ClientKind.EXTERNAL,
        ),
        tm.Direction(
            "осуществление государственного контроля (надзора)",
            (tm.Process(MUSEUMS, (row(PHONE, OFFLINE, "information"),)), tm.Process(IDLE)),
            client=tm.ClientKind.EXTERNAL,
        ),
    )
    return tm.Register("culture", "Перечень для поиска", told, points(*told))
