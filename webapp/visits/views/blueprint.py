"""The one blueprint that this room's views hang on."""

from flask import Blueprint

bp = Blueprint("visits", __name__)
