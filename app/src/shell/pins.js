// Beside the form of a comment a file is read in a frame: a click on a paragraph or a cell there says where the comment is pinned,
// and words that are selected are its quotation. Without scripts the place is typed, or chosen on the page of the file.
addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-pins]");
  const frame = document.querySelector("iframe[name=tep]");
  if (!form || !frame) return;
  const field = (name) => form.querySelector(`[name=${name}]`);
  const words = (id) => {
    const at = id.split("-").slice(1);
    return id.startsWith("o-") ? `bảng ${at[0]}, dòng ${at[1]}, cột ${at[2]}` : `đoạn ${at[0]}`;
  };
  let picked = null;
  const pick = (event) => {
    const page = frame.contentDocument;
    const address = page.location.pathname.split("/");
    if (address[2] !== form.dataset.pins || event.target.closest("a, button, summary, select, input")) return;
    const selected = page.getSelection();
    const quote = selected.toString().trim();
    const from = quote ? selected.anchorNode.parentElement : event.target;
    const place = from.closest(".paper [id^=o-], .compared [id^=o-]") || from.closest(".paper [id^=doan-], .compared [id^=doan-]");
    if (!place) return;
    field("file").value = address[3];
    field("spot").value = words(place.id);
    field("quote").value = quote.slice(0, 300);
    if (picked) picked.classList.remove("picked");
    picked = place;
    picked.classList.add("picked");
    form.closest("details").open = true;
    // The form may lie far below: whoever pressed sees where the comment is written, and writes.
    field("comment").focus({ preventScroll: true });
    field("comment").closest(".field").scrollIntoView({ block: "center" });
  };
  const listen = () => {
    try {
      frame.contentDocument.addEventListener("click", pick);
      // There the file says that it can be pressed.
      frame.contentDocument.documentElement.classList.add("js");
    } catch { return; }
  };
  frame.addEventListener("load", listen);
  listen();
});
