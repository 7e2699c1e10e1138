// What a page says of hours and days left grows old while it is open. Its parts marked `data-renew` are asked for anew
// every so many seconds, and when somebody comes back to the page; what is being read or used stays as it is.
addEventListener("DOMContentLoaded", () => {
  const parts = (page) => [...page.querySelectorAll(".nav, .bell, [data-renew]")];
  const person = (page) => (page.querySelector("[data-person]") || { dataset: {} }).dataset.person;
  const every = 1000 * Math.min(...[...document.querySelectorAll("[data-renew]")].map((part) => part.dataset.renew));
  const inUse = (part) => {
    const words = getSelection();
    return part.querySelector("details[open]") || !words.isCollapsed && part.contains(words.anchorNode) ||
      part !== document.activeElement && part.contains(document.activeElement);
  };
  const put = (fresh, asked) => {
    const news = parts(fresh);
    parts(document).forEach((old, at) => {
      if (!news[at] || news[at].innerHTML === old.innerHTML || inUse(old)) return;
      old.innerHTML = news[at].innerHTML;
      for (const clock of old.querySelectorAll("[data-clock]")) clock.dataset.clock = asked;
    });
    // Shapes that only the new words need.
    const sprite = document.querySelector("body > svg");
    for (const symbol of fresh.querySelectorAll("body > svg > symbol")) {
      if (sprite && !document.getElementById(symbol.id)) sprite.append(symbol);
    }
  };
  let came = Date.now();
  let asking = false;
  const renew = async (headers) => {
    if (asking) return;
    asking = true;
    try {
      const asked = Date.now();
      const answer = await fetch(location.href, { headers });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.redirected || answer.ok && person(fresh) !== person(document)) {
        // The session is over, or it is another person's now: the page itself knows the way. An island has files and
        // words to keep, and asks in its own way.
        if (!document.querySelector("leptos-island")) location.reload();
      } else if (answer.ok) {
        put(fresh, asked);
        came = Date.now();
      }
    } catch {
      // Nobody answers: what is shown stays, and is asked for again.
    }
    asking = false;
  };
  // A page that lies open keeps no session alive; somebody who comes back to it does.
  setInterval(() => document.hidden || renew({ "X-Unattended": "1" }), every);
  document.addEventListener("visibilitychange", () => document.hidden || Date.now() - came > every / 2 && renew({}));
});
