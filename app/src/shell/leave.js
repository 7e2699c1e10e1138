// Whoever leaves a form that was changed is asked, and whoever leaves one that was refused and not mended yet. `page` is where a
// form came from that was not taken: in the history its answer stands under that address, so that no browser asks, gone back to,
// whether to send the form again. A file that is taken home leaves nothing.
((page) => {
  if (page) history.replaceState(history.state, "", page);
  addEventListener("DOMContentLoaded", () => {
    const forms = [...document.forms].filter((form) => form.method === "post" && !form.closest("dialog, leptos-island"));
    const state = (form) => new URLSearchParams(new FormData(form)).toString();
    const before = new Map(forms.map((form) => [form, state(form)]));
    const isRefused = page && document.querySelector("main form .err:not([hidden])");
    let sent = null;
    let isDownload = false;
    addEventListener("submit", (event) => { sent = event.target; });
    addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      isDownload = Boolean(link) && (link.hasAttribute("download") || /\/tep\b/.test(link.pathname));
    });
    addEventListener("beforeunload", (event) => {
      const isLost = [...before].some(([form, was]) => form !== sent && state(form) !== was);
      if (isDownload || !(isLost || (isRefused && !before.has(sent)))) return;
      event.preventDefault();
      event.returnValue = "1";
    });
  });
})
