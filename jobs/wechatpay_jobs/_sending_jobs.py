"""The jobs that send coupons, as their users hand them in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from wechatpay_jobs import _sends
from wechatpay_jobs._intake import Lines
from wechatpay_jobs._job import SendsJob
from wechatpay_jobs._source import Layout, Rows
from wechatpay_jobs._twins import on_thread
from wechatpay_product_coupon.models import CouponTagInfo
from wechatpay_product_coupon.params import CouponTagInfoDict
from wechatpay_runtime import to_json


class SendingJobs(ABC):
    """Takes jobs in that send a coupon, or a bundle, to each user of a source."""

    def send_coupons(
        self,
        source: Rows,
        *,
        job_id: str,
        brand_id: str,
        product_coupon_id: str,
        stock_id: str,
        appid: str,
        coupon_tag_info: CouponTagInfo | CouponTagInfoDict | None = None,
        confirm_after: float | None = None,
        layout: Layout | None = None,
        mchid: str | None = None,
    ) -> SendsJob:
        """Send a coupon of a stock (批次) to each user of a source (向用户发放商品券).

        A row has an `openid`, and may have a `coupon_code` (required where the stock's coupon_code_mode is API_ASSIGN)
        and an `attach`; what else it has is not read. Nothing is sent before the whole source was read and checked
        against the contract. A row that stands in an earlier line, the same in every field, is not sent again. The same
        id again is the same job, which goes on where it is.

        Args:
            source: A file with one openid a line, a CSV or Parquet file with named columns, several files, or the rows
                themselves: dicts, or openids.
            job_id: Name of the job, as in `upload_codes`.
            brand_id: Brand id (品牌ID).
            product_coupon_id: Product coupon id (商品券ID).
            stock_id: Stock id (批次ID).
            appid: AppID (公众账号ID) that the openids belong to.
            coupon_tag_info: Labels of all coupons (用户商品券标签信息).
            confirm_after: Confirm each coupon (确认发放): at once on its SEND event, which `deliver` hands over, or,
                when none has come within so many seconds after the sending, looked up first. None confirms none.
            layout: How the fields lie in the files, where the columns are not called as they are.
            mchid: Merchant number (商户号); may be left out where there is one client.

        Raises:
            JobConflictError: There is another job of this id.
            RequestValidationError: What is the same in all requests breaks the contract.
            SourceChangedError: The source is not what the job was begun with.
            SourceError: The source cannot be read, the disk is full, or the folder of sources cannot be written to.
            ValueError: The `job_id` is none, or `confirm_after` is below 0.
            ConfigurationError: It is not said for which merchant.
            LedgerError: The database cannot be used now; the job was begun or not, and may be handed in again.
        """
        of = {"brand_id": brand_id, "product_coupon_id": product_coupon_id, "stock_id": stock_id}
        of |= {"appid": appid, "coupon_tag_info": to_json(coupon_tag_info)}
        return self._send(job_id, {**of, "confirm_after": confirm_after, "kind": _sends.KIND}, source, layout, mchid)

    def send_coupon_bundles(
        self,
        source: Rows,
        *,
        job_id: str,
        brand_id: str,
        product_coupon_id: str,
        stock_bundle_id: str,
        appid: str,
        coupon_tag_info: CouponTagInfo | CouponTagInfoDict | None = None,
        confirm_after: float | None = None,
        layout: Layout | None = None,
        mchid: str | None = None,
    ) -> SendsJob:
        """Send a bundle (批次组) to each user of a source (向用户发放商品券批次组).

        All is as in `send_coupons`, but that a row has no `coupon_code`. The first coupon of each bundle is confirmed;
        those that follow, one after each redemption, are left to whoever receives their events.

        Args:
            source: As in `send_coupons`.
            job_id: Name of the job, as in `upload_codes`.
            brand_id: Brand id (品牌ID).
            product_coupon_id: Product coupon id (商品券ID).
            stock_bundle_id: Stock bundle id (批次组ID).
            appid: AppID (公众账号ID) that the openids belong to.
            coupon_tag_info: Labels of all coupons (用户商品券标签信息).
            confirm_after: As in `send_coupons`.
            layout: As in `send_coupons`.
            mchid: Merchant number (商户号); may be left out where there is one client.

        Raises:
            JobConflictError: There is another job of this id.
            RequestValidationError: What is the same in all requests breaks the contract.
            SourceChangedError: The source is not what the job was begun with.
            SourceError: The source cannot be read, the disk is full, or the folder of sources cannot be written to.
            ValueError: The `job_id` is none, or `confirm_after` is below 0.
            ConfigurationError: It is not said for which merchant.
            LedgerError: The database cannot be used now; the job was begun or not, and may be handed in again.
        """
        of = {"brand_id": brand_id, "product_coupon_id": product_coupon_id, "stock_bundle_id": stock_bundle_id}
        of |= {"appid": appid, "coupon_tag_info": to_json(coupon_tag_info)}
        return self._send(job_id, {**of, "confirm_after": confirm_after, "kind": _sends.BUNDLES}, source, layout, mchid)

    def _send(
        self, job_id: str, of: Mapping[str, Any], source: Rows, layout: Layout | None, mchid: str | None
    ) -> SendsJob:
        if not (of["confirm_after"] is None or of["confirm_after"] >= 0):
            raise ValueError(f"confirm_after is seconds, 0 or more, or None, not {of['confirm_after']!r}.")
        sending, body = _sends.SENDINGS[of["kind"]], _sends.body_of(of)
        sending.check({sending.fields[0]: "openid"}, body)
        lines = Lines(source, layout, _sends.RowRule(sending, body), fields=sending.fields)
        return self._take_in_rows(job_id, of, lines, mchid)

    @abstractmethod
    def _take_in_rows(self, job_id: str, of: Mapping[str, Any], lines: Lines, mchid: str | None) -> SendsJob:
        """Take in a job of rows, unless it is there."""

    asend_coupons = on_thread(send_coupons)
    asend_coupon_bundles = on_thread(send_coupon_bundles)
