// A button beside a password shows it; without a script there is none. It is sent as a password.
const turn = (button, shown) => {
  document.getElementById(button.getAttribute("aria-controls")).type = shown ? "text" : "password";
  button.firstElementChild.textContent = shown ? "Ẩn" : "Hiện";
};

for (const button of document.querySelectorAll(".reveal")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", () => turn(button, field.type === "password"));
  // Hidden again before it leaves, so that no browser keeps it among the texts once typed.
  field.form.addEventListener("submit", () => turn(button, false));
}
