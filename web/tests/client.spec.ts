import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { api, Refusal, whenSessionGone } from '../src/api/client';

// A real server, because what counts is what goes over the wire. Only the origin is added, which a browser knows.
type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

let server: Server;
let answers: Answer[] = [];
let asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
const browserFetch = globalThis.fetch;

beforeAll(async () => {
    server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
            asked.push({
                method: request.method ?? '',
                url: request.url ?? '',
                headers: request.headers,
                body,
            });
            const answer = answers.shift() ?? { status: 500 };
            response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
            response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    globalThis.fetch = (path, init) => browserFetch(origin + String(path), init);
});
afterEach(() => {
    answers = [];
    asked = [];
    whenSessionGone(undefined);
});
afterAll(() => {
    globalThis.fetch = browserFetch;
    server.close();
});

const refused = (promise: Promise<unknown>) =>
    promise.then(
        () => expect.unreachable('it was not refused'),
        (error: unknown) => error as Refusal,
    );

describe('talking to the server', () => {
    it('asks with ids in the path, and with nothing absent in the query', async () => {
        answers = [{ status: 200, body: { rows: [] } }];
        await api.get('/persons/{person_id}/log', {
            path: { person_id: 'a b' },
            query: { limit: 5, after: undefined },
        });
        expect(asked[0]?.url).toBe('/api/v1/persons/a%20b/log?limit=5');
        expect(asked[0]?.headers['idempotency-key']).toBeUndefined();
    });
    it('marks every request that changes something, and says the words in JSON', async () => {
        answers = [{ status: 201, body: { objection_id: 'x' } }];
        await api.post('/persons/{person_id}/objections', {
            path: { person_id: 'p' },
            body: { way: 'phone' },
            intent: 'k',
        });
        expect(asked[0]).toMatchObject({ method: 'POST', body: '{"way":"phone"}' });
        expect(asked[0]?.headers).toMatchObject({
            'kartei-request': '1',
            'idempotency-key': 'k',
            'content-type': 'application/json',
        });
    });
    it('waits for the login and then sends the same once more', async () => {
        answers = [{ status: 401 }, { status: 200, body: { rows: [] } }];
        let logins = 0;
        whenSessionGone(async () => void ++logins);
        await api.post('/person-searches', { body: { query: 'ö' } });
        expect(logins).toBe(1);
        expect(asked).toHaveLength(2);
        expect(asked[0]?.headers['idempotency-key']).toBe(asked[1]?.headers['idempotency-key']);
    });
    it('does not ask for a login over and over, nor at the login itself', async () => {
        answers = [{ status: 401 }, { status: 401 }, { status: 401 }];
        let logins = 0;
        whenSessionGone(async () => void ++logins);
        expect((await refused(api.get('/areas', {}))).status).toBe(401);
        expect((await refused(api.post('/session', { body: { login: 'a', password: 'b' } }))).status).toBe(
            401,
        );
        expect(logins).toBe(1);
    });
    it('hands on the server’s words and how long to wait', async () => {
        answers = [
            {
                status: 503,
                body: { code: 'unavailable', what: { de: 'voll', en: 'full' } },
                headers: { 'Retry-After': '7' },
            },
        ];
        const refusal = await refused(api.get('/areas', {}));
        expect(refusal).toBeInstanceOf(Refusal);
        expect(refusal).toMatchObject({
            status: 503,
            away: true,
            retryAfterS: 7,
            problem: { what: { de: 'voll' } },
        });
    });
    it('survives a proxy’s page instead of a problem', async () => {
        answers = [{ status: 502 }];
        expect(await refused(api.get('/areas', {}))).toMatchObject({ status: 502, away: true });
    });
    it('knows a server that is not there from one that refuses', async () => {
        const before = globalThis.fetch;
        globalThis.fetch = () => browserFetch('http://127.0.0.1:1/');
        expect(await refused(api.get('/areas', {}))).toMatchObject({ status: 0, away: true });
        globalThis.fetch = before;
    });
    it('answers nothing where there is nothing to answer', async () => {
        answers = [{ status: 204 }];
        expect(await api.delete('/session', {})).toBeUndefined();
    });
});
