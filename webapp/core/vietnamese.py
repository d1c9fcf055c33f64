"""The few words that WTForms says of its own accord, in Vietnamese."""

MESSAGES = {
    "This field is required.": "Không được để trống.",
    "Not a valid choice.": "Lựa chọn không có trong danh sách.",
    "Not a valid choice": "Lựa chọn không có trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": (
        "Lựa chọn không có trong danh sách."
    ),
    "Invalid Choice: could not coerce.": "Lựa chọn không có trong danh sách.",
    "Invalid Choice: could not coerce": "Lựa chọn không có trong danh sách.",
    "Not a valid integer value.": "Phải là một số nguyên.",
    "Not a valid decimal value.": "Phải là một số.",
    "Number must be at least %(min)s.": "Không được nhỏ hơn %(min)s.",
    "Number must be at most %(max)s.": "Không được lớn hơn %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Phải từ %(min)s đến %(max)s.",
    "Field cannot be longer than %(max)d character.": "Không được dài quá %(max)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Không được dài quá %(max)d ký tự.",
    "Field must be at least %(min)d character long.": "Phải có ít nhất %(min)d ký tự.",
    "Field must be at least %(min)d characters long.": "Phải có ít nhất %(min)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": (
        "Phải dài từ %(min)d đến %(max)d ký tự."
    ),
    "'%(value)s' is not a valid choice for this field.": "Lựa chọn không có trong danh sách.",
    "'%(value)s' are not valid choices for this field.": "Lựa chọn không có trong danh sách.",
}


class Vietnamese:
    """The translations object WTForms asks for its own few messages."""

    def gettext(self, string: str) -> str:
        return MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return MESSAGES.get(singular if n == 1 else plural, plural)
