"""Pictures: upload (图片上传), generation tasks (图片生成任务) and their results."""

from __future__ import annotations

from functools import partial

from wechatpay_sandbox._contract import JSON
from wechatpay_sandbox._drawing import cut_out, draw_header
from wechatpay_sandbox._errors import Result, fault_in
from wechatpay_sandbox._pictures import is_complete, media_type_of, suffix_of
from wechatpay_sandbox._records import ImageTask, StoredImage
from wechatpay_sandbox._state import Call, State, Task, once
from wechatpay_sandbox.models import ImageGenerationType, TaskState


def upload_image(state: State, call: Call) -> JSON:
    """Keep a picture and answer with its URL."""
    content, filename = call.body["file"], call.body["meta"]["filename"]
    media_type = media_type_of(content)
    if media_type is None:
        raise fault_in("body", "/file", "not a JPG, BMP or PNG picture by its leading bytes")
    if not filename.lower().endswith(f".{suffix_of(media_type)}"):
        raise fault_in("body", "/meta/filename", f"the file is {media_type} by its leading bytes", value=filename)
    return {"image_url": state.images.add_file(media_type, content).url}


@once()
def submit_image_generation_task(state: State, call: Call) -> JSON:
    """Accept a task. Its end is settled here, and shown once its time has come."""
    kind = ImageGenerationType(call.body["image_generation_type"])
    image = _combine(state, call.body) if kind is ImageGenerationType.COMBINE_IMAGE else _cut_out(state, call.body)
    if state.image_tasks_to_fail:
        state.image_tasks_to_fail -= 1
        image = None
    task = state.tasks[call.mchid, call.body["task_id"]] = Task(
        mchid=call.mchid,
        brand_id=call.body["brand_id"],
        task_id=call.body["task_id"],
        image_generation_type=kind,
        due=state.now() + state.options.image_task_seconds,
        image_url=image.url if image else None,
    )
    state.on_image_task(task)
    return {"task_id": call.body["task_id"], "brand_id": call.body["brand_id"]}


def _combine(state: State, body: JSON) -> StoredImage:
    return state.images.add("image/png", partial(draw_header, body["combine_image"], body["brand_id"]))


def _cut_out(state: State, body: JSON) -> StoredImage | None:
    source = state.images.get(body["cut_out"]["image_url"])
    if source is None or not is_complete(source.content):
        return None
    return state.images.add("image/png", lambda: cut_out(source.content))


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
    seen = task.seen_at(state.now())
    if seen.image_generation_type != call.query["image_generation_type"]:
        raise fault_in(
            "query",
            "image_generation_type",
            f"the task was submitted with {seen.image_generation_type}",
            code="INVALID_REQUEST",
            value=call.query["image_generation_type"],
        )
    return image_task_data(seen)


def image_task_data(task: ImageTask) -> JSON:
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
