// What is not looked at yet stands beside the button that approves. It is asked for anew when a file was shown in the frame, or
// was taken home: only the server knows what counts. The file with which the page opens is counted already, unless
// `data-left-first` says that nobody knew whether it can be shown.
addEventListener("DOMContentLoaded", () => {
  const said = document.querySelector("[data-left]");
  const frame = document.querySelector("iframe[name=tep]");
  let isCounted = !("leftFirst" in said.dataset);
  const ask = async () => {
    try {
      const answer = await fetch(said.dataset.left, { headers: { "X-Unattended": "1" } });
      const words = await answer.text();
      if (answer.ok && !answer.redirected && words !== said.textContent) said.textContent = words;
    } catch {
      // Nobody answers: what is said stays, and is asked for after the next file.
    }
  };
  const takesHome = (event) => {
    if (event.target.closest("a[href^='/tep/']")) setTimeout(ask, 1500);
  };
  const listen = () => {
    try { frame.contentDocument.addEventListener("click", takesHome); } catch { return; }
    // A browser that comes back to the page may show another file than the page was made for.
    if (!isCounted || frame.contentDocument.URL !== frame.src) ask();
    isCounted = false;
  };
  document.addEventListener("click", takesHome);
  frame.addEventListener("load", listen);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete" && frame.contentDocument.URL !== "about:blank") listen();
});
