// The time line: solid bars are events surely in the step, hatched ones may fall in it. Dragging chooses a span.
export class TimeLine {
  constructor(canvas, { words, locale, onSpan, note }) {
    Object.assign(this, { canvas, words, locale, onSpan, note });
    this.bars = []; this.span = null; this.g = canvas.getContext("2d"); this.cursor = null; this.colours();
    new ResizeObserver(() => { const r = canvas.getBoundingClientRect(), d = devicePixelRatio || 1; this.w = r.width; this.h = r.height; canvas.width = Math.round(r.width * d); canvas.height = Math.round(r.height * d); this.paint(); }).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colours(); this.paint(); });
    this.listen();
  }
  colours() { const css = getComputedStyle(document.documentElement); this.c = Object.fromEntries(["ink", "soft", "line", "accent", "tint", "bar", "may"].map(n => [n, css.getPropertyValue("--" + n).trim()])); }
  show(line, since, until) { this.step = line.step; this.bars = line.bars; this.since = since; this.until = until; this.cursor = null; this.paint(); this.say(null); }
  get left() { return 10; }
  get wide() { return (this.w - 20) / Math.max(1, this.bars.length); }
  index(x) { return Math.max(0, Math.min(this.bars.length - 1, Math.floor((x - this.left) / this.wide))); }
  chosen() {
    if (this.drag) return [Math.min(this.drag.a, this.drag.b), Math.max(this.drag.a, this.drag.b)];
    if (this.cursor) return [Math.min(...this.cursor), Math.max(...this.cursor)];
    if (!this.since && !this.until) return null;
    const a = this.since ? this.bars.findIndex(b => b.end >= this.since) : 0; let z = this.bars.length - 1;
    if (this.until) while (z >= 0 && this.bars[z].start > this.until) z--;
    return a < 0 || z < 0 ? null : [a, z];
  }
  paint() {
    if (!this.w) return;
    const g = this.g, d = devicePixelRatio || 1, base = this.h - 20, top = Math.max(1, ...this.bars.map(b => b.within + b.perhaps)), k = (base - 8) / top;
    g.setTransform(d, 0, 0, d, 0, 0); g.clearRect(0, 0, this.w, this.h);
    const chosen = this.chosen(), gap = this.wide > 4 ? 1 : 0;
    if (chosen) { g.fillStyle = this.c.tint; g.fillRect(this.left + chosen[0] * this.wide, 0, (chosen[1] - chosen[0] + 1) * this.wide, base); }
    this.bars.forEach((b, n) => {
      const x = this.left + n * this.wide, w = Math.max(1, Math.min(this.wide - gap, 26)), off = (this.wide - gap - w) / 2, sure = b.within * k, may = b.perhaps * k;
      g.globalAlpha = chosen && (n < chosen[0] || n > chosen[1]) ? .4 : 1;
      if (may) { g.fillStyle = this.c.may; g.fillRect(x + off, base - sure - may, w, may); }
      if (b.within) { g.fillStyle = this.c.bar; g.fillRect(x + off, base - Math.max(sure, 2), w, Math.max(sure, 2)); }
    });
    g.globalAlpha = 1; g.fillStyle = this.c.line; g.fillRect(this.left, base, this.w - 20, 1);
    if (chosen) { g.fillStyle = this.c.accent; for (const x of [chosen[0] * this.wide, (chosen[1] + 1) * this.wide]) g.fillRect(this.left + x - 1, 0, 2, base); }
    this.axis(g, base);
  }
  axis(g, base) {
    g.font = "11px Inter, sans-serif"; g.fillStyle = this.c.soft; g.textBaseline = "top"; let last = -99;
    this.bars.forEach((b, n) => {
      const [y, m] = b.start.split("-").map(Number), prior = n ? this.bars[n - 1].start.split("-").map(Number) : null;
      const turn = this.step === "year" ? true : this.step === "month" ? (!prior || prior[0] !== y) : (!prior || prior[1] !== m);
      const label = this.step === "year" || this.step === "month" ? String(y) : new Intl.DateTimeFormat(this.locale, { month: "short", ...(m === 1 || !n ? { year: "numeric" } : {}), timeZone: "UTC" }).format(new Date(Date.UTC(y, m - 1, 1)));
      const x = this.left + n * this.wide;
      if (!turn || x - last < 58 || x > this.w - 50) return;
      last = x; g.fillRect(x, base, 1, 5); g.fillText(label, x + 4, base + 5);
    });
  }
  day(text) { return new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(text + "T00:00:00Z")); }
  say(n, to = n) {
    if (n === null || !this.bars[n]) { this.note.textContent = ""; return; }
    const a = this.bars[n], b = this.bars[to], sum = k => this.bars.slice(n, to + 1).reduce((s, x) => s + x[k], 0);
    this.note.textContent = `${a.start === b.end ? this.day(a.start) : this.day(a.start) + " – " + this.day(b.end)}: ${sum("within")} ${this.words.within}` + (n === to && a.perhaps ? `, ${a.perhaps} ${this.words.perhaps}` : "");
  }
  apply([a, b]) { this.onSpan([this.bars[a].start, this.bars[b].end]); }
  listen() {
    const el = this.canvas, where = e => e.clientX - el.getBoundingClientRect().left;
    el.addEventListener("pointerdown", e => { if (!this.bars.length) return; el.setPointerCapture(e.pointerId); const n = this.index(where(e)); this.drag = { a: n, b: n, x: where(e) }; this.paint(); });
    el.addEventListener("pointermove", e => { if (!this.bars.length) return; const n = this.index(where(e)); if (this.drag) { this.drag.b = n; const [a, b] = this.chosen(); this.say(a, b); this.paint(); } else this.say(n); });
    el.addEventListener("pointerup", () => { if (!this.drag) return; const span = this.chosen(); this.drag = null; this.apply(span); });
    el.addEventListener("pointercancel", () => { this.drag = null; this.paint(); });
    el.addEventListener("pointerleave", () => { if (!this.drag) this.say(null); });
    el.addEventListener("dblclick", () => this.onSpan(null));
    el.addEventListener("keydown", e => {
      if (!this.bars.length) return;
      const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key], end = this.bars.length - 1;
      if (step) { const at = this.cursor || this.chosen() || [step > 0 ? -1 : end + 1, step > 0 ? -1 : end + 1], n = Math.max(0, Math.min(end, at[1] + step)); this.cursor = e.shiftKey ? [at[0] < 0 ? n : at[0], n] : [n, n]; const [a, b] = this.chosen(); this.say(a, b); this.paint(); }
      else if (e.key === "Enter" && this.cursor) this.apply(this.chosen());
      else if (e.key === "Escape") { this.cursor = null; this.onSpan(null); }
      else return;
      e.preventDefault();
    });
  }
}
