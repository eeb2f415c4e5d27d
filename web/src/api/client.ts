// The one place that talks to the server. Types come from openapi.json; a refusal is an exception with the server's
// own words. Knows no screen.
import type { Problem as FullProblem, paths } from './schema';

/** A problem as the server puts it, or as little of it as a proxy or the browser tells. */
export type Problem = Pick<FullProblem, 'status' | 'code'> & Partial<FullProblem>;

type Method = 'get' | 'post' | 'put' | 'delete';
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
export type PathsWith<M extends Method> = {
    [P in keyof paths]: paths[P][M] extends object ? P : never;
}[keyof paths];

type Json<A> = A extends { content: { 'application/json': infer T } } ? T : undefined;
type Answer<O> = O extends { responses: infer R }
    ? R extends { 200: infer A }
        ? Json<A>
        : R extends { 201: infer A }
          ? Json<A>
          : R extends { 202: infer A }
            ? Json<A>
            : undefined
    : never;
type Body<O> = O extends { requestBody: { content: { 'application/json': infer T } } }
    ? { body: T }
    : O extends { requestBody: { content: { 'application/octet-stream': unknown } } }
      ? { bytes: Blob }
      : { body?: never };
type Part<O, N extends string> = O extends { parameters: { [K in N]: infer T } } ? T : undefined;
type Path<O> = Part<O, 'path'> extends undefined ? { path?: never } : { path: Part<O, 'path'> };
type Version<O> =
    Part<O, 'header'> extends { 'If-Match': string } ? { version: number } : { version?: never };
type Query<O> = { query?: O extends { parameters: { query?: infer T } } ? T : undefined };

interface Always {
    signal?: AbortSignal;
    /** What the file's name says. */
    headers?: Record<string, string>;
    /** The same for a repeated attempt, so that the server does it once. */
    intent?: string;
}
/** `version` is the one somebody saw: the server refuses (412) where there is a newer one. */
export type Ask<O> = Body<O> & Path<O> & Query<O> & Version<O> & Always;

const base = '/api/v1';
// Where a 401 is an answer and no session that has ended.
const doors = new Set(['/session', '/sessions', '/setup']);

/** What the server, or the way to it, said instead of an answer. */
export class Refusal extends Error {
    constructor(
        readonly problem: Problem,
        readonly retryAfterS?: number,
    ) {
        super(problem.code);
    }
    /** No answer at all. */
    static unreachable() {
        return new Refusal({ type: 'urn:kartei:problem:away', title: '', status: 0, code: 'unavailable' });
    }
    get status() {
        return this.problem.status;
    }
    get away() {
        return this.problem.status === 0 || this.problem.status >= 500;
    }
}

type Listener = () => Promise<void>;
let onSessionGone: Listener | undefined;
let language = 'de';

/** Called with every 401 except at the login itself; resolves once somebody has logged in again. */
export function whenSessionGone(listener: Listener | undefined) {
    onSessionGone = listener;
}
export function speak(tag: string) {
    language = tag;
}

export const api = {
    get: <P extends PathsWith<'get'>>(path: P, ask: Ask<Operation<P, 'get'>>) =>
        send<Operation<P, 'get'>>('GET', path, ask),
    post: <P extends PathsWith<'post'>>(path: P, ask: Ask<Operation<P, 'post'>>) =>
        send<Operation<P, 'post'>>('POST', path, ask),
    put: <P extends PathsWith<'put'>>(path: P, ask: Ask<Operation<P, 'put'>>) =>
        send<Operation<P, 'put'>>('PUT', path, ask),
    delete: <P extends PathsWith<'delete'>>(path: P, ask: Ask<Operation<P, 'delete'>>) =>
        send<Operation<P, 'delete'>>('DELETE', path, ask),
};

/** Whether the server that the pages come from is there. */
export async function answers() {
    try {
        return (await fetch('/', { cache: 'no-store' })).ok;
    } catch {
        return false;
    }
}

interface Anything extends Always {
    path?: object | undefined;
    query?: object | undefined;
    body?: unknown;
    bytes?: Blob;
    version?: number;
}

async function send<O>(method: string, path: string, asked: Ask<O>): Promise<Answer<O>> {
    const ask = asked as Anything;
    const url = base + fill(path, ask.path) + queryOf(ask.query);
    const intent = ask.intent ?? crypto.randomUUID();
    for (let attempt = 0; ; ++attempt) {
        const response = await attemptOnce(url, method, ask, intent);
        if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer<O>;
        // What was typed waits in this promise until the same person has logged in again; then it is sent once more.
        if (response.status === 401 && attempt === 0 && onSessionGone && !doors.has(path)) {
            await onSessionGone();
            continue;
        }
        throw await refusalOf(response);
    }
}

async function attemptOnce(url: string, method: string, ask: Anything, intent: string) {
    const headers: Record<string, string> = {
        Accept: 'application/json',
        'Accept-Language': language,
        ...ask.headers,
    };
    if (method !== 'GET') {
        headers['Kartei-Request'] = '1';
        headers['Idempotency-Key'] = intent;
    }
    if (ask.version !== undefined) headers['If-Match'] = `"${ask.version}"`;
    if (ask.body !== undefined) headers['Content-Type'] = 'application/json';
    if (ask.bytes !== undefined) headers['Content-Type'] = 'application/octet-stream';
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
    if (ask.body !== undefined) init.body = JSON.stringify(ask.body);
    if (ask.bytes !== undefined) init.body = ask.bytes;
    if (ask.signal) init.signal = ask.signal;
    try {
        return await fetch(url, init);
    } catch (error) {
        if (ask.signal?.aborted) throw error;
        throw Refusal.unreachable();
    }
}

async function refusalOf(response: Response) {
    const wait = Number(response.headers.get('Retry-After') ?? '');
    let problem: Problem = {
        type: 'urn:kartei:problem:unknown',
        title: '',
        status: response.status,
        code: 'unavailable',
    };
    try {
        problem = { ...problem, ...((await response.json()) as Problem), status: response.status };
    } catch {
        // A proxy's page instead of ours: the status says enough.
    }
    return new Refusal(problem, Number.isFinite(wait) && wait > 0 ? wait : undefined);
}

export function fill(path: string, values?: object) {
    return path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String((values as Record<string, unknown> | undefined)?.[name] ?? '')),
    );
}

function queryOf(values?: object) {
    const pairs = Object.entries(values ?? {}).filter(([, value]) => value !== undefined && value !== null);
    return pairs.length
        ? '?' + new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
        : '';
}
