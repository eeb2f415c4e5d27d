// Calls to businesses may rest on facts that were written down; calls to consumers may not.
import assert from 'node:assert/strict';
import { cellOf, dialog, dialogGone, discard, toPerson, w } from './support.mjs';

async function record(page, area) {
    await page.getByRole('button', { name: w.card.interest }).click();
    const form = dialog(page).locator('form');
    await form.locator('.select-button').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: area }).click();
    await form.locator('.select-button').nth(1).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: w.interestForm.basisOf.existing_business_relation }).click();
    await form.getByLabel(w.interestForm.content).fill('Liefert uns seit 2019 Bremsen und Filter.');
    await form.getByLabel(w.interestForm.phone).fill('Bestellt jede Woche am Telefon.');
    await form.getByText(w.interestForm.expected).click();
    await page.keyboard.press('Control+Enter');
}

export const interest = {
    async 'a supplier of car parts may be called with duties on facts that are written down'(page) {
        await toPerson(page, 'D-1010');
        const call = cellOf(page, 'Wärmepumpe', 'phone');
        assert.match(await call.getAttribute('class'), /denied/);
        await call.click();
        await record(page, 'Wärmepumpe');
        await dialogGone(page);
        await page.locator('.cell.conditional').and(call).waitFor();
        await page.locator('.will', { hasText: 'Bestellt jede Woche am Telefon.' }).waitFor();
        const inspector = page.locator('.inspector');
        assert.match(await inspector.innerText(), /Liefert uns seit 2019 Bremsen und Filter\./);
        assert.ok((await inspector.locator('.texts li').count()) > 0, 'the call has no duties');
        // Only the call, and only this area.
        assert.match(await cellOf(page, 'Wärmepumpe', 'email').getAttribute('class'), /denied/);
        assert.match(await cellOf(page, 'Photovoltaik', 'phone').getAttribute('class'), /denied/);
    },
    async 'the same facts permit nothing towards a consumer, and the dialog says by which law'(page) {
        await toPerson(page, 'D-1000');
        const call = cellOf(page, 'Wärmepumpe', 'phone');
        const before = await call.getAttribute('class');
        await record(page, 'Wärmepumpe');
        const alert = dialog(page).locator('[role=alert]');
        await alert.waitFor();
        assert.match(await alert.innerText(), /Verbrauchern gibt es keine .*UWG § 7 Abs\. 2 Nr\. 1/);
        assert.doesNotMatch(await alert.innerText(), /`/);
        await page.keyboard.press('Escape');
        await discard(page);
        assert.equal(await call.getAttribute('class'), before);
    },
};
