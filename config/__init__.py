"""How is the house wired? Settings, addresses, the queue, the embedded starter. No behaviour of its own."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
