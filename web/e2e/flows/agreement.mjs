// What stands on the screen is what the server answers, for everybody in the example company.
import assert from 'node:assert/strict';
import { base } from '../support.mjs';
import { ask, first, toList, w } from './support.mjs';

const statuses = ['allowed', 'conditional', 'denied', 'objected', 'unknown'];

async function everybody(page) {
    const rows = [];
    for (let next; ; ) {
        const answer = await ask(page, `/persons?limit=100&area_no=1${next ? `&after=${next}` : ''}`);
        rows.push(...answer.rows);
        next = answer.next;
        if (!next) return rows;
    }
}

/** Another address within the page, as a link would lead there. */
const go = (page, path) =>
    page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
    }, path);

/** What a card shows: verdict and words of every cell, the banner for every area, and what the call button says. */
async function seen(page, person_id, areas) {
    await go(page, `/kunden/${person_id}?bereich=${areas[0].area_no}&kanal=fax`);
    await page.waitForFunction(
        () =>
            document.querySelector('#person-name') &&
            document.querySelector('.matrix[aria-busy=false]') &&
            !document.querySelector('.cell.checking'),
    );
    return page.evaluate(async (all) => {
        const cells = Object.fromEntries(
            [...document.querySelectorAll('.matrix .cell')].map((cell) => [
                cell.getAttribute('aria-label'),
                all.find((status) => cell.classList.contains(status)),
            ]),
        );
        const banners = [];
        for (const chip of document.querySelectorAll('.reasons .chip')) {
            chip.click();
            await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
            const text = (selector) => document.querySelector(selector).textContent;
            banners.push({
                title: text('.banner h2'),
                sentence: text('.banner-verdict p'),
                tone: document.querySelector('.banner').classList[1],
                blocked: document.querySelector('.identity-actions .blocked') !== null,
                inspected: text('.inspector .verdict strong'),
            });
        }
        return { cells, banners };
    }, statuses);
}

function expectedCells(matrix, areas) {
    const name = (area_no) => areas.find((area) => area.area_no === area_no).name;
    return Object.fromEntries(
        matrix.cells.map(({ area_no, channel, status }) => [
            w.card.cell(name(area_no), w.channel[channel], w.status[status]),
            status,
        ]),
    );
}

/** A yes outside its hours is none now. */
function checkBanner(banner, cell, area) {
    const good = cell.verdict !== 'forbidden';
    const told = `${area.name}: ${JSON.stringify({ banner, cell })}`;
    assert.equal(good, cell.status === 'allowed' || cell.status === 'conditional', told);
    assert.equal(banner.blocked, !(good && cell.hours.open), told);
    assert.equal(banner.sentence, cell.sentence.de, told);
    assert.equal(banner.inspected, w.status[cell.status], told);
    const begin = !good ? 'Nein – ' : !cell.hours.open ? 'Gerade nicht – ' : 'Ja';
    assert.ok(banner.title.startsWith(begin), told);
    const tones = {
        objected: ['stop'],
        denied: ['unk'],
        unknown: ['unk'],
        allowed: cell.hours.open ? ['ok'] : ['warn'],
        conditional: cell.hours.open && cell.duties.length === 0 ? ['ok'] : ['warn'],
    };
    assert.ok(tones[cell.status].includes(banner.tone), told);
}

async function walk(page, people, areas) {
    for (const { person_id } of people) {
        const screen = await seen(page, person_id, areas);
        const matrix = await ask(page, `/persons/${person_id}/permissions`);
        assert.deepEqual(screen.cells, expectedCells(matrix, areas), person_id);
        areas.forEach((area, at) => {
            const cell = matrix.cells.find(
                ({ area_no, channel }) => area_no === area.area_no && channel === 'phone',
            );
            checkBanner(screen.banners[at], cell, area);
        });
    }
}

/** The badges of all rows of the list by person, read while it scrolls. */
async function badges(page, area) {
    await page.goto(`${base}/kunden?bereich=${area.area_no}`);
    await first(page, '.grid-row').waitFor();
    const found = new Map();
    const read = () =>
        page.locator('.grid-row').evaluateAll((rows) =>
            rows.map((row) => [
                new URL(row.querySelector('.row-link').href).pathname.split('/').at(-1),
                {
                    said: row.querySelector('.badges').getAttribute('aria-label'),
                    shown: [...row.querySelectorAll('.badge')].map((badge) => badge.classList[1]),
                },
            ]),
        );
    const grid = page.locator('.grid');
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
    await grid.focus();
    while (found.size < total) {
        const before = found.size;
        for (const [id, badge] of await read()) found.set(id, badge);
        await page.keyboard.press('PageDown');
        // At the end of what is loaded the next rows are still coming.
        if (found.size === before) await page.waitForTimeout(20);
    }
    return found;
}

export const agreement = {
    async 'every cell, banner and button of everybody is what the server answers'(page, house) {
        await toList(page);
        const { rows: areas } = await ask(page, '/areas');
        const people = await everybody(page);
        assert.ok(people.length >= 240);
        const { page: other } = await house.open();
        await toList(other);
        const middle = Math.ceil(people.length / 2);
        await Promise.all([
            walk(page, people.slice(0, middle), areas),
            walk(other, people.slice(middle), areas),
        ]);
    },
    async 'every badge of the list is what the card would say'(page) {
        await toList(page);
        const { rows: areas } = await ask(page, '/areas');
        const people = await everybody(page);
        const shown = new Map();
        for (const area of areas) shown.set(area.area_no, await badges(page, area));
        for (const { person_id } of people) {
            const { cells } = await ask(page, `/persons/${person_id}/permissions`);
            for (const [area_no, rows] of shown) {
                const { said, shown: icons } = rows.get(person_id);
                const usual = ['phone', 'email', 'sms', 'post'].map((channel) =>
                    cells.find((cell) => cell.area_no === area_no && cell.channel === channel),
                );
                assert.deepEqual(
                    icons,
                    usual.map(({ status }) => status),
                    person_id,
                );
                assert.equal(
                    said,
                    usual.map((cell) => `${w.channel[cell.channel]}: ${w.status[cell.status]}`).join(', '),
                );
            }
        }
    },
};
