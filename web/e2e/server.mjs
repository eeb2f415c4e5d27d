// A server of its own for one run: the binary that KARTEI_BINARY names, with the example company in a directory that is
// gone afterwards. As long as it serves no pages, those of web/dist stand before it, under the same policy.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = process.env.KARTEI_WEB_OUT ?? fileURLToPath(new URL('../dist', import.meta.url));
const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'";
const types = {
    '.css': 'text/css',
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.json': 'application/json',
    '.svg': 'image/svg+xml',
    '.txt': 'text/plain; charset=utf-8',
    '.woff2': 'font/woff2',
};

export async function startServer() {
    const binary = process.env.KARTEI_BINARY;
    if (!binary) throw new Error('KARTEI_BINARY must name the kartei to run');
    const data = mkdtempSync(join(tmpdir(), 'kartei-e2e-'));
    const child = spawn(
        resolve(process.env.INIT_CWD ?? '.', binary),
        ['serve', '--data', join(data, 'data'), '--demo', '--port', '0', '--lang', 'en'],
        { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((_, reject) => {
        child.on('error', reject);
        child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
    ended.catch(() => undefined);
    process.on('exit', () => {
        child.kill();
        rmSync(data, { recursive: true, force: true });
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
    const { address, login, password } = await Promise.race([firstWords(child), ended]);
    const own = await fetch(address);
    const base = own.headers.get('content-type')?.startsWith('text/html') ? address : await front(address);
    return { base, login, password };
}

/** Address, login and password as the server prints them. */
function firstWords(child) {
    return new Promise((tell, refuse) => {
        let text = '';
        const late = setTimeout(() => refuse(new Error(`no address and login after 30 s: ${text}`)), 30_000);
        child.stdout.on('data', (bytes) => {
            text += bytes;
            const address = /https?:\/\/\S+/.exec(text)?.[0];
            const account = /([^\s,]+@[^\s,]+),.* (\S+)\n/.exec(text);
            if (!address || !account) return;
            clearTimeout(late);
            tell({ address: address.replace(/\/$/, ''), login: account[1], password: account[2] });
        });
    });
}

function front(address) {
    const server = createServer((asked, answer) => {
        if (/^\/(?:api|healthz|readyz)/.test(asked.url)) return pass(address, asked, answer);
        const wanted = join(built, normalize(decodeURIComponent(new URL(asked.url, address).pathname)));
        const file = extname(wanted) && existsSync(wanted) ? wanted : join(built, 'index.html');
        answer.writeHead(200, {
            'Content-Type': types[extname(file)] ?? 'application/octet-stream',
            'Content-Security-Policy': policy,
            'X-Content-Type-Options': 'nosniff',
        });
        answer.end(readFileSync(file));
    });
    server.unref();
    return new Promise((tell) => {
        server.listen(0, '127.0.0.1', () => tell(`http://localhost:${server.address().port}`));
    });
}

function pass(address, asked, answer) {
    const { method, url, headers } = asked;
    const onward = request(address + url, { method, headers }, (got) => {
        answer.writeHead(got.statusCode, got.headers);
        got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
}
