// The day's work without a mouse: from the login to an objection that closes everything.
import assert from 'node:assert/strict';
import { base, login, password, shoot } from '../support.mjs';
import { ask, cellOf, decided, dialog, dialogGone, first, search, w } from './support.mjs';

const screens = [
    { width: 1440, height: 900, theme: 'light' },
    { width: 1440, height: 900, theme: 'dark' },
    { width: 390, height: 844, theme: 'light' },
    { width: 390, height: 844, theme: 'dark' },
];
const area = 'Photovoltaik';

/** Tab until the focus is on a field with that label. */
async function tabTo(page, label) {
    const here = () =>
        page.evaluate(() => {
            const at = document.activeElement;
            const field = at?.closest('.field')?.querySelector('label, .react-aria-Label');
            return field?.textContent ?? at?.textContent ?? '';
        });
    for (let presses = 0; presses < 8; ++presses) {
        if ((await here()) === label) return;
        await page.keyboard.press('Tab');
    }
    assert.fail(`${label} is not reached by Tab, but ${await here()}`);
}

/** The place in the list of somebody who may not be called for want of a consent. */
async function whoeverLacksConsent(page) {
    const { rows } = await search(page, 'oezd', 1);
    for (const [at, { person_id }] of rows.entries()) {
        const { cells } = await ask(page, `/persons/${person_id}/permissions`);
        const { ground } = cells.find(({ area_no, channel }) => area_no === 1 && channel === 'phone');
        if (ground === 'CONSENT_MISSING') return at;
    }
    return assert.fail('everybody of that name may be called, or has said no');
}

async function work({ page }, name) {
    const keys = page.keyboard;
    let steps = 0;
    const step = (what) => shoot(page, `keyboard-${++steps}-${what}-${name}`);
    await page.goto(base);
    await page.locator('[name=username]:focus').waitFor();
    await step('login');
    await keys.type(login);
    await keys.press('Tab');
    await keys.type(password);
    await keys.press('Enter');
    await first(page, '.grid-row').waitFor();
    await step('list');

    await keys.press('/');
    await keys.type('oezd');
    await first(page, 'mark').waitFor();
    assert.equal((await first(page, 'mark').innerText()).toLowerCase(), 'özd');
    await step('found');
    const at = await whoeverLacksConsent(page);
    for (let row = 0; row < at; ++row) await keys.press('ArrowDown');
    await keys.press('Enter');
    await decided(page);

    // Why not, and what instead, without another key.
    assert.equal(
        await page.locator('.banner h2').innerText(),
        w.card.sentence.denied('phone', area, ''),
    );
    assert.ok((await page.locator('.inspector .verdict p').first().innerText()).length > 10);
    for (const place of ['.banner', '.inspector'])
        assert.ok((await page.locator(`${place} .instead`).innerText()).startsWith(w.card.instead));
    assert.match(await page.locator('.inspector .facts').innerText(), /§\s7/);
    await step('refused');
    if (page.viewportSize().width < 760) {
        await page.locator('.inspector').scrollIntoViewIfNeeded();
        await step('why');
    }

    await keys.press('e');
    await dialog(page).locator('form').waitFor();
    await step('consent');
    await tabTo(page, w.consentForm.givenOn);
    await keys.type('12.3.26');
    await tabTo(page, w.consentForm.wording);
    await keys.press('Enter');
    await page.locator('[role=listbox]').waitFor();
    await keys.type('v1');
    await keys.press('Enter');
    await page.locator('.quote-text').waitFor();
    await tabTo(page, w.consentForm.evidence);
    await keys.type('Ordner 12, Blatt 4');
    await tabTo(page, w.consentForm.source);
    await keys.type('Messe');
    await step('evidence');
    await keys.press('Control+Enter');
    await dialogGone(page);
    const call = cellOf(page, area, 'phone');
    await page.locator('.cell.conditional').and(call).waitFor();
    assert.doesNotMatch(await page.locator('.banner h2').innerText(), /^Nein/);
    await step('allowed');

    await keys.press('w');
    await dialog(page).locator('form').waitFor();
    await step('objection');
    await keys.press('Enter');
    await dialogGone(page);
    await page.locator('.banner.stop').waitFor();
    // Where the consent is listed no tick is left.
    const over = page.locator('.will.unk', { hasText: 'Ordner 12, Blatt 4' });
    assert.match(await over.innerText(), /überholt durch Widerspruch vom/);
    await step('closed');
    // Every channel, those behind the fold as well.
    const more = page.locator('.matrix-foot button');
    await more.focus();
    await keys.press('Enter');
    const cells = page.locator('.matrix .cell');
    assert.equal(await cells.count(), 3 * 9);
    assert.equal(await page.locator('.matrix .cell.objected').count(), 3 * 9);
    await step('all-closed');
}

export const keyboard = Object.fromEntries(
    screens.map((screen) => {
        const name = `${screen.width}-${screen.theme}`;
        return [
            `the keyboard alone leads from the login to a closed card, ${name}`,
            async (_, house) => {
                const opened = await house.open({ ...screen, state: undefined });
                await work(opened, name);
            },
        ];
    }),
);
