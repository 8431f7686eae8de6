// The map: shapes of countries, gathered events as rings of their families, areas as dashed outlines. One canvas, no tiles, no network.
const FAMILIES = ["violence", "disorder", "territory", "movement", "strategic", "crime", "diplomacy", "other"];
const clamp = (v, a, b) => Math.min(b, Math.max(a, v));
export const mx = lon => (lon + 180) / 360;
export const my = lat => { const r = clamp(lat, -85.05, 85.05) * Math.PI / 180; return (1 - Math.asinh(Math.tan(r)) / Math.PI) / 2; };
export const lonOf = x => x * 360 - 180;
export const latOf = y => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;

let world = null;
async function shapes() {
  if (world) return world;
  const [topo, names] = await Promise.all([fetch("/static/vendor/world.json"), fetch("/static/vendor/countries.json")].map(p => p.then(r => r.json())));
  const codes = {};
  for (const [code, c] of Object.entries(names)) codes[c.n] = { code, ...c };
  world = window.topojson.feature(topo, topo.objects.countries).features.map(f => {
    // Shapes are stitched over the 180th meridian: longitudes are unrolled so that no line crosses the map; a ring around a pole is closed below it.
    const path = new Path2D(); const box = [9, 9, -9, -9];
    for (const piece of f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates)
      for (const ring of piece) {
        let last = ring[0][0], turn = 0, x = 0;
        ring.forEach(([lon, lat], n) => {
          if (lon - last > 180) turn--; else if (lon - last < -180) turn++;
          last = lon; x = mx(lon) + turn; const y = my(lat);
          n ? path.lineTo(x, y) : path.moveTo(x, y);
          if (x < box[0]) box[0] = x; if (y < box[1]) box[1] = y; if (x > box[2]) box[2] = x; if (y > box[3]) box[3] = y;
        });
        if (turn) { path.lineTo(x, 1.01); path.lineTo(x - turn, 1.01); }
        path.closePath();
      }
    return { path, box, about: codes[f.id] || null };
  });
  return world;
}

export class WorldMap {
  constructor(canvas, { locale, words, onMove, onArea, onChoose, onEvent, onPlace, note }) {
    Object.assign(this, { canvas, locale, words, onMove, onArea, onChoose, onEvent, onPlace, note });
    this.x = .5; this.y = .4; this.z = 1.5; this.cells = []; this.area = null; this.choosing = false; this.drawn = []; this.spot = null;
    this.g = canvas.getContext("2d");
    this.seated = new Promise(done => { this.sit = done; });
    this.colours();
    new ResizeObserver(() => this.resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colours(); this.draw(); });
    this.listen();
    shapes().then(s => { this.shapes = s; this.draw(); });
  }
  colours() {
    const css = getComputedStyle(document.documentElement), get = n => css.getPropertyValue(n).trim();
    this.c = Object.fromEntries(["sea", "land", "border", "ink", "soft", "surface", "accent", "flag", "tint", "halo"].map(n => [n, get("--" + n)]));
    this.f = Object.fromEntries(FAMILIES.map(n => [n, get("--fam-" + n)]));
  }
  get scale() { return 256 * 2 ** this.z; }
  get floor() { return Math.max(0, Math.log2(Math.max(this.w / 256, this.h / 256 * .8))); }
  resize() {
    const r = this.canvas.getBoundingClientRect(), d = devicePixelRatio || 1;
    if (!r.width) return;
    this.w = r.width; this.h = r.height; this.canvas.width = Math.round(r.width * d); this.canvas.height = Math.round(r.height * d);
    if (this.wanted) { const box = this.wanted; this.wanted = null; this.fit(box, true); }
    this.z = Math.max(this.z, this.floor); this.hold(); this.draw(); this.sit();
  }
  toScreen(x, y) { return [(x - this.x) * this.scale + this.w / 2, (y - this.y) * this.scale + this.h / 2]; }
  toWorld(px, py) { return [(px - this.w / 2) / this.scale + this.x, (py - this.h / 2) / this.scale + this.y]; }
  box() {
    const [a, b] = this.toWorld(0, 0), [c, d] = this.toWorld(this.w, this.h), r = v => +v.toFixed(5);
    return [clamp(r(lonOf(a)), -180, 180), clamp(r(latOf(clamp(d, 0, 1))), -90, 90), clamp(r(lonOf(c)), -180, 180), clamp(r(latOf(clamp(b, 0, 1))), -90, 90)];
  }
  hold() {
    const half = this.h / 2 / this.scale;
    this.y = half >= .5 ? .5 : clamp(this.y, half, 1 - half);
    this.x = clamp(this.x, 0, 1);
  }
  fit([west, south, east, north], quiet) {
    if (!this.w) { this.wanted = [west, south, east, north]; return; }
    const x0 = mx(west), x1 = mx(east), y0 = my(north), y1 = my(south);
    this.x = (x0 + x1) / 2; this.y = (y0 + y1) / 2;
    const z = Math.log2(Math.min(this.w * .8 / 256 / Math.max(x1 - x0, 1e-4), this.h * .75 / 256 / Math.max(y1 - y0, 1e-4)));
    this.z = clamp(z, this.floor, 7); this.hold(); this.draw(); if (!quiet) this.moved();
  }
  moved() { clearTimeout(this.timer); this.timer = setTimeout(() => this.onMove?.(), 140); }
  zoomAt(dz, px = this.w / 2, py = this.h / 2) {
    const [a, b] = this.toWorld(px, py); this.z = clamp(this.z + dz, this.floor, 14);
    const [c, d] = this.toWorld(px, py); this.x += a - c; this.y += b - d; this.hold(); this.draw(); this.moved();
  }
  show(cells, area) { this.cells = cells; this.area = area; this.draw(); }
  mark(spot) { this.spot = spot; this.draw(); }
  choose(on) { this.choosing = on; this.canvas.classList.toggle("choosing", on); this.onChoose?.(on); }
  draw() { if (!this.queued) { this.queued = true; requestAnimationFrame(() => { this.queued = false; this.paint(); }); } }

  paint() {
    if (!this.w) return;
    const g = this.g, d = devicePixelRatio || 1, s = this.scale;
    g.setTransform(d, 0, 0, d, 0, 0); g.fillStyle = this.c.sea; g.fillRect(0, 0, this.w, this.h);
    const tinted = new Map(this.cells.filter(c => c.area && c.precision === "country" && c.country).map(c => [c.country, c]));
    const [wx0, wy0] = this.toWorld(0, 0), [wx1, wy1] = this.toWorld(this.w, this.h);
    for (const turn of [-1, 0, 1]) {
      if (wx1 < turn - .2 || wx0 > turn + 1.2) continue;
      g.setTransform(d * s, 0, 0, d * s, d * (this.w / 2 - (this.x - turn) * s), d * (this.h / 2 - this.y * s));
      g.lineJoin = "round";
      for (const f of this.shapes || []) {
        const [a, b, c, e] = f.box;
        if (c + turn < wx0 || a + turn > wx1 || e < wy0 || b > wy1) continue;
        const hit = f.about && tinted.has(f.about.code);
        g.fillStyle = hit ? this.c.tint : this.c.land; g.fill(f.path, "evenodd");
        g.lineWidth = (hit ? 1.4 : .7) / s; g.strokeStyle = hit ? this.c.accent : this.c.border;
        g.setLineDash(hit ? [4 / s, 3 / s] : []); g.stroke(f.path);
      }
    }
    g.setTransform(d, 0, 0, d, 0, 0); g.setLineDash([]);
    if (this.area) this.rect(g, this.area);
    this.labels(g); this.marks(g);
    if (this.drag?.area) { const { x0, y0, x1, y1 } = this.drag; this.frame(g, Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)); }
    if (this.spot) { const [x, y] = this.toScreen(mx(this.spot[0]), my(this.spot[1])); g.beginPath(); g.arc(x, y, 13, 0, 7); g.lineWidth = 2.5; g.strokeStyle = this.c.ink; g.stroke(); }
  }
  frame(g, x, y, w, h) { g.fillStyle = this.c.tint; g.globalAlpha = .35; g.fillRect(x, y, w, h); g.globalAlpha = 1; g.strokeStyle = this.c.accent; g.lineWidth = 1.5; g.setLineDash([5, 3]); g.strokeRect(x, y, w, h); g.setLineDash([]); }
  rect(g, [west, south, east, north]) { const [a, b] = this.toScreen(mx(west), my(north)), [c, d] = this.toScreen(mx(east), my(south)); this.frame(g, a, b, c - a, d - b); }
  labels(g) {
    g.font = "500 11px Inter, sans-serif"; g.textAlign = "center"; g.textBaseline = "middle"; g.lineJoin = "round";
    const taken = [];
    const known = (this.shapes || []).map(f => f.about).filter(a => a && a.at).sort((a, b) => b.size - a.size);
    for (const a of known) {
      if (a.size * this.scale < 62) break;
      const [x, y] = this.toScreen(mx(a.at[0]), my(a.at[1]));
      if (x < -60 || y < -20 || x > this.w + 60 || y > this.h + 20) continue;
      const text = (a[this.locale] || a.en).toUpperCase(), w = g.measureText(text).width / 2 + 6;
      if (w * 2 > a.size * this.scale * 1.6 || taken.some(t => Math.abs(t[0] - x) < t[2] + w && Math.abs(t[1] - y) < 16)) continue;
      taken.push([x, y, w]);
      g.lineWidth = 3; g.strokeStyle = this.c.halo; g.strokeText(text, x, y); g.fillStyle = this.c.soft; g.globalAlpha = .8; g.fillText(text, x, y); g.globalAlpha = 1;
    }
  }
  km(lat) { return this.scale / 40075 / Math.cos(lat * Math.PI / 180); }
  marks(g) {
    this.drawn = [];
    const top = Math.max(1, ...this.cells.map(c => c.count));
    const size = n => n === 1 ? 6 : 9 + 15 * Math.log(n) / Math.log(Math.max(top, 40));
    const seen = c => { const [x, y] = this.toScreen(mx(c.longitude), my(c.latitude)); return { x, y, r: size(c.count), cell: c, km: (c.radius || 0) * this.km(c.latitude) }; };
    const near = m => { const far = Math.max(40, m.km); return m.x > -far && m.y > -far && m.x < this.w + far && m.y < this.h + far; };
    for (const m of this.cells.map(seen).filter(near)) {
      const c = m.cell;
      if (!c.radius || c.precision === "country" || (m.km <= 11 && !c.area)) continue;
      g.beginPath(); g.arc(m.x, m.y, Math.max(m.km, 13), 0, 7); g.fillStyle = this.c.tint; g.globalAlpha = c.area ? .35 : .28; g.fill(); g.globalAlpha = 1;
      g.setLineDash([3, 3]); g.lineWidth = 1; g.strokeStyle = this.c.accent; g.stroke(); g.setLineDash([]);
    }
    const rings = this.gather(this.cells.filter(c => !c.area).map(seen).filter(near), size);
    const areas = this.gather(this.cells.filter(c => c.area).map(seen).filter(near), size);
    for (const m of rings) { this.ring(g, m.x, m.y, m.r, m.cell); this.drawn.push({ ...m, r: Math.max(m.r + 3, 11) }); }
    for (const m of areas) {
      const s = Math.max(m.r * .8, 9);
      const hit = this.drawn.find(o => Math.abs(o.x - m.x) < o.r + s && Math.abs(o.y - m.y) < o.r + s * .8);
      if (hit) m.y = hit.y - hit.r - s * .8;
      this.square(g, m.x, m.y, s, m.cell); this.drawn.push({ ...m, r: Math.max(s + 2, 11) });
    }
    if (this.z >= 5.5) this.names(g);
  }
  gather(marks, size) {
    // The server gathers on a grid; what would still overlap on this screen is drawn as one.
    const kept = [];
    for (const m of marks.sort((a, b) => b.cell.count - a.cell.count)) {
      const host = kept.find(k => Math.hypot(k.x - m.x, k.y - m.y) < (k.r + m.r) * .82);
      if (!host) { kept.push(m); continue; }
      const a = host.cell, b = m.cell, n = a.count + b.count, families = { ...a.families };
      for (const [f, c] of Object.entries(b.families)) families[f] = (families[f] || 0) + c;
      host.cell = { ...a, longitude: (a.longitude * a.count + b.longitude * b.count) / n, latitude: (a.latitude * a.count + b.latitude * b.count) / n, count: n, families, disagree: a.disagree + b.disagree, id: null, name: a.name === b.name ? a.name : null, place: a.place === b.place ? a.place : null };
      host.r = size(n);
    }
    return kept;
  }
  names(g) {
    g.font = "500 12px Inter, sans-serif"; g.textAlign = "left"; const taken = [];
    for (const { x, y, r, cell } of this.drawn) {
      if (!cell.name) continue;
      const w = g.measureText(cell.name).width;
      if (taken.some(t => x + r < t[0] + t[2] && x + r + w > t[0] && Math.abs(y - t[1]) < 15)) continue;
      taken.push([x + r, y, w]); g.lineWidth = 3.5; g.strokeStyle = this.c.halo; g.strokeText(cell.name, x + r + 2, y); g.fillStyle = this.c.ink; g.fillText(cell.name, x + r + 2, y);
    }
  }
  ring(g, x, y, r, c) {
    const parts = FAMILIES.filter(f => c.families[f]);
    if (c.count === 1) { g.beginPath(); g.arc(x, y, r, 0, 7); g.fillStyle = this.f[parts[0]] || this.f.other; g.fill(); g.lineWidth = 2; g.strokeStyle = this.c.surface; g.stroke(); }
    else {
      g.beginPath(); g.arc(x, y, r + 1.5, 0, 7); g.fillStyle = this.c.surface; g.fill();
      let at = -Math.PI / 2; g.lineWidth = 4;
      for (const f of parts) { const to = at + 2 * Math.PI * c.families[f] / c.count; g.beginPath(); g.arc(x, y, r - 1, at, to); g.strokeStyle = this.f[f]; g.stroke(); at = to; }
      this.text(g, x, y, c.count);
    }
    if (c.disagree) { g.beginPath(); g.arc(x + r * .75, y - r * .75, 3.5, 0, 7); g.fillStyle = this.c.flag; g.fill(); g.lineWidth = 1.5; g.strokeStyle = this.c.surface; g.stroke(); }
  }
  square(g, x, y, r, c) {
    const parts = FAMILIES.filter(f => c.families[f]).sort((a, b) => c.families[b] - c.families[a]), s = r;
    g.beginPath(); g.roundRect(x - s, y - s * .8, s * 2, s * 1.6, 4); g.fillStyle = this.c.surface; g.fill();
    g.lineWidth = 1.8; g.setLineDash([3, 2]); g.strokeStyle = this.f[parts[0]] || this.f.other; g.stroke(); g.setLineDash([]);
    this.text(g, x, y, c.count);
  }
  text(g, x, y, n) { g.font = "600 11px Inter, sans-serif"; g.textAlign = "center"; g.textBaseline = "middle"; g.fillStyle = this.c.ink; g.fillText(n >= 10000 ? Math.round(n / 1000) + "k" : n >= 1000 ? (n / 1000).toFixed(1) + "k" : n, x, y + .5); }
  at(px, py) { let best = null, close = 1e9; for (const m of this.drawn) { const d = Math.hypot(m.x - px, m.y - py); if (d <= m.r && d < close) { best = m.cell; close = d; } } return best; }
  press(cell) {
    if (cell.id) this.onEvent(cell.id);
    else if (cell.area && cell.place) this.onPlace(cell.place);
    else if (this.z >= 11) { const d = .02; this.onArea([cell.longitude - d, cell.latitude - d, cell.longitude + d, cell.latitude + d].map(v => +v.toFixed(4))); }
    else { this.x = mx(cell.longitude); this.y = my(cell.latitude); this.z = clamp(this.z + 2, this.floor, 14); this.hold(); this.draw(); this.moved(); }
  }
  say(cell) { return cell ? `${cell.name ? cell.name + " · " : ""}${cell.count} ${this.words.events.toLowerCase()}` : ""; }

  listen() {
    const el = this.canvas, where = e => { const r = el.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; };
    const pointers = new Map(); let pinch = 0;
    el.addEventListener("pointerdown", e => {
      el.setPointerCapture(e.pointerId); const [x, y] = where(e); pointers.set(e.pointerId, [x, y]);
      this.drag = { x0: x, y0: y, x1: x, y1: y, cx: this.x, cy: this.y, area: e.shiftKey || this.choosing, far: false };
    });
    el.addEventListener("pointermove", e => {
      const [x, y] = where(e);
      if (!this.drag) { const cell = this.at(x, y); el.classList.toggle("over", !!cell); this.note.textContent = this.say(cell); return; }
      pointers.set(e.pointerId, [x, y]);
      if (pointers.size === 2) {
        const [[a, b], [c, d]] = [...pointers.values()], far = Math.hypot(a - c, b - d);
        if (pinch) this.zoomAt(Math.log2(far / pinch), (a + c) / 2, (b + d) / 2);
        pinch = far; this.drag.far = true; return;
      }
      const m = this.drag; m.x1 = x; m.y1 = y; m.far ||= Math.hypot(x - m.x0, y - m.y0) > 4;
      if (m.far && !m.area) { this.x = m.cx - (x - m.x0) / this.scale; this.y = m.cy - (y - m.y0) / this.scale; this.hold(); }
      this.draw();
    });
    const end = e => {
      pointers.delete(e.pointerId); pinch = 0; const m = this.drag; if (pointers.size || !m) return; this.drag = null;
      if (!m.far) { const cell = this.at(m.x0, m.y0); if (cell && e.type === "pointerup") this.press(cell); }
      else if (m.area) {
        const [a, b] = this.toWorld(Math.min(m.x0, m.x1), Math.min(m.y0, m.y1)), [c, d] = this.toWorld(Math.max(m.x0, m.x1), Math.max(m.y0, m.y1));
        this.choose(false); this.onArea([lonOf(a), latOf(d), lonOf(c), latOf(b)].map((v, n) => +clamp(v, n % 2 ? -90 : -180, n % 2 ? 90 : 180).toFixed(3)));
      } else this.moved();
      this.draw();
    };
    el.addEventListener("pointerup", end); el.addEventListener("pointercancel", end);
    el.addEventListener("wheel", e => { e.preventDefault(); const [x, y] = where(e); this.zoomAt(clamp(-e.deltaY / 300, -1, 1), x, y); }, { passive: false });
    el.addEventListener("dblclick", e => { const [x, y] = where(e); this.zoomAt(1, x, y); });
    el.addEventListener("keydown", e => {
      const step = 80 / this.scale, act = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[e.key];
      if (act) { this.x += act[0]; this.y += act[1]; this.hold(); this.draw(); this.moved(); }
      else if (e.key === "+" || e.key === "=") this.zoomAt(.7);
      else if (e.key === "-") this.zoomAt(-.7);
      else if (e.key === "Enter") this.onArea(this.box().map(v => +v.toFixed(3)));
      else if (e.key === "Escape") this.onArea(null);
      else return;
      e.preventDefault();
    });
  }
}
