// A machine that several people use locks itself, and so does one's own where the school says so: after `data-idle` seconds
// without a hand on it the sheet covers the page, and the server is told, so that nothing of the session is left for whoever comes
// by. What was typed stays under the sheet, and its person goes on with their password. All pages of a browser do so together.
addEventListener("DOMContentLoaded", () => {
  const sheet = document.querySelector("dialog[data-idle]");
  const form = sheet.querySelector("form");
  const said = sheet.querySelector("[role=alert]");
  const code = sheet.querySelector("[data-code]");
  const password = form.elements.password;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("tu-khoa") : null;
  const longest = Number(sheet.dataset.idle) * 1000;
  const tell = (word) => { if (channel) channel.postMessage(word); };
  let last = Date.now();
  let told = 0;
  let isLocked = false;
  const cover = () => {
    if (isLocked) return;
    isLocked = true;
    sheet.showModal();
    password.focus();
  };
  const uncover = () => {
    isLocked = false;
    last = Date.now();
    form.reset();
    said.hidden = code.hidden = true;
    sheet.close();
  };
  const refuse = (words) => {
    said.textContent = words;
    said.hidden = !words;
  };
  const seen = () => {
    if (isLocked) return;
    // A machine that slept wakes up with a hand on it: nobody knows whose.
    if (Date.now() - last >= longest) { lock(); return; }
    last = Date.now();
    if (last - told > 1000) {
      told = last;
      tell("seen");
    }
  };
  const lock = () => {
    cover();
    tell("locked");
    fetch("/dang-nhap/khoa", { method: "POST", keepalive: true }).catch(() => {});
  };
  if (channel) channel.onmessage = ({ data }) => {
    if (data === "seen" && !isLocked) last = Date.now();
    if (data === "locked") cover();
    if (data === "open" && isLocked) uncover();
  };
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "input"]) {
    addEventListener(kind, seen, { passive: true, capture: true });
  }
  setInterval(() => { if (!isLocked && Date.now() - last >= longest) lock(); }, 1000);
  // The Escape key closes no lock.
  sheet.addEventListener("cancel", (event) => event.preventDefault());
  sheet.addEventListener("close", () => { if (isLocked) sheet.showModal(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        tell("open");
        uncover();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const words = page.querySelector("main .err, main .notices");
      const asksCode = answer.status === 200 && page.querySelector("input[name=step]");
      if (asksCode) code.hidden = false;
      else if (code.hidden) password.value = "";
      form.elements.code.value = "";
      refuse(words ? words.textContent.trim() : "");
      (code.hidden ? password : form.elements.code).focus();
    } catch {
      refuse("Chưa liên lạc được với máy chủ của trường. Chờ một lát rồi bấm lại.");
    }
  });
});
