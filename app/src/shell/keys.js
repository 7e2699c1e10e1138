// The page of a review has keys: D and T choose the decision, J and K go to the records after and before. Not while a field
// has the focus, and not where somebody has turned them off, which their browser remembers.
addEventListener("DOMContentLoaded", () => {
  const off = document.querySelector("[data-keys-off]");
  const isOff = () => { try { return localStorage.getItem("phim-tat") === "0"; } catch { return false; } };
  const say = () => { if (off) off.textContent = isOff() ? "Bật phím tắt" : "Tắt phím tắt"; };
  say();
  if (off) off.addEventListener("click", () => {
    try { localStorage.setItem("phim-tat", isOff() ? "1" : "0"); } catch { return; }
    say();
  });
  addEventListener("keydown", (event) => {
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    const key = event.key.toLowerCase();
    const target = /^[dtjk]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
    if (!target || target.disabled) return;
    // On a phone the form is folded away: words typed into a field that cannot have the focus would be read as keys.
    const fold = /^[dt]$/.test(key) && document.querySelector("#mo-quyet-dinh");
    if (fold) fold.checked = true;
    if (!target.getClientRects().length) return;
    event.preventDefault();
    target.click();
    const deed = document.querySelector(key === "t" ? "#words" : `[data-deed="${key}"]`);
    if (deed) deed.focus();
  });
});
