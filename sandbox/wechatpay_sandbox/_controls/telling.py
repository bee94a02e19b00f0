"""Notifications: what was told, and to tell it again."""

from __future__ import annotations

from wechatpay_sandbox._controls.control import does, shows
from wechatpay_sandbox._controls.holder import Holder
from wechatpay_sandbox._notifications import Trick
from wechatpay_sandbox._protocol.settings import LONGEST_WAIT, instance_of, number_of
from wechatpay_sandbox._world.records import Delivery, Notification, Repeat


class NotificationControls(Holder):
    """Notifications (回调通知), and the attempts to deliver them."""

    @property
    @shows
    def notifications(self) -> tuple[Notification, ...]:
        """Notifications, in the order they were first sent."""
        with self._changed:
            return tuple(self._state.notifications.values())

    @property
    @shows
    def deliveries(self) -> tuple[Delivery, ...]:
        """Attempts to deliver notifications, the newest last."""
        return self._notifier.deliveries()

    @property
    @shows
    def repeats(self) -> tuple[Repeat, ...]:
        """Attempts that are planned, because the one before was not answered with 2xx."""
        return self._notifier.repeats()

    @does
    def notify_again(self, trick: Trick, notification_id: str | None = None) -> Delivery:
        """Send a notification once more, as it should or should not be, and wait for the answer.

        Args:
            trick: What is done with it.
            notification_id: Which one; the last one, if left out.

        Raises:
            LookupError: There is no such notification.
        """
        instance_of("trick", trick, Trick, "a Trick, such as Trick.DUPLICATE,")
        return self._notifier.again(trick, notification_id)

    @does
    def resend_notification(self, notification_id: str | None = None) -> str:
        """Send a notification as if for the first time: it is repeated until it is answered with 2xx.

        Args:
            notification_id: Which one; the last one, if left out.

        Returns:
            Its id.

        Raises:
            LookupError: There is no such notification.
        """
        return self._notifier.resend(notification_id).id

    @does
    def wait_for_notifications(self, seconds: float = 10.0) -> tuple[Delivery, ...]:
        """Wait until every notification is delivered or given up.

        Args:
            seconds: How long at most.

        Returns:
            Every attempt so far, tricks included.

        Raises:
            TimeoutError: It takes longer.
        """
        number_of("seconds", seconds, at_least=0, at_most=LONGEST_WAIT)
        if not self._notifier.wait(seconds):
            raise TimeoutError(f"notifications are still under way after {seconds} s")
        return self._notifier.deliveries()
