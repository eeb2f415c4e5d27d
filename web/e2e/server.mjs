// A server of its own for one run: the binary that KARTEI_BINARY names, with the example company in a directory that is
// gone afterwards. Where KARTEI_WEB_OUT names pages, or the binary has none, those (or web/dist) stand before it, under
// the same policy.
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
    const place = mkdtempSync(join(tmpdir(), 'kartei-e2e-'));
    let running;
    const serve = async (...more) => {
        running = spawn(
            resolve(process.env.INIT_CWD ?? '.', binary),
            ['serve', '--data', join(place, 'data'), '--lang', 'en', ...more],
            { stdio: ['ignore', 'pipe', 'inherit'] },
        );
        return firstWords(running);
    };
    process.on('exit', () => {
        running.kill();
        rmSync(place, { recursive: true, force: true });
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
    const said = await serve('--demo', '--port', '0');
    const address = /https?:\/\/[^\s/]+/.exec(said)[0];
    const [, login, password] = /([^\s,]+@[^\s,]+),.* (\S+)\n/.exec(said);
    const own = await fetch(address);
    const pages = own.headers.get('content-type')?.startsWith('text/html');
    const base = pages && !process.env.KARTEI_WEB_OUT ? address : await front(address);
    return {
        base,
        login,
        password,
        /** Ends the server as an operator does, and comes back once it is gone. */
        stop: () =>
            new Promise((gone) => {
                running.once('exit', gone);
                running.kill();
            }),
        /** The same data at the same address; the demo would set another password. */
        restart: () => serve('--port', new URL(address).port),
    };
}

/** What the server prints until it is ready. */
function firstWords(child) {
    return new Promise((tell, refuse) => {
        let text = '';
        const late = setTimeout(() => refuse(new Error(`not ready after 30 s: ${text}`)), 30_000);
        child.on('error', refuse);
        child.on('exit', (code) => refuse(new Error(`the server ended with ${code}`)));
        child.stdout.on('data', (bytes) => {
            text += bytes;
            if (!text.includes('Ctrl+C')) return;
            clearTimeout(late);
            tell(text);
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
