// "Show more": fetches further rows of a list in place.
document.addEventListener("click", async e => {
  const link = e.target.closest("a[data-more]");
  if (!link || e.ctrlKey || e.metaKey) return;
  e.preventDefault();
  const item = link.closest("li"), answer = await fetch(link.dataset.more);
  if (!answer.ok) return;
  const holder = document.createElement("ol"); holder.innerHTML = await answer.text();
  const first = holder.querySelector("a"); item.replaceWith(...holder.children); first?.focus();
});
