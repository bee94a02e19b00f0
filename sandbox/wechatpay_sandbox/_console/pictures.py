"""Pictures, uploaded and generated, and the tasks that generate them."""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import urlsplit

from wechatpay_sandbox._console.actions import action
from wechatpay_sandbox._console.desk import Asked, Cell, Desk, Page, pretty
from wechatpay_sandbox._console.machines import TASK
from wechatpay_sandbox._console.rendering import moment
from wechatpay_sandbox._console.sheets import Table, link, listing, sheet
from wechatpay_sandbox._console.words import text
from wechatpay_sandbox._world.pictures import PICTURES
from wechatpay_sandbox._world.records import Picture, Task

_FROM: Final = {True: text("uploaded"), False: text("generated")}


def shown_at(desk: Desk, url: str | None) -> str | None:
    """Return where the sandbox itself shows a picture; None where it has none under this URL."""
    return urlsplit(url).path if url and desk.state.pictures.find(url) else None


def _name(picture: Picture) -> str:
    return posixpath.basename(picture.url)


def images(desk: Desk, asked: Asked) -> Page:
    """List pictures."""
    urls, pager = desk.newest("images", desk.state.pictures.by_url, asked)
    found = [desk.state.pictures.by_url[url] for url in urls]
    columns = (text("Picture"), text("Name"), text("Kind"), text("Type"))
    rows = [
        [
            Cell(shown_at(desk, one.url), link("images", _name(one)), "image"),
            Cell(_name(one), link("images", _name(one)), "code"),
            Cell(asked.say(_FROM[isinstance(one.origin, bytes)])),
            Cell(one.media_type),
        ]
        for one in found
    ]
    return listing(text("Pictures"), Table(columns, rows), pager)


def image(desk: Desk, asked: Asked) -> Page:
    """Show a picture."""
    found = desk.state.pictures.find(PICTURES + asked.path["id"])
    if found is None:
        raise LookupError(asked.path["id"])
    uploaded = isinstance(found.origin, bytes)
    facts = {
        text("Kind"): Cell(asked.say(_FROM[uploaded])),
        text("Type"): Cell(found.media_type),
        text("URL"): Cell(found.url, look="code"),
        text("Bytes"): Cell(len(found.origin) if isinstance(found.origin, bytes) else "–"),
    }
    documents = {} if uploaded else {text("What it is drawn from"): pretty(found.origin)}
    return sheet(text("Picture"), _name(found), facts, documents=documents, pictures=[urlsplit(found.url).path])


def tasks(desk: Desk, asked: Asked) -> Page:
    """List image generation tasks."""
    keys, pager = desk.newest("tasks", desk.state.tasks, asked)
    columns = (text("Task"), text("Kind"), text("State"), text("Brand"), text("Merchant"), text("Picture"))
    rows = [_task_row(desk, desk.state.tasks[key]) for key in keys]
    return listing(text("Image tasks"), Table(columns, rows), pager)


def _task_row(desk: Desk, task: Task) -> list[Cell]:
    seen = task.seen_at(desk.holder._world_now())
    at = shown_at(desk, seen.image_url)
    return [
        Cell(task.task_id, link("tasks", task.mchid, task.task_id)),
        Cell(task.image_generation_type.value),
        Cell(seen.task_state.value, look="state"),
        Cell(task.brand_id),
        Cell(task.mchid, link("accounts", task.mchid)),
        Cell(at, link("images", posixpath.basename(at)), "image") if at else Cell("–"),
    ]


def task(desk: Desk, asked: Asked) -> Page:
    """Show an image generation task."""
    found = desk.state.tasks[asked.path["mchid"], asked.path["id"]]
    seen = found.seen_at(desk.holder._world_now())
    at = shown_at(desk, seen.image_url)
    facts = {
        text("Kind"): Cell(found.image_generation_type.value),
        text("Ends"): Cell(moment(found.due)),
        text("Brand"): Cell(found.brand_id),
        text("Merchant"): Cell(found.mchid, link("accounts", found.mchid)),
    }
    return sheet(
        text("Image task"),
        found.task_id,
        facts,
        machine=TASK,
        state=seen.task_state.value,
        pictures=[at] if at else [],
        actions=[action(desk, "fail_next_image_task"), action(desk, "advance")],
    )
