#!/usr/bin/env bash
# Makes static/vendor/ from npm packages. Run by a developer when a version changes; what it makes is committed, so that users need no npm.
# Needs node >= 20 (its Intl holds the Unicode names of countries).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); out="$here/static/vendor"; work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"; npm init -y >/dev/null
npm install --silent --no-audit --no-fund \
  world-atlas@2.0.2 topojson-client@3.1.0 i18n-iso-countries@7 d3-geo@3 \
  @fontsource-variable/inter@5 @fontsource-variable/source-serif-4@5 @fontsource-variable/noto-naskh-arabic@5
m=node_modules; f=$m/@fontsource-variable
mkdir -p "$out"; rm -f "$out"/*.woff2
cp $m/world-atlas/countries-50m.json "$out/world.json";            cp $m/world-atlas/LICENSE "$out/LICENSE.world-atlas"
cp $m/topojson-client/dist/topojson-client.min.js "$out/topojson.js"; cp $m/topojson-client/LICENSE "$out/LICENSE.topojson-client"
for s in latin latin-ext cyrillic; do
  cp $f/inter/files/inter-$s-wght-normal.woff2 "$out/"
  cp $f/source-serif-4/files/source-serif-4-$s-wght-normal.woff2 "$out/"
done
cp $f/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2 "$out/"
for p in inter source-serif-4 noto-naskh-arabic; do cp $f/$p/LICENSE "$out/LICENSE.$p"; done
cat > countries.mjs <<'JS'
// ISO code, names in English and French (Unicode CLDR), and where a label may stand: the centre of the largest piece of land.
import fs from "node:fs"; import { createRequire } from "node:module"; import { geoCentroid, geoArea } from "d3-geo";
const require = createRequire(import.meta.url), iso = require("i18n-iso-countries"), topo = require("topojson-client");
const world = JSON.parse(fs.readFileSync(process.argv[2])), shapes = {};
for (const g of topo.feature(world, world.objects.countries).features) if (g.id) {
  const pieces = g.geometry.type === "Polygon" ? [g.geometry.coordinates] : g.geometry.coordinates;
  const best = pieces.map(c => ({ type: "Polygon", coordinates: c })).sort((a, b) => geoArea(b) - geoArea(a))[0];
  shapes[g.id] = shapes[g.id] || { at: geoCentroid(best).map(v => +v.toFixed(2)), size: +Math.sqrt(geoArea(best)).toFixed(4) };
}
const names = Object.fromEntries(["en", "fr"].map(l => [l, new Intl.DisplayNames([l], { type: "region" })])), out = {};
for (const [a2, a3] of Object.entries(iso.getAlpha2Codes()))
  out[a3] = { n: iso.alpha2ToNumeric(a2), en: names.en.of(a2), fr: names.fr.of(a2), ...(shapes[iso.alpha2ToNumeric(a2)] || {}) };
fs.writeFileSync(process.argv[3], "{\n" + Object.keys(out).sort().map(k => JSON.stringify(k) + ":" + JSON.stringify(out[k])).join(",\n") + "\n}\n");
JS
node countries.mjs "$out/world.json" "$out/countries.json"
cp $m/i18n-iso-countries/LICENSE "$out/LICENSE.i18n-iso-countries"
cat > "$out/README.md" <<'MD'
Files of others that the page needs, so that nothing is asked of the network. Made by `../../vendor.sh`.

| file | from (npm) | licence |
|---|---|---|
| world.json | world-atlas 2.0.2, countries-50m, unchanged (shapes of Natural Earth, public domain) | ISC |
| topojson.js | topojson-client 3.1.0 | ISC |
| countries.json | codes of i18n-iso-countries 7 (MIT); names of Unicode CLDR through Node (Unicode licence); label points computed from world.json | MIT, Unicode-3.0 |
| inter-*.woff2, source-serif-4-*.woff2, noto-naskh-arabic-*.woff2 | @fontsource-variable/... 5 | SIL OFL 1.1 |

Borders on the map are those of Natural Earth, drawn for orientation only.
MD
du -sh "$out"
