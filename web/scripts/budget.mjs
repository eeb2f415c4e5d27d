// Fails the build when a screen gets too heavy: JavaScript of the first load at most 180 kB gzipped, of a screen 25 kB.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const out = process.env.KARTEI_WEB_OUT ?? 'dist';
const first_load_kb = 180;
const screen_kb = 25;

const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
const weights = new Map();

function weight(file) {
    if (!weights.has(file))
        weights.set(file, gzipSync(readFileSync(join(out, file)), { level: 9 }).length / 1000);
    return weights.get(file);
}

/** A chunk and what it imports at once, not what it imports later. */
function reached(key, found = new Set()) {
    if (found.has(key)) return found;
    found.add(key);
    for (const next of manifest[key].imports ?? []) reached(next, found);
    return found;
}

const sum = (keys) => [...keys].reduce((kb, key) => kb + weight(manifest[key].file), 0);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = reached(entry);
const rows = [['first load', sum(first), first_load_kb]];
for (const key of Object.keys(manifest).filter((each) => manifest[each].isDynamicEntry)) {
    const more = [...reached(key)].filter((each) => !first.has(each));
    rows.push([key.replace(/^src\//, ''), sum(more), screen_kb]);
}
let failed = false;
for (const [name, kb, limit] of rows) {
    const over = kb > limit;
    failed ||= over;
    console.log(`${over ? 'TOO BIG ' : ''}${name}: ${kb.toFixed(1)} kB of ${limit}`);
}
process.exit(failed ? 1 : 0);
