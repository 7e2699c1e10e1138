// What the page says of hours and days left grows old on an open page: it is asked for anew every five minutes and
// whenever somebody comes back to it, and put in unless it is being read with something opened.
addEventListener("DOMContentLoaded", () => {
  const every = 300000;
  let asked = Date.now();
  const renew = async (headers) => {
    if (Date.now() - asked < every / 10) return;
    asked = Date.now();
    try {
      const answer = await fetch(location.pathname, { headers });
      // The session is over: the page itself knows the way to the sign-in and back.
      if (answer.redirected) return document.hidden || location.reload();
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const selector of [".ribbon", "#noi-dung"]) {
        const [old, now] = [document.querySelector(selector), fresh.querySelector(selector)];
        if (!old || !now || old.querySelector("details[open]") || old.contains(document.activeElement) && old !== document.activeElement) continue;
        old.innerHTML = now.innerHTML;
      }
      // Shapes and icons that only the new words need.
      const [sprite, more] = [document.querySelector("body > svg"), fresh.querySelector("body > svg")];
      if (sprite && more) sprite.innerHTML = more.innerHTML;
    } catch {
      // Nobody answers: what is shown stays, with its own time on it.
    }
  };
  // A page that lies open keeps no session alive; somebody who comes back to it does.
  setInterval(() => renew({ "X-Khong-Ai-Xem": "1" }), every);
  document.addEventListener("visibilitychange", () => document.hidden || renew({}));
});
