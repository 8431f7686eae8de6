// The event page: a value shows its words; keys decide; nothing is decided without a reviewer's name.
const pane = document.getElementById("evidence");

function reveal() {
  const first = pane.querySelector("mark[data-first]") || pane.querySelector("mark");
  if (!first) return;
  const roll = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  pane.scrollTo({ top: first.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop - pane.clientHeight / 3, behavior: roll });
}
async function show(link) {
  const query = new URLSearchParams({ s: link.dataset.statements });
  if (link.dataset.report) query.set("report", link.dataset.report);
  const answer = await fetch(link.closest("[data-evidence]").dataset.evidence + query);
  if (!answer.ok) return;
  pane.innerHTML = await answer.text();
  document.body.classList.add("showing");
  document.querySelectorAll("[data-statements].chosen").forEach(x => x.classList.remove("chosen"));
  link.classList.add("chosen");
  const p = new URLSearchParams(location.search); p.set("s", link.dataset.statements); history.replaceState(null, "", "?" + p);
  reveal();
}
document.addEventListener("click", e => {
  const link = e.target.closest("[data-statements]");
  if (link && pane && !e.ctrlKey && !e.metaKey) { e.preventDefault(); show(link); return; }
  if (e.target.closest("[data-close]")) document.body.classList.remove("showing");
  const opener = e.target.closest("[data-open]"); if (opener) open(opener.dataset.open);
  if (e.target.closest("[data-cancel]")) e.target.closest("dialog").close();
});
pane?.addEventListener("click", e => {
  const ids = e.target.closest("mark")?.dataset.ids?.split(" "); if (!ids) return;
  const value = [...document.querySelectorAll(".account [data-statements]")].find(a => a.dataset.statements.split(",").some(s => ids.includes(s)));
  value?.scrollIntoView({ block: "center" }); value?.focus();
});
if (new URLSearchParams(location.search).has("s")) { document.body.classList.add("showing"); reveal(); }

function open(name) {
  const box = document.getElementById("d-" + name); if (!box) return;
  box.showModal(); if (name === "edit") pick(box.querySelector("select"));
  (box.querySelector("select,textarea,input:not([type=hidden])") || box.querySelector("button")).focus();
}
function pick(select) {
  const form = select.form; let current = null;
  form.querySelectorAll("fieldset[data-property]").forEach(f => { f.hidden = f.dataset.property !== select.value; if (!f.hidden) current = f.querySelector("input:checked"); });
  form.elements.value.value = current?.value || "";
}
const edit = document.getElementById("d-edit");
edit?.addEventListener("change", e => { if (e.target.name === "property") pick(e.target); if (e.target.name.startsWith("pick-")) e.target.form.elements.value.value = e.target.value; });

let waiting = null;
const named = () => decodeURIComponent(document.cookie.match(/(?:^|; )istor_reviewer=([^;]*)/)?.[1] || "");
document.addEventListener("submit", e => {
  const form = e.target;
  if (form.getAttribute("action") !== "/decide" || named() || form.elements.reviewer) return;
  e.preventDefault(); waiting = form; document.getElementById("d-name").showModal();
});
document.getElementById("d-name")?.addEventListener("close", () => {
  const name = document.getElementById("reviewer").value.trim(); if (!name || !waiting) return;
  const field = document.createElement("input"); field.type = "hidden"; field.name = "reviewer"; field.value = name;
  waiting.append(field); waiting.requestSubmit(); waiting = null;
});
document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const box = document.querySelector("dialog[open]"), typing = e.target.closest("textarea,input:not([type=radio]):not([type=checkbox]),select");
  if (box) {
    if (typing || !/^[1-9]$/.test(e.key)) return;
    const found = [...box.querySelectorAll(`[data-number="${e.key}"]`)].find(x => x.offsetParent); if (found) { found.click(); e.preventDefault(); }
    return;
  }
  if (typing) return;
  if (e.key === "Escape") { document.body.classList.remove("showing"); return; }
  const target = document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
  if (target) { e.preventDefault(); target.click(); }
});
