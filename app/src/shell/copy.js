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
  if (copied) button.querySelector("[role=status]").textContent = "Đã chép";
});
