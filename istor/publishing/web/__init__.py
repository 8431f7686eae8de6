"""The page: browse, explain, review, take away. Everything it needs is in the package; no request leaves the machine."""

from istor.publishing.web.app import create_app, is_loopback, serve

__all__ = ["create_app", "is_loopback", "serve"]
