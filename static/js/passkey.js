// A passkey that could not be used (refused, timed out, unknown here) is said on the page, not only to the console.
const problem = document.getElementById("passkey-problem");

document.addEventListener("allauth.error", (event) => {
  if (!problem) return;
  event.preventDefault();
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
});
