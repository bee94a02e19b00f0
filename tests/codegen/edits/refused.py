"""Edits that stop `make`: those of names and of YAML here, and all others."""

from __future__ import annotations

from typing import Final

from tests.codegen.edits.refused_exchanges import EXCHANGES, PARAMETERS
from tests.codegen.edits.refused_halves import HALF_CARRIED
from tests.codegen.edits.refused_readings import READINGS
from tests.codegen.edits.refused_schemas import ENUMS, SCHEMAS
from tests.codegen.edits.refusing import ERRORS, OF_PATH, OPERATION, SCHEMA, STATUS, Edit

NAMES: Final = (
    Edit("tag_class", "  - name: images\n", "  - →name: class\n", ("would not be Python",)),
    Edit("tag_close", "  - name: images\n", "  - →name: close\n", ("`client.close` is there already",)),
    Edit("tag_carried", "  - name: images\n", "  - →name: carried\n", ("a page carried.md already",)),
    Edit("tag_of_a_command", "  - name: images\n", "  - →name: jobs\n", ("the command line has a command jobs",)),
    Edit("tag_index", "  - name: images\n", "  - →name: index\n", ("a page index.md already",)),
    Edit("chinese_tag", "  - name: images\n", "  - →name: 批次\n", ("rename the tag",)),
    Edit("operation_id_keyword", OPERATION, "      →operationId: import\n", ("could not be imported",)),
    Edit("operation_id_chinese", OPERATION, "      →operationId: 查询\n", ("letters, digits and _",)),
    Edit("operation_id_twice", OPERATION, "      →operationId: uploadImage\n", ("rename all but one",)),
    Edit("operation_id_snake_twice", OPERATION, "      →operationId: upload_image\n", ("the module 'upload_image'",)),
    Edit("method_of_a_type", "x-method: get_thing", "x-method: str", ("`str` is a type that other methods",)),
    Edit("method_twice", "x-method: get_thing", "x-method: deactivate", ("deactivateProductCoupon already",)),
    Edit(
        "missing_tag",
        "tags: [product_coupons]\n      summary: Get a thing",
        "tags: [things]\n      summary: Get a thing",
        ("exactly one tag",),
    ),
    Edit(
        "two_tags",
        "tags: [product_coupons]\n      summary: Get a thing",
        "tags: [product_coupons, stocks]\n      summary: Get a thing",
        ("exactly one tag",),
    ),
    Edit(
        "schema_name_twice",
        SCHEMA[:11],
        "    →Thing_A: {type: object, description: A (甲).}\n    ThingA:\n",
        ("`ThingA`",),
    ),
    Edit(
        "schema_names_of_ours",
        SCHEMA[:11],
        "    →Any: {type: object, description: A (甲).}\n    ThingA:\n",
        ("a name Any of its own",),
    ),
    Edit(
        "schema_mapping",
        SCHEMA[:11],
        "    →Mapping: {type: object, description: A (甲).}\n    ThingA:\n",
        ("a name Mapping",),
    ),
    Edit(
        "schema_of_a_tag",
        SCHEMA[:11],
        "    →ProductCoupons: {type: object, description: A (甲).}\n    ThingA:\n",
        ("a name ProductCoupons",),
    ),
    Edit(
        "schema_keyword",
        SCHEMA[:11],
        "    →None: {type: object, description: A (甲).}\n    ThingA:\n",
        ("rename the schema",),
    ),
    Edit(
        "property_name_collision",
        "        free:\n",
        "        thingId: {type: string, description: Id (编号).}\n        free:\n",
        ("the member `thing_id`",),
    ),
    Edit("property_of_models", "        free:\n", "        →to_dict:\n", ("a member of this name already",)),
)

YAML: Final = (
    Edit("typo_indent", OPERATION, "       operationId: getThing\n", ("not YAML",)),
    Edit("tab_indent", OPERATION, "\t→operationId: getThing\n", ("spaces, not with tabs",)),
    Edit(
        "responses_200_unquoted",
        STATUS,
        "        →200:\n          description: The thing.\n",
        ("write '200', in quotes",),
    ),
    Edit("key_on", "        free:\n", "        →on:\n", ("on is true or false to YAML", "write 'on'")),
    Edit("key_yes", "        free:\n", "        →yes:\n", ("write 'yes'",)),
    Edit("key_null", "        free:\n", "        →null:\n", ("write 'null'",)),
    Edit("key_twice", OPERATION, OPERATION + "      →operationId: getThing\n", ("stands here twice",)),
    Edit("key_list", OPERATION, "      →[a]: getThing\n", ("a key is a text",)),
    Edit(
        "flag_as_yes",
        f"          required: true\n{OF_PATH}",
        f"          required: →yes\n{OF_PATH}",
        ("yes is true or false to some",),
    ),
    Edit("operation_id_number", OPERATION, "      →operationId: 7\n", ("the number 7 in place of a text",)),
    Edit("tag_of_yaml", OPERATION, "      operationId: →!!python/name:os.system getThing\n", ("the tag",)),
    Edit("unknown_alias", OPERATION, "      operationId: →*thing\n", ("not YAML", "undefined alias")),
    Edit(
        "alias_in_a_circle",
        "        free:\n",
        "        →free: &free\n          items: *free\n",
        ("within what it is the name of",),
    ),
    Edit("spec_openapi_30", "openapi: 3.1.0\n", "openapi: 3.0.3\n", ("openapi: 3.1.0",)),
    Edit("spec_openapi_32", "openapi: 3.1.0\n", "openapi: 3.2.0\n", ("openapi: 3.1.0",)),
    Edit("server_relative", "  - url: https://api.mch.weixin.qq.com\n", "  - →url: /v3\n", ("scheme and host alone",)),
    Edit(
        "parameter_unused",
        "    ProductCouponId:\n",
        "    →Nobody: {name: a, in: query, schema: {type: string}}\n    ProductCouponId:\n",
        ("nothing refers to it",),
    ),
    Edit(
        "method_in_capitals",
        "things/{product_coupon_id}:\n    get:",
        "things/{product_coupon_id}:\n    →GET:",
        ("`get`?",),
    ),
    Edit("misspelt_info", "  title: WeChat Pay", "  →titel: WeChat Pay", ("do you mean `title`?",)),
    Edit(
        "example_wrong",
        "                  image_generation_type: COMBINE_IMAGE\n",
        "                  image_generation_type: COMBINED\n",
        ("the example breaks its schema",),
    ),
    Edit(
        "server_path",
        "  - url: https://api.mch.weixin.qq.com\n",
        "  - →url: https://api.mch.weixin.qq.com/{a}\n",
        ("scheme and host alone",),
    ),
    Edit(
        "webhook_without_data",
        "      x-event-data:\n        $ref: '#/components/schemas/ProductCouponSent'\n",
        "",
        ("x-event-data is missing",),
    ),
    Edit(
        "webhook_get",
        "  PRODUCT_COUPON_SP.SEND:\n    post:\n",
        "  PRODUCT_COUPON_SP.SEND:\n    →get:\n",
        ("a notification is a POST",),
    ),
    Edit(
        "operation_no_xerrors",
        ERRORS,
        "",
        ("x-errors is missing",),
    ),
)

REFUSED: Final = (*SCHEMAS, *ENUMS, *PARAMETERS, *EXCHANGES, *HALF_CARRIED, *READINGS, *NAMES, *YAML)
