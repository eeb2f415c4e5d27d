// Two people at one card: what one writes down the other sees before he acts, and nobody's work is lost.
import assert from 'node:assert/strict';
import { alter, api } from '../support.mjs';
import { ask, decided, dialog, dialogGone, idOf, toPerson, w } from './support.mjs';

const open = (page) => page.locator('.cell.allowed, .cell.conditional');
const comeBack = (page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

async function object(page) {
    await page.keyboard.press('w');
    await dialog(page).locator('form').waitFor();
    await page.keyboard.press('Enter');
    await dialogGone(page);
    await page.locator('.banner.stop').waitFor();
}

/** The hour of day taken out of the server's answers: a call may be offered at night as well. */
async function anyHour(page) {
    const always = (cell) => Object.assign(cell, { hours: { open: true } });
    await page.route(
        `${api}/persons/*/permissions`,
        alter((matrix) => void matrix.cells.forEach(always)),
    );
    await page.route(
        `${api}/persons/*/contact-checks`,
        alter((check) => void always(check.cell)),
    );
}

/** Two windows of two people, at a card whose call is allowed. */
async function both(page, house, number) {
    const other = (await house.open()).page;
    await anyHour(other);
    for (const each of [page, other]) await toPerson(each, number);
    assert.equal(idOf(page), idOf(other));
    await other.getByRole('button', { name: w.card.call }).waitFor();
    return other;
}

export const together = {
    async 'a call that a colleague has just closed is refused, and the card says why'(page, house) {
        const other = await both(page, house, 'D-1195');
        await object(page);
        await other.keyboard.press('a');
        await dialog(other).getByText(w.contact.blocked).waitFor();
        assert.equal(await other.locator('.dial-number').count(), 0);
        await other.keyboard.press('Escape');
        await dialogGone(other);
        await other.locator('.banner.stop').waitFor();
        assert.equal(await open(other).count(), 0);
    },
    async 'whoever comes back to the window sees the news'(page, house) {
        const other = await both(page, house, 'D-1117');
        await object(page);
        await comeBack(other);
        await other.locator('.banner.stop').waitFor();
        await decided(other);
        assert.equal(await open(other).count(), 0);
        await other.locator('.will.stop').first().waitFor();
    },
    async 'a consent that was being typed is kept, and does not undo the objection'(page, house) {
        const other = await both(page, house, 'D-1039');
        await other.keyboard.press('e');
        const form = dialog(other).locator('form');
        await form.getByLabel(w.consentForm.givenOn).fill('12.3.2026');
        await form.getByLabel(w.consentForm.source).fill('Messe Nord');
        await object(page);
        await comeBack(other);
        // The dialog tells what has happened meanwhile, and keeps what was typed.
        await dialog(other).locator('.note.stop').waitFor();
        assert.equal(await form.getByLabel(w.consentForm.source).inputValue(), 'Messe Nord');
        await other.keyboard.press('Control+Enter');
        await dialog(other).getByText(w.recorded.permitsNothing).waitFor();
        await other.keyboard.press('Enter');
        await dialogGone(other);
        await other.locator('.banner.stop').waitFor();
        assert.equal(await open(other).count(), 0);
        const { consents, objections } = await ask(page, `/persons/${idOf(page)}`);
        assert.equal(consents.filter(({ source }) => source.name === 'Messe Nord').length, 1);
        assert.equal(objections.filter(({ state }) => state === 'active').length, 1);
    },
    async 'a consent without a word of the news shows the news when it is sent'(page, house) {
        const other = await both(page, house, 'D-1234');
        await other.keyboard.press('e');
        const form = dialog(other).locator('form');
        await form.getByLabel(w.consentForm.givenOn).fill('12.3.2026');
        await form.getByLabel(w.consentForm.source).fill('Messe Süd');
        await object(page);
        await other.keyboard.press('Control+Enter');
        await dialog(other).getByText(w.recorded.permitsNothing).waitFor();
        await other.keyboard.press('Enter');
        await other.locator('.banner.stop').waitFor();
        await other.locator('.will', { hasText: 'Messe Süd' }).waitFor();
    },
};
