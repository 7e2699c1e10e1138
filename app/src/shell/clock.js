// The school's clock goes on from what the server wrote; the browser only says how much time has passed since it asked,
// so that on a slow line the clock is ahead of the server's and never behind.
addEventListener("DOMContentLoaded", () => {
  const [visit] = performance.getEntriesByType("navigation");
  const asked = visit ? performance.timeOrigin + visit.requestStart : Date.now();
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  let shown;
  let began;
  setInterval(() => {
    const clock = document.querySelector("[data-clock]");
    if (!clock) return;
    if (clock !== shown) {
      const [hours, minutes, seconds] = clock.textContent.split(":").map(Number);
      began = hours * 3600 + minutes * 60 + seconds - (Number(clock.dataset.clock) || asked) / 1000;
      shown = clock;
    }
    const now = (began + Date.now() / 1000) % 86400;
    clock.textContent = [now / 3600, now / 60 % 60, now % 60].map(two).join(":");
  }, 1000);
});
