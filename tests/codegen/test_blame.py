"""What a generator stumbles over is told by its place: the first operation or event that cannot be generated alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.blame import culprit
from codegen.contract import Contract
from codegen.generators import GenerationError, generate
from codegen.normal import normal_form
from tests.codegen.contract_document import CONTRACT, schema
from tests.codegen.small_contract import small_copy


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("uploadImage", "/paths/~1v3~1marketing~1partner~1product-coupon~1media~1upload-image/post"),
        ("onProductCouponSent", "/webhooks/PRODUCT_COUPON_SP.SEND/post"),
        ("nowhere at all", ""),
    ],
)
def test_the_place_is_that_of_what_cannot_be_generated_alone(text: str, pointer: str) -> None:
    assert culprit(small_copy(), lambda part: f'"operationId": "{text}"' in json.dumps(part)) == pointer


def test_the_first_of_several_is_told() -> None:
    document = small_copy()
    path = next(iter(document["paths"]))
    assert culprit(document, lambda part: bool(part["paths"])).startswith(f"/paths/{path.replace('/', '~1')}/")


def test_each_part_is_one_operation_or_event_with_the_schemas_that_it_leads_to() -> None:
    document, parts = small_copy(), []
    culprit(document, lambda part: bool(parts.append(part)))
    read = [Contract(normal_form(part)) for part in parts]
    whole = Contract(normal_form(document))
    ids = [[operation.id for operation in found.operations] for found in read if not found.events]
    waits = [["submitImageGenerationTask", "getImageGenerationTask"]]
    assert sorted(map(sorted, ids)) == sorted(
        map(sorted, [*([operation.id] for operation in whole.operations), *waits])
    )
    assert sum(len(found.events) for found in read) == len(whole.events)
    for part, found in zip(parts, read, strict=True):
        assert set(found.schemas) == found.schemas_in([part["paths"], part["webhooks"]])


def test_a_generator_stumbles_over_an_operation_and_not_over_the_first_that_waits(tmp_path: Path) -> None:
    document = small_copy()
    member = schema(document, "UploadImageResponse")["properties"]["image_url"]
    del member["type"]
    member["oneOf"] = [{"type": "string"}, {"type": "boolean"}]  # which a rule refuses, and no template prints
    with pytest.raises(GenerationError) as caught:
        generate(document, CONTRACT, tmp_path)
    assert caught.value.pointer.endswith("~1upload-image/post")


def test_a_wait_that_alone_cannot_be_generated_is_told() -> None:
    document = small_copy()
    pointer = culprit(document, lambda part: '"x-waiter"' in json.dumps(part))
    assert pointer.endswith("~1image-generation-tasks/post")
