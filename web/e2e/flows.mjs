// What people do, from the keyboard, in the example company. It changes data: a consent, an objection, an import.
import assert from 'node:assert/strict';
import { agreement } from './flows/agreement.mjs';
import { away } from './flows/away.mjs';
import { claims } from './flows/claims.mjs';
import { edit } from './flows/edit.mjs';
import { hostile } from './flows/hostile.mjs';
import { interest } from './flows/interest.mjs';
import { keyboard } from './flows/keyboard.mjs';
import {
    choosePurpose,
    dialog,
    dialogGone,
    discard,
    first,
    storesNothing,
    toCard,
    toList,
    toPerson,
    w,
} from './flows/support.mjs';
import { together } from './flows/together.mjs';
import {
    alter,
    answer,
    api,
    base,
    launch,
    logIn,
    openPage,
    password,
    reason,
    refuse,
    silence,
} from './support.mjs';

/** Until the row that the grid names as the current one is drawn, and in sight. */
const inSight = (page, when) =>
    page
        .waitForFunction(() => {
            const grid = document.querySelector('.grid');
            const row = document.getElementById(grid.getAttribute('aria-activedescendant'));
            const { top, bottom } = row?.getBoundingClientRect() ?? {};
            const head = document.querySelector('.grid-head').getBoundingClientRect();
            return row && top >= head.bottom - 1 && bottom <= grid.getBoundingClientRect().bottom + 1;
        })
        .catch(() => assert.fail(`the current row is out of sight ${when}`));

/** What has arrived is on the screen. */
const painted = (page) =>
    page.evaluate(
        () =>
            new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell(undefined)))),
    );

const focusAt = (page, selector) =>
    page
        .waitForFunction((wanted) => document.activeElement.matches(wanted), selector)
        .catch(async () =>
            assert.fail(
                `not ${selector}: ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))}`,
            ),
        );

/** A call that is blocked says why where everybody hears it, and is not offered. */
async function refusedCall(page) {
    await page.keyboard.press('a');
    const title = await page.locator('.banner h2').innerText();
    await page.getByRole('status').filter({ hasText: title }).and(page.locator('.notices')).waitFor();
    assert.ok(await page.locator('.banner').evaluate((banner) => banner === document.activeElement));
    assert.equal(await page.locator('[role=dialog]').count(), 0, 'the call was offered');
    // Beside a dialog that says something else it is gone; and the focus comes back.
    await page.keyboard.press('w');
    await dialog(page).locator('form').waitFor();
    assert.equal(await page.locator('.notice').count(), 0, 'a no stands beside another dialog');
    await page.keyboard.press('Escape');
    await focusAt(page, '.banner');
}

const inWindow = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
};

const single = {
    async 'a search finds while one types, and leaves no trace'(page) {
        await toList(page);
        const name = (await first(page, '.row-link').innerText()).slice(0, 4).toLowerCase();
        await page.keyboard.press('/');
        await page.keyboard.type(name);
        await first(page, 'mark').waitFor();
        assert.ok(
            !decodeURIComponent(page.url()).toLowerCase().includes(name),
            'the address holds what was searched for',
        );
        assert.match(await page.locator('.list-foot').innerText(), /Treffer · Antwort in [\d.]+ ms/);
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('[role=search] input').inputValue(), '');
    },
    async 'a stale answer never replaces a newer one'(page) {
        await toList(page);
        let release;
        const held = new Promise((resolve) => (release = resolve));
        const isOld = (request) => request.postDataJSON()?.query === 'm';
        await page.route(`${api}/person-searches`, async (route) => {
            if (isOld(route.request())) await held;
            await route.continue().catch(() => undefined);
        });
        const over = Promise.race(
            ['requestfinished', 'requestfailed'].map((event) => page.waitForEvent(event, isOld)),
        );
        const input = page.locator('[role=search] input');
        await Promise.all([page.waitForRequest(isOld), input.fill('m')]);
        await input.fill('zzzzqqq');
        await page.locator('.state').waitFor();
        release();
        await over;
        await painted(page);
        assert.ok(
            await page.locator('.state').isVisible(),
            'the answer to an older question is on the screen',
        );
    },
    async 'the list goes on when one scrolls'(page) {
        await toList(page);
        const grid = page.locator('.grid');
        const before = await page.evaluate(() => document.querySelector('.grid').scrollHeight);
        await grid.focus();
        await page.keyboard.press('End');
        await page.waitForFunction((height) => document.querySelector('.grid').scrollHeight > height, before);
        assert.ok((await page.locator('.grid-row').count()) < 60, 'more rows are drawn than are in sight');
        for (const key of [
            'End',
            'ArrowUp',
            'PageUp',
            'PageUp',
            'ArrowUp',
            'PageDown',
            'ArrowDown',
            'Home',
            'ArrowDown',
        ]) {
            await page.keyboard.press(key);
            await inSight(page, `after ${key}`);
        }
    },
    async 'J and K walk the list on the card, titles and storage hold no name'(page) {
        await toCard(page);
        const here = page.url();
        await page.keyboard.press('j');
        await page.waitForURL((url) => url.href !== here);
        await page.locator('#person-name').waitFor();
        await page.keyboard.press('k');
        await page.waitForURL(here);
        await page.locator('#person-name').waitFor();
        const name = await page.locator('#person-name').innerText();
        assert.ok(!(await page.title()).includes(name.split(' ').at(-1)), 'the title holds a name');
        await storesNothing(page);
    },
    async 'whoever comes back to the list finds the row he left'(page) {
        await toList(page);
        await page.locator('.grid').focus();
        for (let row = 0; row < 60; ++row) await page.keyboard.press('ArrowDown');
        const row = page.locator('.grid-row[aria-selected=true] .row-link');
        const name = await row.innerText();
        await page.keyboard.press('Enter');
        await page.locator('#person-name').waitFor();
        await page.goBack();
        await row.waitFor();
        assert.equal(await row.innerText(), name);
        await inSight(page, 'on the way back');
    },
    async 'letters rest while somebody types'(page) {
        await toCard(page);
        await page.keyboard.press('e');
        await page.locator('[role=dialog] form').waitFor();
        const evidence = page.getByLabel('Beleg');
        await evidence.fill('');
        await evidence.pressSequentially('wkcj?');
        assert.equal(await evidence.inputValue(), 'wkcj?');
        // Nor is anything cut off: what has no room is told where it stands.
        const source = dialog(page).getByLabel('Herkunft');
        await source.fill('ä'.repeat(150));
        await page.getByText(w.tooLong(100)).waitFor();
        assert.equal((await source.inputValue()).length, 150);
        assert.equal(await page.locator('[role=dialog]').count(), 1);
    },
    async 'a consent with evidence changes the verdict'(page) {
        await toPerson(page, 'D-1000');
        const cell = page.locator('.cell[aria-label^="Wärmepumpe per E-Mail:"]');
        assert.match(await cell.getAttribute('aria-label'), /Nicht erlaubt/);
        await cell.click();
        await page.keyboard.press('e');
        const form = page.locator('[role=dialog] form');
        await form.waitFor();
        await form.locator('.select-button').first().focus();
        await page.keyboard.press('Enter');
        await page.locator('[role=listbox]').waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await form.getByLabel('Erteilt am').fill('12.3.26');
        await page.keyboard.press('Tab');
        assert.equal(await form.getByLabel('Erteilt am').inputValue(), '12.03.2026');
        await form.getByLabel('Beleg').fill('Ordner 12, Blatt 4');
        await form.getByLabel('Herkunft').fill('Messe');
        await form.locator('.select-button').last().focus();
        await page.keyboard.press('Enter');
        await page.getByRole('option', { name: 'v1' }).click();
        await page.keyboard.press('Control+Enter');
        await page.locator('[role=dialog]').waitFor({ state: 'detached' });
        await page.locator('.cell.allowed[aria-label^="Wärmepumpe per E-Mail:"]').waitFor();
    },
    async 'nothing is allowed before the server says so'(page) {
        await page.route(`${api}/persons/*/permissions`, silence);
        await toList(page);
        await first(page, '.row-link').click();
        await page.locator('#person-name').waitFor();
        const call = page.getByRole('button', { name: 'Anruf gesperrt' });
        assert.equal(await call.getAttribute('aria-disabled'), 'true');
        assert.equal(await page.locator('.cell.allowed, .cell.conditional').count(), 0);
        await refusedCall(page);
    },
    async 'arrows move in the matrix and the address follows'(page) {
        await toCard(page);
        await page.locator('.matrix [tabindex="0"]').focus();
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(() => location.search.includes('kanal='));
        assert.equal(await page.locator('.matrix [tabindex="0"]').count(), 1, 'more than one tab stop');
        const label = await page.locator('.matrix :focus').getAttribute('aria-label');
        const title = await page.locator('#inspector-title').innerText();
        assert.ok(label.startsWith(`${title}: `), `${label} is not explained by ${title}`);
    },
    async 'a lost answer leaves what was typed, and the second attempt is the same one'(page) {
        await toCard(page);
        const keys = [];
        await page.route(`${api}/persons/*/objections`, async (route) => {
            keys.push(route.request().headers()['idempotency-key']);
            if (keys.length === 1) await route.abort('connectionreset');
            else await refuse(503, 'unavailable')(route);
        });
        await page.keyboard.press('w');
        await page.getByLabel('Notiz').fill('ruft nie wieder an');
        await page.keyboard.press('Control+Enter');
        await page.locator('[role=dialog] [role=alert]').waitFor();
        assert.equal(await page.getByLabel('Notiz').inputValue(), 'ruft nie wieder an');
        await Promise.all([
            page.waitForResponse((answer) => answer.url().endsWith('/objections')),
            page.keyboard.press('Control+Enter'),
        ]);
        assert.equal(keys.length, 2);
        assert.equal(keys[0], keys[1]);
    },
    async 'a conflict, and even a server that is away then, leaves what was typed'(page) {
        await toCard(page);
        await page.route(`${api}/persons/*/objections`, refuse(409, 'conflict'));
        await page.keyboard.press('w');
        await page.getByLabel('Notiz').fill('bleibt stehen');
        await page.keyboard.press('Control+Enter');
        await page.route(`${api}/persons/*`, refuse(503, 'unavailable'));
        await Promise.all([
            page.waitForResponse((answer) => answer.status() === 503),
            page.getByRole('button', { name: 'Gespeicherten Stand laden' }).click(),
        ]);
        await painted(page);
        assert.equal(await page.getByLabel('Notiz').inputValue(), 'bleibt stehen');
    },
    async 'an objection is two keys, and everything is blocked at once'(page) {
        await toCard(page);
        await page.keyboard.press('w');
        await page.locator('[role=dialog] form').waitFor();
        await page.keyboard.press('Enter');
        await page.locator('[role=dialog]').waitFor({ state: 'detached' });
        await page.locator('.banner.stop').waitFor();
        assert.equal(await page.locator('.cell.allowed, .cell.conditional').count(), 0);
        assert.ok(await page.getByRole('button', { name: 'Anruf gesperrt' }).isVisible());
    },
    async 'a session that ends takes nothing away, and the attempt is sent after the login'(page) {
        await toCard(page);
        const notes = [];
        await page.route(`${api}/persons/*/objections`, async (route) => {
            notes.push(route.request().postDataJSON().note);
            await (
                notes.length === 1
                    ? refuse(401, 'unauthenticated')
                    : answer({ objection_id: '019e0000-0000-7000-8000-000000000001' })
            )(route);
        });
        await page.keyboard.press('w');
        await page.getByLabel('Notiz').fill('steht noch da');
        await page.keyboard.press('Control+Enter');
        await page.getByRole('heading', { name: 'Bitte neu anmelden' }).waitFor();
        await page.keyboard.type(password);
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => !document.querySelector('[role=dialog]'));
        assert.deepEqual(notes, ['steht noch da', 'steht noch da']);
    },
    async 'the palette opens a person and remembers nothing'(page) {
        await toList(page);
        const name = (await first(page, '.row-link').innerText()).split(/[ ,]/)[0];
        await page.keyboard.press('Control+k');
        await page.locator('.palette-field input').fill(name);
        await page.locator('.palette-side').first().waitFor();
        await page.keyboard.press('Enter');
        await page.locator('#person-name').waitFor();
        assert.match(new URL(page.url()).pathname, /^\/kunden\/[0-9a-f-]{36}$/);
        assert.equal(new URL(page.url()).search, '');
        await page.keyboard.press('Control+k');
        assert.equal(await page.locator('.palette-field input').inputValue(), '');
    },
    async 'a call is checked first, and W ends it with an objection'(page) {
        // The server's own answers; only the hour of day is taken out of them.
        await page.route(
            `${api}/persons/*/permissions`,
            alter((matrix) => {
                for (const cell of matrix.cells) cell.hours = { open: true };
            }),
        );
        await page.route(
            `${api}/persons/*/contact-checks`,
            alter((check) => {
                check.cell.hours = { open: true };
            }),
        );
        await toPerson(page, 'D-1000');
        await page.evaluate(() => document.activeElement.blur());
        await page.keyboard.press('a');
        await page.locator('.dial-number').waitFor();
        assert.equal(await page.locator('.dial-number').innerText(), '015111000000');
        assert.equal(await page.locator('.dial a').getAttribute('href'), 'tel:015111000000');
        const name = await page.locator('#person-name').innerText();
        await dialog(page).getByText(name).waitFor();
        // As in a page that came without TLS.
        await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
        await dialog(page).getByRole('button', { name: w.contact.copy }).click();
        await dialog(page).getByText(w.contact.notCopied).waitFor();
        assert.equal(await page.evaluate(() => String(getSelection())), '015111000000');
        await page.keyboard.press('w');
        await page.getByRole('heading', { name: 'Widerspruch eintragen' }).waitFor();
        assert.equal(await page.locator('[role=dialog]').count(), 1);
        await dialog(page).getByText(name).waitFor();
        // Nothing had the focus before: it goes on at the heading.
        await page.keyboard.press('Escape');
        await focusAt(page, '#person-name');
        const call = page.getByRole('button', { name: w.card.call });
        await call.click();
        await page.locator('.dial-number').waitFor();
        await page.keyboard.press('Escape');
        await dialogGone(page);
        await focusAt(page, '.identity-actions .button');
    },
    async 'outside hours the verdict stays and the act is refused'(page) {
        await page.route(
            `${api}/persons/*/permissions`,
            alter((matrix) => {
                for (const cell of matrix.cells)
                    cell.hours = { open: false, from: new Date(Date.now() + 4e7).toISOString() };
            }),
        );
        await toPerson(page, 'D-1000');
        assert.match(
            await page.locator('.banner h2').innerText(),
            /^Jetzt nicht – Anruf zu Photovoltaik ist /,
        );
        assert.equal(await page.locator('.banner-verdict p').count(), 0, 'it says no and yes at once');
        await page.locator('.cell.conditional[aria-label^="Photovoltaik per Telefon:"]').waitFor();
        await page.getByRole('button', { name: 'Anruf gesperrt' }).waitFor();
        await refusedCall(page);
    },
    async 'a list is tried, read, and taken back; its claims are proven or dropped on the card'(page) {
        await page.goto(`${base}/import`);
        await page.locator('input[type=file]').setInputFiles({
            name: 'kunden.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from(
                'Kunden-Nr.;Vorname;Nachname;Telefon;Werbung Telefon;Bereich\r\n' +
                    'Q-7001;Jördis;Quandtmeyer;0541 5551230;ja;Photovoltaik\r\n' +
                    'Q-7003;Ulf;Quandtmeyer;0541 5551232;ja;Photovoltaik\r\n' +
                    'Q-7002;Veit;Quandtmeyer;0541 5551231;nein;Photovoltaik\r\n',
            ),
        });
        await page.getByLabel('Herkunft').fill('Messe');
        // Nobody has said yet what for: nothing is checked.
        await page.getByRole('button', { name: 'Prüfen' }).click();
        await page.getByText(w.required).waitFor();
        assert.equal(await page.locator('.import-preview').count(), 0);
        await choosePurpose(page);
        await page.getByRole('button', { name: 'Prüfen' }).click();
        await page.locator('.import-preview').waitFor();
        assert.ok(await page.getByRole('button', { name: 'Import starten' }).evaluate(inWindow));
        assert.match(await page.locator('.tiles').innerText(), /3\s+neue Personen/);
        // A changed mapping has to be tried again before it may be read.
        await page.getByRole('button', { name: /Feld für Spalte Kunden-Nr\./ }).click();
        await page.getByRole('option', { name: 'Nicht übernehmen' }).click();
        await page.getByText('Die Zuordnung ist geändert').waitFor();
        await page.getByRole('button', { name: 'Erneut prüfen' }).click();
        await page.getByText('Die Zuordnung ist geändert').waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Import starten' }).click();
        await page.locator('.import-run .tag', { hasText: 'fertig' }).waitFor();
        const run = page.url();
        await toPerson(page, 'Jördis Quandt');
        await page.getByRole('button', { name: /^Verwerfen/ }).click();
        await page.locator('.will', { hasText: 'verworfen' }).waitFor();
        await toPerson(page, 'Ulf Quandt');
        await page.getByRole('button', { name: /^Beleg erfassen/ }).click();
        const form = page.locator('[role=dialog] form');
        await form.getByLabel('Erteilt am').fill('12.3.26');
        await form.getByLabel('Beleg', { exact: true }).fill('Blatt 4');
        await form.getByLabel('Herkunft').fill('Messe');
        await form.locator('.select-button').last().focus();
        await page.keyboard.press('Enter');
        await page.getByRole('option', { name: 'v1' }).click();
        await page.keyboard.press('Control+Enter');
        await page.locator('.will', { hasText: 'belegt' }).waitFor();
        await page.locator('.cell.conditional[aria-label^="Photovoltaik per Telefon:"]').waitFor();
        await page.goto(run);
        await page.getByRole('button', { name: 'Zurücknehmen' }).click();
        // Three came; one of them with a no that goes as well.
        for (const told of [w.imports.undoPersons(3, '3'), w.imports.undoProhibitions(1, '1')])
            await dialog(page).getByText(told).waitFor();
        await dialog(page).getByRole('button', { name: 'Zurücknehmen' }).click();
        await page.getByText('Wer seither bearbeitet wurde, ist geblieben.').waitFor();
        await toList(page);
        await page.locator('[role=search] input').fill('Veit Quandtmeyer');
        await page.locator('.state').waitFor();
        // Somebody has worked on this one since.
        await page.locator('[role=search] input').fill('Jördis Quandtmeyer');
        await page.locator('mark').first().waitFor();
    },
    async 'changes are looked for on the pages behind those of looks'(page) {
        let release;
        const held = new Promise((resolve) => (release = resolve));
        let whole;
        await page.route(/\/persons\/[^/]+\/log\?/, async (route) => {
            if (route.request().url().includes('after=')) {
                await held;
                return answer({ rows: whole })(route);
            }
            const response = await route.fetch();
            whole = (await response.json()).rows;
            const rows = whole.filter(({ action }) => action === 'person.read');
            return route.fulfill({ response, json: { rows, next: 'later' } });
        });
        await toPerson(page, 'D-1000');
        await page.locator('.timeline .look').first().waitFor();
        await page.getByRole('button', { name: w.card.timelineChanges }).click();
        await page.getByText(new RegExp(w.card.timelineSearching('\\d+'))).waitFor();
        assert.equal(await page.getByText(w.card.timelineNone).count(), 0);
        release();
        await page.locator('.timeline .change').first().waitFor();
    },
    async 'what decided stands open, what stood in no way is folded'(page) {
        await toPerson(page, 'D-1010');
        const trace = page.locator('.trace');
        await trace.locator('.permits, .forbids').first().waitFor();
        const passed = trace.locator('details').first();
        assert.match(await passed.locator('summary').innerText(), /^\d+ Regeln? stande?n? nicht im Weg$/);
        assert.ok(!(await passed.locator('li').first().isVisible()), 'it is open');
        await passed.locator('summary').click();
        await passed.locator('li').first().waitFor();
        assert.equal(await passed.locator('.permits').count(), 0);
    },
    async 'N opens a form on the card, and no key takes away what was typed in it'(page) {
        await toPerson(page, 'D-1010');
        const card = page.url();
        await page.keyboard.press('n');
        await dialog(page).locator('form').waitFor();
        // Nothing was typed yet: nothing to ask.
        await page.keyboard.press('Escape');
        await dialogGone(page);
        await page.keyboard.press('n');
        const name = dialog(page).getByLabel(w.particulars.last_name);
        await name.fill('Halbfertig');
        await page.keyboard.press('Escape');
        const asked = page.getByRole('alertdialog', { name: w.discard.title });
        await asked.waitFor();
        // The safe answer has the focus, and Esc is one as well.
        await page.waitForFunction((keep) => document.activeElement.textContent === keep, w.discard.keep);
        await page.keyboard.press('Escape');
        await asked.waitFor({ state: 'detached' });
        assert.equal(await name.inputValue(), 'Halbfertig');
        // What is taken back by hand is no input.
        await name.fill('');
        await page.keyboard.press('Escape');
        await dialogGone(page);
        await page.keyboard.press('n');
        await dialog(page).getByRole('button', { name: w.particulars.kind }).first().click();
        await page.getByRole('option', { name: w.kindLong.company }).click();
        await dialog(page).getByRole('button', { name: w.cancel }).click();
        await discard(page);
        assert.equal(page.url(), card);
    },
    async 'the card fits every width, and numbers stay whole beside long sources'(page) {
        await page.route(
            /\/api\/v1\/persons\/[^/]+$/,
            alter((person) => {
                for (const point of person.contact_points)
                    point.source.name = 'Adresskauf bei Musterdaten '.repeat(7);
            }),
        );
        await toPerson(page, 'D-1000');
        for (const width of [761, 800, 848, 1024, 1130, 1440]) {
            await page.setViewportSize({ width, height: 900 });
            await painted(page);
            const { wide, lines } = await page.evaluate(() => ({
                wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                lines: [...document.querySelectorAll('.value .nowrap')].map(
                    (each) => each.offsetHeight / Number.parseFloat(getComputedStyle(each).lineHeight),
                ),
            }));
            assert.equal(wide, 0, `${wide} px wider than ${width}`);
            assert.ok(
                lines.length > 0 && lines.every((count) => count < 1.5),
                `a number breaks at ${width} px`,
            );
        }
    },
    async 'both languages have every word'(page) {
        await toCard(page);
        await page.locator('.language').click();
        await page.getByRole('heading', { name: 'Permission by area and channel' }).waitFor();
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        await page.reload();
        await page.getByRole('heading', { name: 'Permission by area and channel' }).waitFor();
    },
};

const flows = {
    ...agreement,
    ...keyboard,
    ...single,
    ...interest,
    ...together,
    ...edit,
    ...claims,
    ...away,
    ...hostile,
};
const desk = { width: 1440, height: 900, theme: 'light' };

export async function runFlows(wanted) {
    const browser = await launch();
    const state = await logIn(browser);
    const wrong = [];
    let runs = 0;
    for (const [name, flow] of Object.entries(flows)) {
        if (wanted.length && !wanted.some((begin) => name.startsWith(begin))) continue;
        const windows = [];
        const open = async (screen = {}) => {
            const opened = await openPage(browser, { ...desk, state, ...screen });
            opened.page.setDefaultTimeout(30_000);
            windows.push(opened);
            return opened;
        };
        const { page, found } = await open();
        const began = performance.now();
        await flow(page, { open }).catch((error) => {
            if (process.env.KARTEI_E2E_TIMES) console.log(error);
            found.push(reason(error));
        });
        ++runs;
        if (process.env.KARTEI_E2E_TIMES) console.log(`${Math.round(performance.now() - began)} ms  ${name}`);
        for (const { found: lines, close } of windows) {
            wrong.push(...lines.map((line) => `${name}: ${line}`));
            await close();
        }
    }
    await browser.close();
    return { runs, wrong };
}
