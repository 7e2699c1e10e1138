// Buttons marked `data-print` print.
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
