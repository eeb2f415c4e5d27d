// A browser over a server that is started for the run.
// Everything the policy refuses, every error of the console and every request to another host is collected.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startServer } from './server.mjs';

export const server = await startServer();
export const { base, login, password } = server;
export const api = '**/api/v1';

export function launch() {
    const executablePath = process.env.KARTEI_E2E_CHROMIUM ?? '/usr/bin/chromium';
    return chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
}

/** The cookies of one login, for all pages of a run: logins are throttled. */
export async function logIn(browser) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(base);
    await page.locator('[name=username]').fill(login);
    await page.locator('[name=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('.grid-row').first().waitFor();
    const state = await context.storageState();
    await context.close();
    return state;
}

export async function openPage(browser, { width, height, theme, language = 'de', state }) {
    const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        timezoneId: 'Europe/Berlin',
        locale: language === 'de' ? 'de-DE' : 'en-GB',
        hasTouch: width <= 760,
        storageState: state,
        reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const found = [];
    await page.exposeFunction('tellViolation', (text) => found.push(`policy: ${text}`));
    await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
            window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
    });
    page.on('pageerror', (error) => found.push(`error: ${error.message}`));
    page.on('console', (message) => {
        // The browser itself writes down refused answers; those are part of some states.
        const itself = message.text().startsWith('Failed to load resource');
        if (['error', 'warning'].includes(message.type()) && !itself)
            found.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.origin !== new URL(base).origin && !['data:', 'blob:'].includes(url.protocol))
            found.push(`elsewhere: ${url.host}`);
    });
    return { page, found, close: () => context.close() };
}

const shots = process.env.KARTEI_E2E_SHOTS;

export async function shoot(page, name) {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** What went wrong and what was waited for: the first line of a browser's message says only the former. */
export function reason(error) {
    const [what = '', , waited = ''] = error.message.split('\n');
    return `${what}${waited.trim().replace(/^- /, ' ')}`;
}

/** Answers that the server itself would have to be brought to. */
export const refuse = (status, code) => (route) =>
    route.fulfill({
        status,
        contentType: 'application/problem+json',
        headers: status === 429 || status === 503 ? { 'Retry-After': '7' } : {},
        body: JSON.stringify({ type: `urn:kartei:problem:${code}`, title: code, status, code }),
    });
export const silence = () => new Promise(() => undefined);
export const cut = (route) => route.abort('connectionrefused');
/** The server's own answer with something about it changed. */
export const alter = (change) => async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({ response, json: change(body) ?? body });
};
export const answer = (body) => (route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
