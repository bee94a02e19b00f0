# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""The small types that models and operations share."""

from wechatpay_runtime import UNSET, File, MultipartBody, Response, Unset

__all__ = ["UNSET", "File", "MultipartBody", "Response", "Unset"]
