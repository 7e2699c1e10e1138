// The number at the bell grows old on a page that lies open. Where the page renews nothing of itself, the number is asked for
// anew once a minute, and when somebody comes back: it is that of the page of notices, which nobody has read by that.
addEventListener("DOMContentLoaded", () => {
  const bell = document.querySelector("[data-bell] a");
  const person = (page) => (page.querySelector("[data-person]") || { dataset: {} }).dataset.person;
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(bell.href, { headers: { "X-Unattended": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-bell] a");
      // The session is over, or it is another person's now: the page has words to keep, and says so when it is used.
      if (!answer.ok || answer.redirected || !fresh || person(page) !== person(document)) return;
      if (bell.innerHTML !== fresh.innerHTML) bell.innerHTML = fresh.innerHTML;
      bell.setAttribute("aria-label", fresh.getAttribute("aria-label"));
    } catch {
      // Nobody answers: the number stays, and is asked for again.
    }
  };
  if (document.querySelector("[data-renew]")) return;
  setInterval(ask, 60000);
  document.addEventListener("visibilitychange", ask);
});
