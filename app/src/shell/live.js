// A page that lies open about one record hears what becomes of it: the stream says that something changed, and the address
// in `data-live` what is true of the record now. All pages of a browser share one stream; the dashboards speak the same words.
addEventListener("DOMContentLoaded", () => {
  const band = document.querySelector("[data-live]");
  const name = "su-kien";
  let channel = null;
  let source = null;
  let present = "";
  let release = null;
  let asking = false;
  let again = false;
  const put = (part, words) => { band.querySelector(part).textContent = words; };
  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(band.dataset.live, { headers: { "X-Unattended": "1", "Accept": "application/json" } });
      const news = answer.status === 200 ? await answer.json() : null;
      if (news) {
        put("b", news.fact + ".");
        put("span", news.advice);
      }
      if (answer.ok) band.hidden = !news;
    } catch {
      // Nobody answers: what is shown stays, and is asked for after the next change.
    }
    asking = false;
    if (again) { again = false; ask(); }
  };
  const told = (kind, data, program) => {
    if (kind === "present") {
      // Before the stream begins, and in a gap, nobody knows what was missed.
      if (present.split("\n")[1] !== data) ask();
      present = [kind, data, program].join("\n");
    }
    if (kind === "changed") ask();
  };
  const open = () => {
    source = new EventSource("/su-kien");
    source.onerror = () => {
      if (channel) channel.postMessage(["lost", "", ""].join("\n"));
      // The browser tries again by itself, unless it was told to give up.
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        setTimeout(() => { if (!source && !document.hidden) listen(); }, 30000);
      }
    };
    for (const kind of ["present", "changed", "beat"]) {
      source.addEventListener(kind, (event) => {
        if (channel) channel.postMessage([kind, event.data, event.lastEventId].join("\n"));
        told(kind, event.data, event.lastEventId);
      });
    }
  };
  const queue = () => {
    navigator.locks.request(name, () => {
      if (document.hidden) return;
      open();
      return new Promise((done) => { release = done; });
    }).catch(open);
  };
  const close = () => {
    if (source) source.close();
    if (release) release();
    source = release = null;
  };
  if (navigator.locks) {
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      const [kind, what, program] = String(data).split("\n");
      if (kind !== "who" && !source) told(kind, what, program);
      if (kind === "who" && source && present) channel.postMessage(present);
    };
  }
  const listen = () => { if (navigator.locks) queue(); else open(); };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { close(); return; }
    ask();
    if (!source) listen();
  });
  addEventListener("pagehide", close);
  if (!document.hidden) listen();
});
