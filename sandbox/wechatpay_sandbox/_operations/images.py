"""Pictures: upload (图片上传), generation tasks (图片生成任务) and their results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final

from wechatpay_sandbox._operations.drawing import content_of
from wechatpay_sandbox._operations.playing import Call, once, plays
from wechatpay_sandbox._protocol.contract import JSON
from wechatpay_sandbox._protocol.refusals import OF_BUSINESS, Result, fault_in
from wechatpay_sandbox._world.pictures import is_complete, media_type_of, suffix_of
from wechatpay_sandbox._world.records import Event, ImageTask, Picture, Task
from wechatpay_sandbox._world.state import State
from wechatpay_sandbox.models import ImageGenerationType, TaskState

_ENDED: Final = "PRODUCT_COUPON_SP.IMAGE_GENERATION"


@dataclass(frozen=True)
class StoredImage:
    """A picture behind an `image_url`, uploaded or generated; a generated one is drawn when first looked at."""

    url: str
    media_type: str
    _load: Callable[[], bytes] = field(repr=False, compare=False)

    @cached_property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self._load()


def stored_images(state: State) -> tuple[StoredImage, ...]:
    """List the pictures in the order they came."""
    return tuple(
        StoredImage(picture.url, picture.media_type, partial(content_of, picture, state.pictures))
        for picture in state.pictures.by_url.values()
    )


@plays("uploadImage")
def upload_image(state: State, call: Call) -> JSON:
    """Keep a picture and answer with its URL."""
    content, filename = call.body["file"], call.body["meta"]["filename"]
    media_type = media_type_of(content)
    if media_type is None:
        raise fault_in("body", "/file", "not a JPG, BMP or PNG picture by its leading bytes")
    if not filename.lower().endswith(f".{suffix_of(media_type)}"):
        raise fault_in("body", "/meta/filename", f"the file is {media_type} by its leading bytes", value=filename)
    return {"image_url": state.pictures.add_file(media_type, content).url}


@plays("submitImageGenerationTask")
@once
def submit_image_generation_task(state: State, call: Call) -> JSON:
    """Accept a task. Its end is settled here, and shown once its time has come."""
    image = _picture(state, call.body)
    if state.image_tasks_to_fail:
        state.image_tasks_to_fail -= 1
        image = None
    task = state.tasks[call.mchid, call.body["task_id"]] = Task(
        mchid=call.mchid,
        brand_id=call.body["brand_id"],
        task_id=call.body["task_id"],
        image_generation_type=ImageGenerationType(call.body["image_generation_type"]),
        due=call.now + state.options.image_task_seconds,
        image_url=image.url if image else None,
    )
    call.events.append(Event(task.mchid, _ENDED, _shown(task.seen_at(task.due)), task.due))
    return {"task_id": call.body["task_id"], "brand_id": call.body["brand_id"]}


def _picture(state: State, body: JSON) -> Picture | None:
    """Note what is to be drawn; None where it cannot be, for want of a whole picture to cut out of."""
    if body["image_generation_type"] == ImageGenerationType.COMBINE_IMAGE:
        return state.pictures.add_drawn({name: body[name] for name in ("combine_image", "brand_id")})
    source = state.pictures.find(body["cut_out"]["image_url"])
    if source is None or (isinstance(source.origin, bytes) and not is_complete(source.origin)):
        return None
    return state.pictures.add_drawn({"cut_out": {"image_url": source.url}})


@plays("getImageGenerationTask")
def get_image_generation_task(state: State, call: Call) -> JSON:
    """Show a task as it stands now."""
    task = state.tasks.get((call.mchid, call.path["task_id"]))
    if task is None or task.brand_id != call.query["brand_id"]:
        raise fault_in(
            "path",
            "task_id",
            "no such task of this merchant and brand",
            code="NOT_FOUND",
            result=Result.UNKNOWN_OBJECT,
            value=call.path["task_id"],
        )
    seen = task.seen_at(call.now)
    if seen.image_generation_type != call.query["image_generation_type"]:
        raise fault_in(
            "query",
            "image_generation_type",
            f"the task was submitted with {seen.image_generation_type}",
            code="INVALID_REQUEST",
            about=OF_BUSINESS,
            value=call.query["image_generation_type"],
        )
    return _shown(seen)


def _shown(task: ImageTask) -> JSON:
    """Say how a task stands, for an answer or a notification."""
    data: JSON = {
        "brand_id": task.brand_id,
        "task_id": task.task_id,
        "image_generation_type": task.image_generation_type,
        "task_state": task.task_state,
    }
    if task.task_state is TaskState.SUCCESS:
        data[f"{task.image_generation_type.lower()}_result"] = {"image_url": task.image_url}
    return data
