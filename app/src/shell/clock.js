// The school's clock goes on from what the server wrote; the browser only says how much time has passed.
addEventListener("DOMContentLoaded", () => {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const began = Date.now();
  const [hours, minutes, seconds] = clock.textContent.split(":").map(Number);
  const two = (number) => String(number).padStart(2, "0");
  setInterval(() => {
    const now = hours * 3600 + minutes * 60 + seconds + Math.floor((Date.now() - began) / 1000);
    // After midnight the date beside it would be wrong: the page says so by standing still.
    if (now < 86400) clock.textContent = [now / 3600, now / 60 % 60, now % 60].map(Math.floor).map(two).join(":");
  }, 1000);
});
