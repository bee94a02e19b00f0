# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""The small types that models and operations share."""

from wechatpay_runtime import File, MultipartBody, Response

__all__ = ["File", "MultipartBody", "Response"]
