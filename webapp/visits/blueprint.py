"""The one blueprint that both halves of this room hang their views on."""

from flask import Blueprint

bp = Blueprint("visits", __name__)
