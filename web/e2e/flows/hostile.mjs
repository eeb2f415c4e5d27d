// What people and lists bring is text, whatever it looks like: nothing of it runs, nothing breaks the page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { base } from '../support.mjs';
import {
    ask,
    choosePurpose,
    decided,
    dialog,
    dialogGone,
    discard,
    first,
    go,
    toList,
    w,
} from './support.mjs';

const strings = {
    image: '<img src=x onerror=window.ran=1>',
    script: '"><script>window.ran=1</script>',
    turned: 'Freigabe \u202etxt.exe\u202c Ende',
    emoji: '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽',
    template: '{{7*7}} ${7*7} javascript:alert(1)',
    long: 'Donaudampfschifffahrt'.repeat(10).slice(0, 200),
};

const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');

/** Persons whose every value is such a string, by the import as people use it. */
async function bring(page) {
    const rows = Object.entries(strings).map(([name, text], at) => [
        `H-${at} ${name}`,
        text,
        `Hostile ${text}`,
        `Firma ${text}`,
        `${text} 1`,
        '49074',
        text,
        `0541 55500${at}`,
        text,
        text,
        'ja',
    ]);
    const head = ['Kunden-Nr.', 'Vorname', 'Nachname', 'Firma', 'Straße', 'PLZ', 'Ort', 'Telefon', 'E-Mail', 'Bemerkung', 'Werbung Telefon'];
    await page.goto(`${base}/import`);
    await page.locator('input[type=file]').setInputFiles({
        name: `${strings.image}.csv`.replaceAll('/', '_'),
        mimeType: 'text/csv',
        buffer: Buffer.from(csv([head, ...rows])),
    });
    await choosePurpose(page);
    await page.getByLabel(w.imports.source).fill(`${strings.script} ${strings.long}`.slice(0, 190));
    await page.getByRole('button', { name: w.imports.check }).click();
    await page.locator('.import-preview').waitFor();
    await sound(page);
    await page.getByRole('button', { name: w.imports.run }).click();
    await page.locator('.import-run .tag', { hasText: w.imports.states.done }).waitFor();
    await sound(page);
}

/** Nothing ran, nothing was made of the text, and the page is as wide as its window, on the desk and on a phone. */
async function sound(page) {
    for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const { ran, elements, wide } = await page.evaluate(() => ({
            ran: window.ran,
            elements: document.querySelectorAll('img, script:not([src]), script[src="x"]').length,
            wide: [document.documentElement, ...document.querySelectorAll('.modal, .panel, .banner')]
                .filter((each) => each.scrollWidth > each.clientWidth + 1)
                .map((each) => `${each.tagName} ${each.className}`),
        }));
        assert.equal(ran, undefined, 'a text ran');
        assert.equal(elements, 0, 'a text became an element');
        assert.deepEqual(wide, [], `wider than its place at ${width} px: ${wide.join(', ')}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
}

async function object(page, text) {
    await page.keyboard.press('w');
    const form = dialog(page).locator('form');
    await form.getByLabel(w.objectionForm.note).fill(text);
    await sound(page);
    await page.keyboard.press('Control+Enter');
    await dialogGone(page);
    await page.locator('.will.stop', { hasText: text }).waitFor();
}

async function consent(page, text) {
    await page.keyboard.press('e');
    const form = dialog(page).locator('form');
    await form.getByLabel(w.consentForm.givenOn).fill('12.3.2026');
    await form.locator('.select-button').last().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: w.consentForm.wordingNew }).click();
    await form.getByLabel(w.consentForm.label).fill([...text].slice(0, 40).join(""));
    await form.getByLabel(w.consentForm.text).fill(text);
    await form.getByLabel(w.consentForm.evidence, { exact: true }).fill(text);
    await form.getByLabel(w.consentForm.source).fill(`Aus ${text}`.slice(0, 200));
    await sound(page);
    await page.keyboard.press('Control+Enter');
    await dialogGone(page);
    await page.locator('.will', { hasText: w.card.evidenceOf(text) }).waitFor();
}

async function presume(page, text) {
    await page.getByRole('button', { name: w.card.interest }).click();
    const form = dialog(page).locator('form');
    await form.getByLabel(w.interestForm.content).fill(text);
    await form.getByLabel(w.interestForm.phone).fill(text);
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(
        () => !document.querySelector('[role=dialog] form') || document.querySelector('[role=alert]'),
    );
    await page.keyboard.press('Escape');
    if ((await dialog(page).locator('form').count()) > 0) await discard(page);
    await dialogGone(page);
}

/** Every text that breaks programs, one per line: what tests/api/body_test.cpp sends to every field. */
async function strangeTexts() {
    const lines = await readFile(new URL('../../../tests/data/strange-texts.jsonl', import.meta.url), 'utf8');
    return lines.trim().split('\n').map((line) => JSON.parse(line));
}

/** The id of a person of that name, origin, company and street, or nothing where the server refuses the text. */
async function recorded(page, text) {
    const answer = await page.request.post(`${base}/api/v1/persons`, {
        headers: { 'Kartei-Request': '1' },
        data: {
            person: { kind: 'consumer', last_name: text, country: 'DE', deceased: false },
            purpose: 'customer_care',
            origin: { source: text },
            employment: { company: text },
            contact_points: [{ kind: 'post', street: text, postal_code: '49074', city: text }],
            even_if_known: true,
        },
    });
    assert.ok([201, 400].includes(answer.status()), `${JSON.stringify(text)}: ${answer.status()}`);
    return answer.ok() ? (await answer.json()).person_id : undefined;
}

/** Whether all of it stands on the screen, character by character. */
const standsThere = (page, texts) =>
    page
        .waitForFunction(
            (wanted) => {
                const shown = document.querySelector('main')?.textContent ?? '';
                return wanted.every((text) => shown.includes(text));
            },
            texts,
            { timeout: 5_000 },
        )
        .catch(async () => {
            const shown = await page.locator('main').textContent();
            const missing = texts.filter((text) => !shown.includes(text));
            assert.fail(`not on the screen: ${JSON.stringify(missing)} in ${JSON.stringify(shown)}`);
        });

export const hostile = {
    async 'strange texts stand on the card as they are stored'(page) {
        await toList(page);
        let shown = 0;
        for (const text of await strangeTexts()) {
            const id = await recorded(page, text);
            if (!id) continue;
            const person = await ask(page, `/persons/${id}`);
            const { street, city } = person.contact_points[0];
            await go(page, `/kunden/${id}`);
            await standsThere(page, [person.last_name, person.source.name, street, city]);
            assert.equal(await page.locator('#person-name').textContent(), person.last_name);
            if (text.length > 60) await sound(page);
            ++shown;
        }
        assert.ok(shown > 400, `only ${shown} texts were stored`);
    },
    async 'hostile words are text wherever they come up'(page) {
        await toList(page);
        for (const name of Object.values(strings)) {
            await ask(page, '/areas', { name: `Bereich ${[...name].slice(0, 20).join('')}` });
        }
        await bring(page);
        await page.goto(`${base}/kunden`);
        for (const [kind, text] of Object.entries(strings)) {
            await toList(page);
            await page.locator('[role=search] input').fill(`H-${Object.keys(strings).indexOf(kind)} ${kind}`);
            await first(page, 'mark').waitFor();
            await sound(page);
            await page.locator('[role=search] input').focus();
            await page.keyboard.press('Enter');
            await decided(page);
            assert.ok((await page.locator('#person-name').innerText()).includes(text.slice(0, 30).trim()));
            await sound(page);
            await consent(page, text);
            await presume(page, text);
            await object(page, text);
            await sound(page);
            await page.keyboard.press('Control+k');
            await page.locator('.palette-field input').fill(text);
            await page.locator('.palette-item:visible, .palette-note').first().waitFor();
            await sound(page);
            await page.keyboard.press('Escape');
        }
        for (const path of ['/kunden', '/import', '/protokoll']) {
            await page.goto(base + path);
            await page.locator('.grid-row, tbody tr').first().waitFor();
            await sound(page);
        }
    },
};
