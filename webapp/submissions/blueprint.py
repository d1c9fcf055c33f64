"""The one blueprint on which the views of this room hang."""

from flask import Blueprint

bp = Blueprint("submissions", __name__)
