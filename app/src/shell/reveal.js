// Buttons marked `data-reveal` show and hide the password beside them, for eyes that cannot follow ten dots.
addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const field = button.parentElement.querySelector("input");
  const shown = field.type === "text";
  field.type = shown ? "password" : "text";
  button.firstElementChild.textContent = shown ? "Hiện" : "Ẩn";
  field.focus();
});
// What is sent, and what the browser offers to remember, is a password again.
addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("[data-reveal]")) {
    button.parentElement.querySelector("input").type = "password";
  }
});
