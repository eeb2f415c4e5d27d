// The server goes while somebody works, and comes back: nothing that was typed is lost, nothing is done twice.
import assert from 'node:assert/strict';
import { api, server } from '../support.mjs';
import { ask, dialog, dialogGone, go, idOf, storesNothing, toPerson, w } from './support.mjs';

export const away = {
    async 'the server stops under a form and comes back: what was typed is sent again, once'(page) {
        await toPerson(page, 'D-1143');
        const keys = [];
        page.on('request', (request) => {
            if (request.method() === 'POST' && request.url().endsWith('/consents'))
                keys.push([request.headers()['idempotency-key'], request.postData()]);
        });
        await page.keyboard.press('e');
        const form = dialog(page).locator('form');
        await form.waitFor();
        // Today, so that the instant which is sent depends on the clock.
        const today = new Date();
        await form
            .getByLabel(w.consentForm.givenOn)
            .fill(`${today.getDate()}.${today.getMonth() + 1}.${today.getFullYear()}`);
        await form.getByLabel(w.consentForm.evidence, { exact: true }).fill('Ordner 7, Blatt 1');
        await form.getByLabel(w.consentForm.source).fill('Ladengeschäft');
        await server.stop();
        await page.keyboard.press('Control+Enter');
        const alert = dialog(page).locator('[role=alert]');
        await alert.waitFor();
        assert.match(await alert.innerText(), new RegExp(w.trouble.kept));
        await storesNothing(page);
        await server.restart();
        assert.equal(await form.getByLabel(w.consentForm.source).inputValue(), 'Ladengeschäft');
        // The first answer is lost on its way, after the server has done what it was asked for.
        await page.route(
            `${api}/persons/*/consents`,
            async (route) => {
                await route.fetch();
                await route.abort('connectionreset');
            },
            { times: 1 },
        );
        await form.locator('[type=submit]').click();
        await page.waitForFunction(() => !document.querySelector('[role=dialog] [type=submit][aria-disabled]'));
        await alert.waitFor();
        await form.locator('[type=submit]').click();
        await dialog(page).getByText(w.recorded.permitsNothing).waitFor();
        await page.keyboard.press('Enter');
        await dialogGone(page);
        assert.equal(keys.length, 3);
        assert.equal(new Set(keys.map((key) => key.join(' '))).size, 1, 'an attempt was another one');
        const { consents } = await ask(page, `/persons/${idOf(page)}`);
        const mine = consents.filter(({ source }) => source.name === 'Ladengeschäft');
        assert.equal(mine.length, 1);
        await page.locator('.will', { hasText: 'Ordner 7, Blatt 1' }).waitFor();
        await storesNothing(page);
    },
    async 'a card whose server has gone allows nothing, and says so'(page) {
        await toPerson(page, 'D-1000');
        await server.stop();
        await page.evaluate(() => window.dispatchEvent(new Event('focus')));
        await page.getByText(w.card.verdictUnknown).waitFor();
        assert.equal(await page.locator('.cell.allowed, .cell.conditional').count(), 0);
        await page.getByRole('button', { name: w.card.blocked }).waitFor();
        await server.restart();
        await page.getByRole('button', { name: w.retry }).first().click();
        await page.locator('.cell.allowed, .cell.conditional').first().waitFor();
        await storesNothing(page);
    },
    async 'what is loaded later says that the server is away, and comes once it is back'(page) {
        await toPerson(page, 'D-1000');
        const card = new URL(page.url()).pathname;
        const all = page.context();
        await all.setOffline(true);
        await page.keyboard.press('b');
        await dialog(page).getByText(w.trouble.away).waitFor();
        // The card stays, and without the server the next try fails as well.
        assert.ok(await page.locator('#person-name').isVisible());
        const again = page.getByRole('button', { name: w.retry });
        await Promise.all([page.waitForEvent('requestfailed'), dialog(page).locator(again).click()]);
        await all.setOffline(false);
        await dialog(page).locator(again).click();
        await dialog(page).locator('form').waitFor();
        await page.keyboard.press('Escape');
        await dialogGone(page);
        await all.setOffline(true);
        await go(page, '/protokoll');
        await page.locator('main').getByText(w.trouble.away).waitFor();
        await all.setOffline(false);
        await page.locator('main').locator(again).click();
        await page.locator('.log-table').waitFor();
        // A tab that is older than the server asks for files that are gone.
        const gone = /\/assets\/PointDialog-/;
        await page.route(gone, (route) => route.fulfill({ status: 404 }));
        await go(page, card);
        await page.getByRole('button', { name: w.points.add }).click();
        await dialog(page).getByText(w.trouble.renewed).waitFor();
        await page.unroute(gone);
        await dialog(page).getByRole('button', { name: w.trouble.brokenNext }).click();
        await page.waitForFunction(() => !document.querySelector('[role=dialog]'));
        await page.getByRole('button', { name: w.points.add }).click();
        await dialog(page).locator('form').waitFor();
    },
};
