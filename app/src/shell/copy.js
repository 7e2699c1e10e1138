// Buttons marked `data-copy` put the words of the field that they name where they can be pasted from.
addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  let copied = false;
  try {
    await navigator.clipboard.writeText(field.value);
    copied = true;
  } catch {
    // Without TLS, and in old browsers, there is only the older way.
    copied = document.execCommand("copy");
  }
  if (!copied) return;
  // One label at a time, and the first one again for whoever copies once more.
  const label = button.querySelector("[data-label]");
  const said = button.querySelector("[role=status]");
  label.hidden = true;
  said.textContent = "Đã chép";
  setTimeout(() => {
    label.hidden = false;
    said.textContent = "";
  }, 3000);
});
