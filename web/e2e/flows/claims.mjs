// A list says "yes": the claims are proven, dropped, or asked for by letter.
import assert from 'node:assert/strict';
import { base } from '../support.mjs';
import { ask, choosePurpose, dialog, dialogGone, w } from './support.mjs';

const list =
    'Vorname;Nachname;Telefon;Straße;PLZ;Ort;Werbung Telefon;Bereich\r\n' +
    'Runa;Bremerhold;0541 5558101;Lange Straße 1;49074;Osnabrück;ja;Photovoltaik\r\n' +
    'Sönke;Bremerhold;0541 5558102;Lange Straße 2;49074;Osnabrück;ja, gerne;Photovoltaik\r\n' +
    'Tilda;Bremerhold;0541 5558103;Lange Straße 3;49074;Osnabrück;ja;Photovoltaik\r\n' +
    'Ubbo;Bremerhold;0541 5558104;Lange Straße 4;49074;Osnabrück;ja;Photovoltaik\r\n';

async function imported(page) {
    await page.goto(`${base}/import`);
    await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'messe.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await choosePurpose(page);
    await page.getByLabel(w.imports.source).fill('Messe Nord');
    await page.getByRole('button', { name: w.imports.check }).click();
    await page.getByRole('button', { name: w.imports.run }).click();
    await page.locator('.import-run .tag', { hasText: w.imports.states.done }).waitFor();
    await page.getByRole('link', { name: w.claims.toList }).click();
    await page.getByRole('heading', { name: w.claims.title }).waitFor();
}

const row = (page, name) => page.locator('tr', { hasText: name });

export const claims = {
    async 'the claims of a list are proven, dropped, and asked for by a letter that is allowed'(page) {
        await page.addInitScript(() => {
            window.printed = 0;
            window.print = () => ++window.printed;
        });
        await imported(page);
        assert.match(await row(page, 'Sönke Bremerhold').innerText(), /Telefon: „ja/);
        const { rows: all } = await ask(page, '/claims?limit=200');
        await page.getByText(w.claims.count(all.length, String(all.length)), { exact: true }).waitFor();

        await page.getByRole('button', { name: w.claims.dropFor('Tilda Bremerhold') }).click();
        await dialog(page).getByText(w.claims.dropText('Tilda Bremerhold')).waitFor();
        await dialog(page).getByRole('button', { name: w.claims.drop }).click();
        await row(page, 'Tilda Bremerhold').waitFor({ state: 'detached' });

        await page.getByRole('button', { name: w.claims.proveFor('Runa Bremerhold') }).click();
        const form = dialog(page).locator('form');
        await form.waitFor();
        assert.ok(await form.getByRole('checkbox', { name: 'Photovoltaik' }).isChecked());
        assert.ok(await form.getByRole('checkbox', { name: w.channel.phone, exact: true }).isChecked());
        await form.getByLabel(w.consentForm.givenOn).fill('12.3.26');
        // Where it comes from the list has said; when it was given nobody has.
        assert.equal(await form.getByLabel(w.consentForm.source).inputValue(), 'Messe Nord');
        await page.keyboard.press('Control+Enter');
        // Without a wording it is recorded, and permits nothing yet.
        await dialog(page).getByText(w.recorded.permitsNothing).waitFor();
        await page.keyboard.press('Enter');
        await dialogGone(page);
        await row(page, 'Runa Bremerhold').waitFor({ state: 'detached' });

        await page.getByRole('button', { name: w.claims.letterFor('Ubbo Bremerhold') }).click();
        await dialog(page).getByText(w.letter.allowed).waitFor();
        const sheet = page.locator('.letter');
        await dialog(page).getByLabel(w.letter.from).fill('Hafenring 3\n49090 Osnabrück');
        const letter = await sheet.innerText();
        for (const part of [
            'Hafenring 3',
            'Ubbo Bremerhold',
            'Lange Straße 4',
            '49074 Osnabrück',
            'Photovoltaik',
            'Art. 21',
        ])
            assert.ok(letter.includes(part), letter);
        // Whoever reads no German gets it in English; the screen stays as it is.
        const language = dialog(page).getByRole('button', { name: w.letter.language });
        await language.click();
        await page.getByRole('option', { name: w.letter.languages.en }).click();
        assert.equal(await sheet.getAttribute('lang'), 'en');
        assert.match(await sheet.innerText(), /Art\. 21\(2\) GDPR/);
        await language.click();
        await page.getByRole('option', { name: w.letter.languages.de }).click();
        assert.equal(await sheet.innerText(), letter);
        await dialog(page).getByRole('button', { name: w.letter.print }).click();
        assert.equal(await page.evaluate(() => window.printed), 1);
        await page.emulateMedia({ media: 'print' });
        assert.ok(await page.locator('.letter').isVisible());
        assert.equal(
            await page.locator('.shell, .dialog-head, .form-actions').locator('visible=true').count(),
            0,
        );
        await page.emulateMedia({ media: 'screen' });
        await dialog(page).getByRole('button', { name: w.close }).last().click();
        await dialogGone(page);

        const { rows } = await ask(page, '/claims?limit=200');
        const open = rows.map(({ name }) => name).filter((name) => name.endsWith('Bremerhold'));
        assert.deepEqual(open.sort(), ['Sönke Bremerhold', 'Ubbo Bremerhold']);
        const ubbo = rows.find(({ name }) => name === 'Ubbo Bremerhold');
        const { checks } = await ask(page, `/persons/${ubbo.person_id}`);
        assert.equal(checks.length, 1, 'the check is stored once');
    },
    async 'whoever objected gets no letter, and the reason is said'(page) {
        await page.goto(`${base}/behauptungen`);
        await row(page, 'Sönke Bremerhold').waitFor();
        const { rows } = await ask(page, '/claims?limit=200');
        const { person_id } = rows.find(({ name }) => name === 'Sönke Bremerhold');
        await ask(page, `/persons/${person_id}/objections`, { way: 'phone' });
        await page.getByRole('button', { name: w.claims.letterFor('Sönke Bremerhold') }).click();
        await dialog(page).getByText(w.letter.forbidden, { exact: true }).waitFor();
        assert.match(await dialog(page).locator('.verdict').innerText(), /widersprochen/i);
        assert.equal(await page.locator('.letter').count(), 0);
        assert.equal(await dialog(page).getByRole('button', { name: w.letter.print }).count(), 0);
    },
    async 'G B leads to the claims'(page) {
        await page.goto(`${base}/kunden`);
        await page.locator('.grid-row').first().waitFor();
        await page.keyboard.press('g');
        await page.keyboard.press('b');
        await page.getByRole('heading', { name: w.claims.title }).waitFor();
    },
};
