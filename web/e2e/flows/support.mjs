// What the flows share: the way to a list, a card, a person; what the server says by itself.
import assert from 'node:assert/strict';
import { base } from '../support.mjs';
import { words } from '../words.mjs';

/** The flows are gone in German. */
export const w = words.de;

export const first = (page, selector) => page.locator(selector).first();

export async function toList(page) {
    await page.goto(`${base}/kunden`);
    await first(page, '.grid-row').waitFor();
}

/** Another address within the page, as a link would lead there. */
export const go = (page, path) =>
    page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
    }, path);

/** Until the matrix has its answer. */
export async function decided(page) {
    await page.locator('#person-name').waitFor();
    await page.locator('.matrix .cell:not(.checking)').first().waitFor();
}

export async function toPerson(page, query) {
    await toList(page);
    await page.locator('[role=search] input').fill(query);
    await page.locator('mark').first().waitFor();
    await page.keyboard.press('Enter');
    await decided(page);
}

export async function toCard(page) {
    await toList(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await decided(page);
}

export const dialog = (page) => page.locator('[role=dialog]');
/** Says what the dialog said where it stays. */
export async function dialogGone(page) {
    await dialog(page)
        .waitFor({ state: 'detached' })
        .catch(async (reason) => {
            const said = await dialog(page).locator('[role=alert], .field-error').allInnerTexts();
            throw new Error(`the dialog stays: ${said.join(' · ')}`, { cause: reason });
        });
}
/** Away from a form with input: the question whether that is meant, and yes. */
export async function discard(page) {
    await page.getByRole('alertdialog').getByRole('button', { name: w.discard.submit }).click();
    await dialogGone(page);
}

/** Says what an imported list is for: that is never there by itself. */
export async function choosePurpose(page) {
    await page.getByRole('button', { name: w.imports.purpose }).click();
    await page.getByRole('option', { name: 'Werbung', exact: true }).click();
}

export const cellOf = (page, area, channel) =>
    page.locator(`.cell[aria-label^=${JSON.stringify(w.card.cell(area, w.channel[channel], ''))}]`);

/** What this page keeps beyond its own life, whatever the kind of store. */
export const storage = (page) =>
    page.evaluate(async () =>
        [
            Object.keys(localStorage),
            Object.keys(sessionStorage),
            (await indexedDB.databases()).map(({ name }) => `database ${name}`),
            await caches.keys(),
            (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`),
        ].flat(),
    );

export async function storesNothing(page) {
    const kept = (await storage(page)).filter((key) => !['theme', 'language'].includes(key));
    assert.deepEqual(kept, [], 'the browser keeps more than theme and language');
}

/** The server's own answer, asked past the screen with the cookies of the page. */
export async function ask(page, path, body) {
    const url = `${base}/api/v1${path}`;
    const headers = { 'Kartei-Request': '1', 'Idempotency-Key': crypto.randomUUID() };
    const answer = body
        ? await page.request.post(url, { data: body, headers })
        : await page.request.get(url);
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
}

export const search = (page, query, area_no) =>
    ask(page, '/person-searches', { query, limit: 100, ...(area_no ? { area_no } : {}) });
export const idOf = (page) => new URL(page.url()).pathname.split('/').at(-1);
