// What people type about a person, and two who type at once: nobody's change is lost, and nobody's unseen.
import assert from 'node:assert/strict';
import { ask, decided, dialog, dialogGone, first, idOf, search, toList, toPerson, w } from './support.mjs';

const text = w.newPerson;

/** Chooses in a select of the dialog, by its label. */
export async function choose(page, label, option, nth = 0) {
    await dialog(page).getByRole('button', { name: label }).nth(nth).click();
    await page.getByRole('option', { name: option, exact: true }).click();
}

const numberOf = (page) => dialog(page).getByLabel(w.points.number, { exact: true });

async function openNew(page) {
    await toList(page);
    await page.keyboard.press('n');
    await dialog(page).locator('form').waitFor();
}

async function fillNew(page, last_name, phone) {
    const form = dialog(page);
    await form.getByLabel(w.particulars.first_name).fill('Yasemin');
    await form.getByLabel(w.particulars.last_name).fill(last_name);
    await numberOf(page).fill(phone);
    await choose(page, text.purpose, 'Kundenbetreuung');
    await form.getByLabel(text.source).fill('Anruf der Person');
}

/** Both look at the same particulars. */
async function both(page, house, number) {
    const other = (await house.open()).page;
    for (const each of [page, other]) {
        await toPerson(each, number);
        await each.keyboard.press('b');
        await dialog(each).locator('form').waitFor();
    }
    return other;
}

const field = (page, name) => dialog(page).getByLabel(w.particulars[name]);
const save = (page) => page.keyboard.press('Control+Enter');
const row = (page, value) => page.locator('tr', { hasText: value });

export const edit = {
    async 'a new person: what is wrong stands at its field, the input stays, and the card opens'(page) {
        await openNew(page);
        await save(page);
        await dialog(page).getByText(w.consentForm.sourceMissing).waitFor();
        await fillNew(page, 'Öztürk-Neumann', '12');
        await page.getByRole('button', { name: text.addPoint }).click();
        await dialog(page).getByLabel(w.points.email).fill('oeztuerk@example.de');
        await page.getByRole('button', { name: text.addPoint }).click();
        await dialog(page).getByLabel(w.points.city).fill('Osnabrück');
        await save(page);
        const number = numberOf(page);
        await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
        assert.ok(await number.evaluate((input) => input === document.activeElement));
        await number.fill('0541 7733991');
        await save(page);
        // The address has no street: its row is the third.
        const street = dialog(page).getByLabel(w.points.street);
        await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
        assert.ok(await street.evaluate((input) => input === document.activeElement));
        assert.equal(await field(page, 'last_name').inputValue(), 'Öztürk-Neumann');
        await street.fill('Dielinger Straße 12');
        await dialog(page).getByRole('textbox', { name: w.companies.company }).fill('Zimmerei Öztürk');
        await save(page);
        await decided(page);
        assert.equal(await page.locator('#person-name').innerText(), 'Yasemin Öztürk-Neumann');
        assert.match(new URL(page.url()).pathname, /^\/kunden\/[0-9a-f-]{36}$/);
        const person = await ask(page, `/persons/${idOf(page)}`);
        assert.equal(person.contact_points.length, 3);
        assert.equal(person.source.name, 'Anruf der Person');
        assert.equal(await page.locator('.cell.allowed').count(), 0, 'a new person is advertised to');
        await page.goBack();
        await first(page, '.grid-row').waitFor();
        assert.equal(await dialog(page).count(), 0, 'the way back leads into the form');
    },
    async 'whoever is on file is searched for, and recorded again only on purpose'(page) {
        for (const again of [false, true]) {
            await openNew(page);
            await fillNew(page, 'Kleinschmidt', again ? '+49 541 7733992' : '0541 7733992');
            await save(page);
            if (!again) await decided(page);
        }
        await dialog(page).getByText(text.knownTitle).waitFor();
        await page.getByRole('button', { name: text.search }).click();
        await dialog(page).getByRole('link', { name: 'Yasemin Kleinschmidt' }).waitFor();
        assert.equal(await field(page, 'last_name').inputValue(), 'Kleinschmidt');
        await page.getByRole('button', { name: text.allTheSame }).click();
        await decided(page);
        assert.equal((await search(page, 'yasemin kleinschmidt')).rows.length, 2);
    },
    async 'of two who change a person the second sees both changes, and takes over his own'(page, house) {
        const other = await both(page, house, 'D-1045');
        const before = await field(page, 'last_name').inputValue();
        await field(page, 'last_name').fill('Brandes-Yildiz');
        await field(page, 'title').fill('Dr.');
        await save(page);
        await dialogGone(page);
        await field(other, 'last_name').fill('Brandes');
        await field(other, 'salutation').fill('Frau');
        await save(other);
        const note = dialog(other).locator('.outdated');
        await note.getByText(w.editPerson.outdated).waitFor();
        const told = await row(note, w.particulars.last_name).innerText();
        for (const part of [before, 'Brandes-Yildiz', 'Brandes']) assert.ok(told.includes(part), told);
        assert.match(await row(note, w.particulars.title).innerText(), /Dr\./);
        assert.equal(await field(other, 'salutation').inputValue(), 'Frau');
        const stored = await ask(other, `/persons/${idOf(other)}`);
        assert.equal(stored.last_name, 'Brandes-Yildiz', 'the second was stored without a word');
        await other.getByRole('button', { name: w.editPerson.takeMine }).click();
        await dialogGone(other);
        const now = await ask(other, `/persons/${idOf(other)}`);
        assert.deepEqual(
            [now.last_name, now.title, now.salutation],
            ['Brandes', 'Dr.', 'Frau'],
            'a change of one side is gone',
        );
        const { rows } = await ask(other, `/persons/${idOf(other)}/log?limit=50`);
        const changes = rows.filter(({ action }) => action === 'person.change');
        assert.equal(changes.length, 2, 'the log holds both changes');
    },
    async 'of two who change a person the second may keep what the first wrote'(page, house) {
        const other = await both(page, house, 'D-1046');
        await field(page, 'last_name').fill('Wessels-Thoma');
        await save(page);
        await dialogGone(page);
        await field(other, 'last_name').fill('Wessels');
        await field(other, 'birth_date').fill('9.4.1971');
        // Coming back to the window asks the card anew; the dialog still rests on what was read.
        await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        await other.locator('#person-name', { hasText: 'Wessels-Thoma' }).waitFor({ state: 'attached' });
        await save(other);
        await dialog(other).locator('.outdated').waitFor();
        await other.getByRole('button', { name: w.editPerson.keepTheirs }).click();
        await dialogGone(other);
        const now = await ask(other, `/persons/${idOf(other)}`);
        assert.deepEqual([now.last_name, now.birth_date], ['Wessels-Thoma', '1971-04-09']);
    },
    async 'a contact point is added, found wrong, found right, and removed'(page) {
        await toPerson(page, 'D-1047');
        await page.getByRole('button', { name: w.points.add }).click();
        await choose(page, w.points.kind, w.point.email);
        await dialog(page).getByLabel(w.points.email).fill('Neu@Example.de');
        await save(page);
        await dialog(page).locator('[data-invalid]').first().waitFor();
        await dialog(page).getByLabel(text.source).fill('E-Mail der Person');
        await save(page);
        await dialogGone(page);
        const mine = row(page, 'Neu@Example.de').first();
        const act = async (name) => {
            await mine.getByRole('button').click();
            await page.getByRole('menuitem', { name, exact: true }).click();
        };
        await act(w.points.setInvalid);
        await mine.locator('.tag', { hasText: w.points.invalid }).waitFor();
        await act(w.points.setValid);
        await mine.locator('.tag', { hasText: w.points.invalid }).waitFor({ state: 'detached' });
        await act(w.points.setOther);
        await mine.locator('.tag', { hasText: w.points.other }).waitFor();
        await act(w.points.remove);
        await dialog(page).getByRole('button', { name: w.points.removeSubmit }).click();
        await dialogGone(page);
        await mine.waitFor({ state: 'detached' });
        await page.locator('.timeline strong', { hasText: w.log.actions['contact_point.remove'] }).waitFor();
    },
    async 'of two who say something about a number the second is told'(page, house) {
        const other = (await house.open()).page;
        for (const each of [page, other]) await toPerson(each, 'D-1048');
        const act = async (each, name) => {
            await each
                .getByRole('button', { name: w.points.actions('') })
                .first()
                .click();
            await each.getByRole('menuitem', { name, exact: true }).click();
        };
        await act(page, w.points.setOther);
        await page.locator('.tag', { hasText: w.points.other }).waitFor();
        await act(other, w.points.setInvalid);
        await other.getByText(w.trouble.conflict).waitFor();
        await other.getByRole('button', { name: w.card.reload }).click();
        await other.locator('.tag', { hasText: w.points.other }).waitFor();
        await act(other, w.points.setInvalid);
        await other.locator('.tag', { hasText: w.points.invalid }).waitFor();
        await other.locator('.tag', { hasText: w.points.other }).waitFor();
    },
    async 'a company shows who works there, and leads back to the card'(page) {
        await toPerson(page, 'D-1049');
        const name = await page.locator('#person-name').innerText();
        await page.getByRole('button', { name: w.companies.add }).click();
        await dialog(page).getByLabel(w.companies.company, { exact: true }).fill('Zimmerei Thoma GmbH');
        await dialog(page).getByLabel(w.companies.position).fill('Meisterin');
        await dialog(page).getByLabel(text.source).fill('Visitenkarte');
        await save(page);
        await dialogGone(page);
        await page.getByRole('link', { name: 'Zimmerei Thoma GmbH' }).click();
        await page.getByRole('heading', { name: 'Zimmerei Thoma GmbH' }).waitFor();
        assert.match(new URL(page.url()).pathname, /^\/firmen\/[0-9a-f-]{36}$/);
        await page.getByRole('link', { name, exact: true }).click();
        await decided(page);
        await page.getByRole('button', { name: w.companies.remove('Zimmerei Thoma GmbH') }).click();
        await dialog(page).getByRole('button', { name: w.companies.removeSubmit }).click();
        await dialogGone(page);
        await page.getByRole('link', { name: 'Zimmerei Thoma GmbH' }).waitFor({ state: 'detached' });
    },
    async 'the palette leads to a new person from anywhere'(page) {
        await toPerson(page, 'D-1049');
        await page.keyboard.press('Control+k');
        await page.locator('.palette-field input').fill(text.open);
        await page.locator('.palette-item', { hasText: text.open }).waitFor();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: text.title }).waitFor();
        await page.keyboard.press('Escape');
        await dialogGone(page);
    },
};
