"""Dự, giám sát: runs the yearly plans by which a higher body attends and supervises meetings."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, object] | None = None) -> "Flask":
    """Make the application; *settings* overrule what the environment says (tests)."""
    # Imported here, so that a process which only prints papers or counts days starts at once.
    from flask import Flask
    from flask_migrate import Migrate
    from flask_wtf import CSRFProtect
    from htmx_flask import Htmx
    from werkzeug.middleware.proxy_fix import ProxyFix

    from webapp import accounts, cli, rooms
    from webapp.core import config, out_of_reach, static_files, web
    from webapp.core.db import db

    app = Flask(
        __name__,
        template_folder=str(config.ROOT / "templates"),
        static_folder=str(config.ROOT / "static"),
        static_url_path=static_files.url_path(config.ROOT / "static"),
        instance_path=os.environ.get("INSTANCE_PATH", str(config.ROOT / "instance")),
    )
    settings = settings or config.read_settings(os.environ, Path(app.instance_path))
    app.config.from_mapping(settings)
    if hops := app.config["TRUSTED_PROXIES"]:  # else anybody could say where they ask from
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
    Htmx(app)
    static_files.init_app(app)
    web.init_app(app)
    out_of_reach.init_app(app)
    accounts.init_app(app)
    CSRFProtect(app)  # after the day is known: what it refuses is told on a page, too
    rooms.init_app(app)
    cli.init_app(app, create_app)
    return app
