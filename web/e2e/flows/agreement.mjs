// What stands on the screen is what the server answers, for everybody in the example company.
import assert from 'node:assert/strict';
import { base } from '../support.mjs';
import { ask, go, toList, w } from './support.mjs';

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

/** What a card shows: verdict and words of every cell, the banner for every area, and what the call button says. */
async function seen(page, person_id, areas) {
    await go(page, `/kunden/${person_id}?bereich=${areas[0].area_no}&kanal=fax`);
    await page.waitForFunction(
        () =>
            document.querySelector('#person-name') &&
            document.querySelector('.matrix[aria-busy=false]') &&
            !document.querySelector('.cell.checking'),
    );
    const titles = areas.map(({ name }) => w.card.cellTitle(name, w.channel.phone));
    return page.evaluate(async ({ all, titles }) => {
        const cells = Object.fromEntries(
            [...document.querySelectorAll('.matrix .cell')].map((cell) => [
                cell.getAttribute('aria-label'),
                all.find((status) => cell.classList.contains(status)),
            ]),
        );
        const banners = [];
        const text = (selector) => document.querySelector(selector)?.textContent ?? '';
        for (const [at, chip] of document.querySelectorAll('.reasons .chip').entries()) {
            chip.click();
            // The inspector stands on another channel before; one that stays there is found out below.
            for (let frames = 0; frames < 300 && text('#inspector-title') !== titles[at]; ++frames)
                await new Promise(requestAnimationFrame);
            banners.push({
                title: text('.banner h2'),
                sentence: text('.banner-verdict p:not(.instead)'),
                instead: text('.banner-verdict .instead'),
                tone: document.querySelector('.banner').classList[1],
                blocked: document.querySelector('.identity-actions .blocked') !== null,
                inspected: text('.inspector .verdict strong'),
            });
        }
        return { cells, banners };
    }, { all: statuses, titles });
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
    // What will be allowed later is not said in the same breath as that it is not now.
    const closed = good && !cell.hours.open;
    assert.equal(banner.sentence, closed ? '' : cell.sentence.de, told);
    assert.equal(banner.instead, cell.instead ? w.card.instead + cell.instead.de : '', told);
    assert.equal(banner.inspected, w.status[cell.status], told);
    const begin = !good ? 'Nein – ' : closed ? 'Jetzt nicht – ' : 'Ja';
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

/** Each page takes the next person as soon as it is done with one. */
async function walk(pages, people, areas) {
    const rest = people.values();
    const next = async (page) => {
        for (const { person_id } of rest) await compare(page, person_id, areas);
    };
    await Promise.all(pages.map(next));
}

async function compare(page, person_id, areas) {
    const answered = page.waitForResponse((answer) =>
        answer.url().endsWith(`/persons/${person_id}/permissions`),
    );
    const [screen, answer] = await Promise.all([seen(page, person_id, areas), answered]).catch(
        async (reason) => {
            const said = await page.locator('[role=alert]').allInnerTexts();
            throw new Error(`${person_id} is not shown: ${said.join(' · ')}`, { cause: reason });
        },
    );
    const matrix = await answer.json();
    assert.deepEqual(screen.cells, expectedCells(matrix, areas), person_id);
    areas.forEach((area, at) => {
        const cell = matrix.cells.find(
            ({ area_no, channel }) => area_no === area.area_no && channel === 'phone',
        );
        checkBanner(screen.banners[at], cell, area);
    });
}

/** The badges of all rows of the list by person, read in one go from a window that holds them all. */
async function badges(page, area, total) {
    await page.setViewportSize({ width: 1440, height: 400 + 40 * total });
    await page.goto(`${base}/kunden?bereich=${area.area_no}`);
    await page.waitForFunction((count) => document.querySelectorAll('.grid-row').length === count, total);
    const rows = await page.locator('.grid-row').evaluateAll((drawn) =>
        drawn.map((row) => [
            new URL(row.querySelector('.row-link').href).pathname.split('/').at(-1),
            {
                said: row.querySelector('.badges').getAttribute('aria-label'),
                shown: [...row.querySelectorAll('.badge')].map((badge) => badge.classList[1]),
            },
        ]),
    );
    return new Map(rows);
}

export const agreement = {
    async 'every cell, banner and button of everybody is what the server answers'(page, house) {
        await toList(page);
        const { rows: areas } = await ask(page, '/areas');
        const people = await everybody(page);
        assert.ok(people.length >= 240);
        const { page: other } = await house.open();
        await toList(other);
        await walk([page, other], people, areas);
    },
    async 'every badge of the list is what the card would say'(page) {
        await toList(page);
        const { rows: areas } = await ask(page, '/areas');
        const people = await everybody(page);
        const shown = new Map();
        for (const area of areas) shown.set(area.area_no, await badges(page, area, people.length));
        const asked = await Promise.all(
            people.map(({ person_id }) => ask(page, `/persons/${person_id}/permissions`)),
        );
        for (const [at, { person_id }] of people.entries()) {
            const { cells } = asked[at];
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
