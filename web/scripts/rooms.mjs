// Who may import whom: app -> features -> ui, api, i18n; a feature never another. And no file of more than 300 lines.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const below = { api: ['api'], i18n: ['i18n', 'api'], ui: ['ui', 'i18n', 'api'] };
const most_lines = 300;
const generated = new Set(['api/schema.d.ts']);

function mayImport(from, to) {
    const [room, feature] = from.split('/');
    const [target, other] = to.split('/');
    if (room === 'features') return target === 'features' ? feature === other : target !== 'app';
    return below[room]?.includes(target) ?? true;
}

const files = readdirSync('src', { recursive: true })
    .map(normalize)
    .filter((name) => /\.(?:tsx?|css)$/.test(name));
let wrong = 0;
const tell = (line) => {
    ++wrong;
    console.log(line);
};
for (const name of files) {
    const text = readFileSync(join('src', name), 'utf8');
    const lines = text.split('\n').length - 1;
    if (lines > most_lines && !generated.has(name))
        tell(`src/${name}: ${lines} lines, at most ${most_lines}: split it`);
    for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
        const to = normalize(join(dirname(name), target));
        if (!mayImport(name, to)) tell(`src/${name}: may not import ${to}`);
    }
}
console.log(`rooms: ${files.length} files, ${wrong} to mend`);
process.exit(wrong ? 1 : 0);
