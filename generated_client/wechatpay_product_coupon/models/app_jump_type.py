# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

from wechatpay_runtime import OpenEnum


class AppJumpType(OpenEnum):
    """How "use now" opens an app (APP跳转类型).

    A value newer than this list is a member too; its `is_known` is False.
    """

    H5 = "H5"
    """Opens the H5 page in app_path, which leads into the app"""
    PASSCODE_LINK = "PASSCODE_LINK"
    """Shows passcode_link to be copied (口令链接)"""
    USAGE_GUIDE = "USAGE_GUIDE"
    """Shows a guide that leads to the app, since June 2026; it needs no further member"""
