// The overview: address -> map, time line and list; each of them changes the address.
import "./list.js";
import { WorldMap } from "./map.js";
import { TimeLine } from "./time.js";

const state = JSON.parse(document.getElementById("state")?.textContent || "null");
if (state) start();

function start() {
  const view = document.getElementById("view"), params = () => new URLSearchParams(location.search);
  const wide = matchMedia("(min-width: 1100px)");
  const filters = () => { const p = params(); p.delete("map"); p.delete("skip"); return p; };
  let turn = 0;

  const map = new WorldMap(document.getElementById("map"), {
    locale: state.locale, words: state.words, note: document.getElementById("map-note"),
    onMove: () => { const p = params(); p.set("map", [map.x.toFixed(5), map.y.toFixed(5), map.z.toFixed(2)].join(",")); history.replaceState(null, "", "?" + p); cells(); },
    onArea: area => change(p => { area ? p.set("area", area.join(",")) : p.delete("area"); }),
    onChoose: on => document.querySelector("[data-map=area]").setAttribute("aria-pressed", on),
    onEvent: id => { location.href = "/event/" + encodeURIComponent(id); },
    onPlace: place => change(p => { p.delete("place"); p.append("place", place); }),
  });
  const time = new TimeLine(document.getElementById("time"), {
    locale: state.locale, words: state.words, note: document.getElementById("time-note"),
    onSpan: span => change(p => { span ? (p.set("from", span[0]), p.set("to", span[1])) : (p.delete("from"), p.delete("to")); }),
  });
  document.querySelector(".map-tools").addEventListener("click", e => {
    const button = e.target.closest("button"), what = button?.dataset.map;
    if (what === "in") map.zoomAt(1); else if (what === "out") map.zoomAt(-1);
    else if (what === "world") { map.x = .5; map.y = .42; map.z = 0; map.resize(); map.moved(); }
    else if (what === "area") map.choose(!map.choosing);
  });

  const area = () => params().get("area")?.split(",").map(Number) || null;
  const span = () => [params().get("from"), params().get("to")];
  function change(edit) { const p = params(); edit(p); p.delete("skip"); history.pushState(null, "", p.size ? "?" + p : "/"); load(); }
  async function cells() {
    await map.seated;
    const p = filters(); p.set("zoom", map.z.toFixed(2)); p.set("box", map.box().join(","));
    const mine = ++turn, answer = await fetch("/api/map?" + p);
    if (answer.ok && mine === turn) map.show(await answer.json(), area());
    return answer.ok;
  }
  const ready = () => { document.body.removeAttribute("aria-busy"); document.body.dataset.ready = "1"; };
  async function load() {
    const p = filters(), query = p.toString();
    document.body.setAttribute("aria-busy", "true");
    document.body.dataset.ready = "0";
    const [html, line] = await Promise.all([fetch("/part/view?" + query).then(r => r.text()), fetch("/api/timeline?" + query).then(r => r.ok ? r.json() : { bars: [] }), cells()]);
    if (filters().toString() !== query) return;
    replace(html); time.show(line, ...span()); ready();
  }
  function replace(html) {
    const focus = document.activeElement, open = new Set([...view.querySelectorAll("details[data-facet][open]")].map(d => d.dataset.facet)), shut = new Set([...view.querySelectorAll("details[data-facet]:not([open])")].map(d => d.dataset.facet));
    const kept = focus && view.contains(focus) ? [focus.name, focus.type === "checkbox" ? focus.value : null, focus.id] : null, box = view.querySelector(".filter-box")?.open, scroll = view.querySelector(".filters")?.scrollTop;
    view.innerHTML = html;
    view.querySelectorAll("details[data-facet]").forEach(d => { if (open.has(d.dataset.facet)) d.open = true; else if (shut.has(d.dataset.facet)) d.open = false; });
    const filterBox = view.querySelector(".filter-box"); filterBox.open = wide.matches || box;
    if (scroll) view.querySelector(".filters").scrollTop = scroll;
    if (kept) {
      const same = [...view.querySelectorAll("input,select")].find(i => i.name === kept[0] && (kept[1] === null || i.value === kept[1]));
      same?.focus(); if (same?.type === "search") same.setSelectionRange(same.value.length, same.value.length);
    }
  }
  function submit() {
    const form = document.getElementById("filters"), p = new URLSearchParams();
    for (const [k, v] of new FormData(form)) if (v && !(k === "sort" && v === "newest")) p.append(k, v);
    const place = params().get("map"); if (place) p.set("map", place);
    history.pushState(null, "", p.size ? "?" + p : "/"); load();
  }
  let typing;
  view.addEventListener("submit", e => { if (e.target.id === "filters") { e.preventDefault(); clearTimeout(typing); submit(); } });
  view.addEventListener("change", e => { if (e.target.type !== "search" && e.target.closest("form,select")) submit(); });
  view.addEventListener("input", e => { if (e.target.type === "search") { clearTimeout(typing); typing = setTimeout(submit, 250); } });
  view.addEventListener("click", e => {
    const link = e.target.closest("a[data-nav]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault(); history.pushState(null, "", link.getAttribute("href")); load();
  });
  for (const [on, off] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    view.addEventListener(on, e => { const at = e.target.closest(".row")?.dataset.at; if (at) map.mark(at.split(",").map(Number)); });
    view.addEventListener(off, () => map.mark(null));
  }
  addEventListener("popstate", load);
  document.addEventListener("keydown", e => { if (e.key === "/" && !e.target.closest("input,textarea,select")) { e.preventDefault(); document.getElementById("q").focus(); } });
  const widen = () => { view.querySelector(".filter-box").open = wide.matches; };
  wide.addEventListener("change", widen); widen();

  time.show(state.timeline, ...span()); map.show(state.cells, area());
  const seat = params().get("map")?.split(",").map(Number);
  if (seat?.length === 3 && seat.every(Number.isFinite)) { [map.x, map.y, map.z] = seat; map.resize(); cells().then(ready); }
  else if (area()) map.fit(area(), true), cells().then(ready);
  else if (state.cells.length) {
    const lons = state.cells.map(c => c.longitude), lats = state.cells.map(c => c.latitude), pad = 4;
    map.fit([Math.max(-170, Math.min(...lons) - pad), Math.max(-60, Math.min(...lats) - pad), Math.min(178, Math.max(...lons) + pad), Math.min(75, Math.max(...lats) + pad)], true);
    cells().then(ready);
  } else ready();
}
