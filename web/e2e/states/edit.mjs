// New people, particulars, contact points and companies.
import { answer, api, refuse } from '../support.mjs';
import { card, key, person } from './reach.mjs';

const id = '019e0000-0000-7000-8000-000000000001';
const refusal = (status, code, where, de) => (route) =>
    route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({
            type: `urn:kartei:problem:${code}`,
            status,
            code,
            where,
            what: { de, en: de },
            next: { de: 'Suchen Sie nach ihr.', en: 'Search for her.' },
        }),
    });
const row = (name, more = {}) => ({
    person_id: id,
    name,
    kind: 'company_contact',
    city: 'Osnabrück',
    contact_points: ['0541 5551230'],
    ...more,
});

/** Somebody else changes the person between the first look and the attempt to save. */
const overtaken = () => {
    let looks = 0;
    return async (route) => {
        if (route.request().method() === 'PUT') return refuse(412, 'outdated')(route);
        const response = await route.fetch();
        const body = await response.json();
        if (looks++ > 0)
            Object.assign(body, {
                last_name: 'Beispiel-Lindenschmidt',
                birth_date: '1971-04-09',
                version: 9,
            });
        await route.fulfill({ response, json: body });
    };
};
const sent = (fill) => async (page) => {
    const dialog = page.locator('[role=dialog]');
    await fill?.(dialog);
    await dialog.locator('[type=submit]').click();
    await dialog.locator('[role=alert], [data-invalid]').first().waitFor();
};
const filled = (w) => async (page) => {
    const dialog = page.locator('[role=dialog]');
    await dialog.getByLabel(w.particulars.last_name).fill('Kleinschmidt');
    await dialog.getByLabel(w.newPerson.source).fill('Messe');
    await dialog.getByRole('button', { name: w.newPerson.purpose }).click();
    await page.getByRole('option').first().click();
};

export const editStates = (w) => [
    {
        name: 'new-person',
        main: true,
        at: '/kunden?neu=1',
        see: w.newPerson.title,
        wait: '[role=dialog] form',
        act: async (page) => {
            await page.getByRole('button', { name: w.newPerson.addPoint }).click();
            await page.getByRole('button', { name: w.newPerson.addPoint }).click();
        },
    },
    {
        name: 'new-person-discard',
        main: true,
        at: '/kunden?neu=1',
        see: w.discard.title,
        wait: '[role=dialog] form',
        act: async (page) => {
            await page.getByLabel(w.particulars.last_name).fill('Kleinschmidt');
            await key('Escape', '[role=alertdialog]')(page);
        },
    },
    {
        name: 'new-person-missing',
        at: '/kunden?neu=1',
        see: w.newPerson.title,
        wait: '[role=dialog] form',
        act: sent(),
    },
    {
        name: 'new-person-known',
        main: true,
        at: '/kunden?neu=1',
        see: w.newPerson.title,
        wait: '[role=dialog] form',
        act: async (page) => {
            await page.route(
                `${api}/persons`,
                refusal(409, 'conflict', 'even_if_known', 'Diese Person ist schon erfasst.'),
            );
            await page.route(
                `${api}/person-searches`,
                answer({ rows: [row('Jörg Kleinschmidt'), row('Ute Kleinschmidt')], completeness: 'all' }),
            );
            await filled(w)(page);
            await sent()(page);
            await page.getByRole('button', { name: w.newPerson.search }).click();
            await page.locator('.known li').first().waitFor();
        },
    },
    {
        name: 'edit',
        at: '/kunden',
        see: w.editPerson.title,
        act: card(key('b', '[role=dialog] form')),
    },
    {
        name: 'edit-conflict',
        main: true,
        at: '/kunden',
        see: w.editPerson.title,
        act: async (page) => {
            await page.route(`${api}/persons/*`, overtaken());
            await person(page, 'D-1000');
            await key('b', '[role=dialog] form')(page);
            await page.getByLabel(w.particulars.last_name).fill('Mustermann');
            await page.locator('[role=dialog] [type=submit]').click();
            await page.locator('.outdated').waitFor();
        },
    },
    {
        name: 'point',
        at: '/kunden',
        see: w.points.add,
        act: card(async (page) => {
            await page.getByRole('button', { name: w.points.add }).click();
            await page.locator('[role=dialog] form').waitFor();
        }),
    },
    {
        name: 'point-menu',
        at: '/kunden',
        act: card(async (page) => {
            await page
                .getByRole('button', { name: w.points.actions('') })
                .first()
                .click();
            await page.locator('[role=menu]').waitFor();
        }),
    },
    {
        name: 'point-remove',
        main: true,
        at: '/kunden',
        see: w.points.removeTitle,
        act: card(async (page) => {
            await page.route(
                `${api}/persons/*/contact-points/*`,
                refusal(409, 'conflict', undefined, 'Eine Einwilligung nennt diesen Kontaktweg.'),
            );
            await page
                .getByRole('button', { name: w.points.actions('') })
                .first()
                .click();
            await page.getByRole('menuitem', { name: w.points.remove }).click();
            await sent()(page);
        }),
    },
    {
        name: 'company-add',
        at: '/kunden',
        see: w.companies.add,
        act: card(async (page) => {
            await page.getByRole('button', { name: w.companies.add }).click();
            await page.locator('[role=dialog] form').waitFor();
        }),
    },
    {
        name: 'company',
        main: true,
        at: `/firmen/${id}`,
        see: w.companies.staff,
        wait: 'tbody tr',
        routes: {
            '/companies/*?**': answer({
                company: { company_id: id, name: 'Zimmerei Thoma GmbH', country: 'DE', version: 1 },
                persons: [row('Petra Thoma', { customer_number: 'D-7001' }), row('Urs Wessels')],
                next: id,
            }),
        },
    },
    {
        name: 'company-gone',
        at: `/firmen/${id}`,
        wait: '[role=alert]',
        routes: { '/companies/*?**': refuse(404, 'not_found') },
    },
];
