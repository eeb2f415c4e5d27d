// The licences of everything that ends up in the built files, beside them: several demand it (OFL, Apache, MIT, ISC).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.env.KARTEI_WEB_OUT ?? 'dist';
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const parts = [];
for (const [place, { version, license, dev, optional, devOptional }] of Object.entries(packages)) {
    if (!place || dev || optional || devOptional || !existsSync(place)) continue;
    const name = readdirSync(place).find((file) => /^licen[cs]e/i.test(file));
    const text = name ? readFileSync(join(place, name), 'utf8').trim() : '';
    parts.push(`${place.replace(/^.*node_modules\//, '')} ${version} (${license})\n\n${text}`);
}
writeFileSync(join(out, 'licences.txt'), `${parts.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`);
console.log(`licences: ${parts.length} packages`);
