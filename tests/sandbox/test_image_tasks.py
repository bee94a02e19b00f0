"""Image generation tasks: their states, their pictures, and what is refused."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from PIL import Image

from tests.sandbox.program import TASKS, Program, example, number, picture, result_of
from wechatpay_sandbox import Sandbox


def opened(content: bytes) -> Any:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def combine(coupon_type: str, **more: Any) -> dict[str, Any]:
    rules: dict[str, Any] = example("submitImageGenerationTask", "official")["combine_image"]
    return {"combine_image": rules | {"type": coupon_type} | more}


def test_a_task_runs_for_a_while_and_succeeds(program: Program, sandbox: Sandbox) -> None:
    started, task_id = time.time(), number()
    sandbox.image_task_seconds = 30
    sandbox.clock = lambda: started
    submitted = program.submit(task_id=task_id)
    assert submitted.json() == {"task_id": task_id, "brand_id": program.brand_id}
    running = program.task(task_id).json()
    assert running == {
        "brand_id": program.brand_id,
        "task_id": task_id,
        "image_generation_type": "COMBINE_IMAGE",
        "task_state": "PROCESSING",
    }
    assert sandbox.tasks[-1].image_url is None
    sandbox.clock = lambda: started + 30
    done = program.task(task_id)
    assert done.json() == running | {
        "task_state": "SUCCESS",
        "combine_image_result": {"image_url": sandbox.tasks[-1].image_url},
    }
    assert program.is_verified(done)
    assert sandbox.tasks[-1].task_state == "SUCCESS"


@pytest.mark.parametrize(
    "data",
    [
        combine("NORMAL"),
        combine("DISCOUNT", background_color="#ffffff"),
        combine("EXCHANGE", scope="SINGLE"),
        combine("NORMAL", normal_coupon={"threshold": 0, "discount_amount": 10**12}),
    ],
)
def test_a_combined_picture_shows_the_brands_colour(program: Program, data: dict[str, Any]) -> None:
    task_id = number()
    program.submit(task_id=task_id, **data)
    served = program.fetch(program.task(task_id).json()["combine_image_result"]["image_url"])
    image = opened(served.content)
    colour = data["combine_image"]["background_color"]
    assert served.headers["Content-Type"] == "image/png"
    assert image.size == (1170, 1326)
    assert image.getpixel((5, 5)) == tuple(bytes.fromhex(colour[1:]))
    assert len(image.getcolors(1 << 20) or ()) > 10


def test_different_offers_make_different_pictures(program: Program) -> None:
    contents = set()
    for amount in (100, 200):
        task_id = number()
        program.submit(task_id=task_id, **combine("NORMAL", normal_coupon={"threshold": 0, "discount_amount": amount}))
        contents.add(program.fetch(program.task(task_id).json()["combine_image_result"]["image_url"]).content)
    assert len(contents) == 2


@pytest.mark.parametrize(("form", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("BMP", "bmp")])
@pytest.mark.parametrize("size", [(300, 200), (700, 900)])
def test_a_cut_out_is_the_product_on_a_transparent_square(
    program: Program, form: str, suffix: str, size: tuple[int, int]
) -> None:
    source, task_id = program.upload(picture(form, size), f"a.{suffix}").json()["image_url"], number()
    program.submit(task_id=task_id, image_generation_type="CUT_OUT", cut_out={"image_url": source})
    answer = program.task(task_id, "CUT_OUT").json()
    assert "combine_image_result" not in answer
    served = program.fetch(answer["cut_out_result"]["image_url"])
    image = opened(served.content)
    left, top, right, bottom = image.getchannel("A").getbbox()
    red, green, _, alpha = image.getpixel((540, top + (bottom - top) // 5))
    assert served.headers["Content-Type"] == "image/png"
    assert (image.mode, image.size) == ("RGBA", (1080, 1080))
    assert image.getpixel((0, 0))[3] == 0
    assert max(right - left, bottom - top) == 840
    assert (left + right, top + bottom) == pytest.approx((1080, 1080), abs=2)
    assert (red > 150, green < 60, alpha) == (True, True, 255)
    assert image.getpixel((540, 540))[3] == 255, "ground inside the product stays"


def test_a_cut_out_of_nothing_but_background_is_empty(program: Program) -> None:
    blank = io.BytesIO()
    Image.new("RGB", (50, 50), "white").save(blank, "PNG")
    source, task_id = program.upload(blank.getvalue(), "a.png").json()["image_url"], number()
    program.submit(task_id=task_id, image_generation_type="CUT_OUT", cut_out={"image_url": source})
    image = opened(program.fetch(program.task(task_id, "CUT_OUT").json()["cut_out_result"]["image_url"]).content)
    assert image.getchannel("A").getextrema() == (0, 0)


def test_the_cut_out_of_a_picture_never_uploaded_fails(program: Program) -> None:
    body = example("submitImageGenerationTask", "cut_out") | {"brand_id": program.brand_id}
    assert program.post(TASKS, body).status_code == 200
    answer = program.task(body["task_id"], "CUT_OUT").json()
    assert answer["task_state"] == "FAIL"
    assert "cut_out_result" not in answer


def test_the_cut_out_of_half_a_picture_fails(program: Program) -> None:
    content = picture("PNG", (700, 900))
    source, task_id = program.upload(content[: len(content) // 2], "a.png").json()["image_url"], number()
    program.submit(task_id=task_id, image_generation_type="CUT_OUT", cut_out={"image_url": source})
    assert program.task(task_id, "CUT_OUT").json()["task_state"] == "FAIL"


def test_the_next_task_can_be_told_to_fail(program: Program, sandbox: Sandbox) -> None:
    sandbox.fail_next_image_task()
    first, second = number(), number()
    program.submit(task_id=first)
    program.submit(task_id=second)
    assert program.task(first).json()["task_state"] == "FAIL"
    assert program.task(second).json()["task_state"] == "SUCCESS"
    assert [task.task_state for task in sandbox.tasks[-2:]] == ["FAIL", "SUCCESS"]


def test_an_identical_repeat_is_the_same_task(program: Program, sandbox: Sandbox) -> None:
    task_id = number()
    first, again = program.submit(task_id=task_id), program.submit(task_id=task_id)
    assert (again.status_code, again.json()) == (200, first.json())
    assert len([task for task in sandbox.tasks if task.task_id == task_id]) == 1


@pytest.mark.parametrize("changes", [{"brand_id": "another"}, combine("NORMAL", background_color="#000000")])
def test_a_used_number_with_other_data_is_refused(program: Program, changes: dict[str, Any]) -> None:
    task_id = number()
    program.submit(task_id=task_id)
    response = program.submit(task_id=task_id, **changes)
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert response.json()["detail"]["field"] == "/task_id"
    assert result_of(response) == 268578927


def test_an_unknown_task_is_not_found(program: Program) -> None:
    task_id = number()
    program.submit(task_id=task_id)
    for response in (program.task("unknown_task"), program.task(task_id, brand_id="another")):
        assert (response.status_code, response.json()["code"]) == (404, "NOT_FOUND")
        assert result_of(response) == 268578608


def test_a_task_is_asked_for_with_its_own_type(program: Program) -> None:
    task_id = number()
    program.submit(task_id=task_id)
    response = program.task(task_id, "CUT_OUT")
    assert (response.status_code, response.json()["code"]) == (400, "INVALID_REQUEST")
    assert response.json()["detail"]["field"] == "image_generation_type"
    assert "COMBINE_IMAGE" in response.json()["detail"]["issue"]


@pytest.mark.parametrize(
    ("target", "field", "location"),
    [
        (f"{TASKS}/short?brand_id=1&image_generation_type=CUT_OUT", "task_id", "path"),
        (f"{TASKS}/task_number_1?brand_id=1&image_generation_type=BLUR", "image_generation_type", "query"),
        (f"{TASKS}/task_number_1?brand_id=&image_generation_type=CUT_OUT", "brand_id", "query"),
        (f"{TASKS}/task_number_1", "brand_id", "query"),
    ],
)
def test_a_wrong_parameter_is_named(program: Program, target: str, field: str, location: str) -> None:
    response = program.send("GET", target)
    assert (response.status_code, response.json()["code"]) == (400, "PARAM_ERROR")
    assert (response.json()["detail"]["field"], response.json()["detail"]["location"]) == (field, location)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"combine_image": None}, "PARAM_ERROR", "/combine_image"),
        ({"image_generation_type": "CUT_OUT"}, "INVALID_REQUEST", "/cut_out"),
        (combine("NORMAL", normal_coupon=None), "PARAM_ERROR", "/combine_image/normal_coupon"),
        (combine("NORMAL", usage_mode="SEQUENTIAL"), "INVALID_REQUEST", "/combine_image/usage_mode"),
        (combine("NORMAL", background_color="red"), "PARAM_ERROR", "/combine_image/background_color"),
        ({"cut_out": {"image_url": "https://example.com/a.png"}}, "PARAM_ERROR", "/cut_out/image_url"),
    ],
)
def test_a_wrong_submission_is_refused(program: Program, changes: dict[str, Any], code: str, field: str) -> None:
    response = program.submit(**changes)
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert response.json()["detail"]["field"] == field


def test_the_objects_of_another_kind_are_tolerated(program: Program) -> None:
    body = example("submitImageGenerationTask", "official")
    assert program.post(TASKS, body).status_code == 200
