"""Sentences of the linked data: what a mandatory description says where a register has none."""

from __future__ import annotations

from ...model.text import Text

__all__ = [
    "AMONG",
    "COLLECTIONS",
    "DATASET",
    "DIRECTION",
    "NEEDS",
    "REGISTER",
    "SERVICE",
]

REGISTER = Text(ru="Перечень точек взаимодействия", en="Register of touchpoints: {organisation}")
DATASET = Text(
    ru="В каких процессах клиенты взаимодействуют с органом, в каких точках и с какими "
    "потребностями. Процессов: {services}, точек: {channels}.",
    en="In which processes clients meet the agency, at which touchpoints and with which needs. "
    "Processes: {services}, touchpoints: {channels}.",
)
SERVICE = Text(
    ru="Процесс взаимодействия с клиентом. Орган: {organisation}.",
    en="A process of interaction with a client. Agency: {organisation}.",
)
DIRECTION = Text(ru=" Направление: {direction}.", en=" Direction: {direction}.")
NEEDS = Text(ru=" Потребности клиента: {needs}.", en=" Needs of the client: {needs}.")
AMONG = Text(ru=" Среди потребностей клиента: {needs}.", en=" Among the client’s needs: {needs}.")

COLLECTIONS = {
    "direction": Text(ru="Направления работы", en="Directions of work"),
    "need": Text(ru="Потребности клиентов", en="Needs of clients"),
    "legal_form": Text(ru="Клиенты", en="Clients"),
    "channel": Text(ru="Типы точек взаимодействия", en="Types of touchpoints"),
    "touchpoint": Text(ru="Точки взаимодействия", en="Kinds of touchpoints"),
}
"""The controlled vocabularies, by scheme of the ordinance, in the order of the document."""
