// Every state of every screen that people can meet: where it is, how to get there, and what must be on it.
import { editStates } from './states/edit.mjs';
import { claimStates } from './states/claims.mjs';
import { card, key, person } from './states/reach.mjs';
import { alter, answer, api, cut, refuse, silence } from './support.mjs';

const text = (de) => ({ de, en: de });
const callable = (cell) =>
    Object.assign(cell, {
        status: 'conditional',
        verdict: 'allowed_with_duty',
        contact_point: '+49 541 555 1230',
        instead: undefined,
        sentence: text('Einwilligung vom 12.03.2025, werktags 17 bis 20 Uhr.'),
        duties: [
            {
                duty: 'log_use_7a',
                law: 'UWG § 7a',
                text: text('Den Anruf vermerken; der Nachweis bleibt fünf weitere Jahre.'),
            },
        ],
        hours: { open: true, until: new Date(Date.now() + 3.6e6).toISOString() },
    });
const blocked = (cell) =>
    Object.assign(cell, {
        status: 'objected',
        verdict: 'forbidden',
        basis: 'law',
        hours: { open: false },
        sentence: text('Hat jeder Werbung widersprochen (04.09.2026, telefonisch).'),
        instead: text('Werben Sie nicht.'),
        duties: [],
    });
const phones = (change) =>
    alter((matrix) => {
        matrix.cells.filter(({ channel }) => channel === 'phone').forEach(change);
    });
const checked = (change) =>
    alter((check) => {
        change(check.cell);
    });
const business = alter((body) => Object.assign(body, { kind: 'company_contact' }));
const source = {
    source_id: '019e0000-0000-7000-8000-000000000001',
    kind: 'customer_list',
    name: 'Messe Osnabrück 2025',
};
const everything = alter((body) =>
    Object.assign(body, {
        deceased: true,
        kind: 'sole_trader',
        notices: [],
        consents: ['given', 'requested', 'refused'].map((state, at) => ({
            consent_id: `019e0000-0000-7000-8000-00000000001${at}`,
            areas: { all: false, areas: [1] },
            channels: ['phone'],
            state,
            given_at: '2025-03-12T00:00:00Z',
            way: 'paper',
            evidence_note: 'Ordner 12, Blatt 4',
            taken_by: source.source_id,
            source,
        })),
        restrictions: [
            {
                restriction_id: source.source_id,
                since_at: '2026-10-01T08:00:00Z',
                reason: 'Richtigkeit bestritten',
            },
        ],
        objections: [
            {
                objection_id: source.source_id,
                areas: { all: true, areas: [] },
                channels: [],
                objected_at: '2026-09-04T16:03:00Z',
                way: 'phone',
                state: 'active',
                source,
            },
        ],
        claims: [
            {
                claim_id: source.source_id,
                areas: { all: true, areas: [] },
                channels: ['phone'],
                said: 'Tel. ok: ja',
                state: 'open',
                source,
                version: 1,
            },
        ],
        interests: [
            {
                interest_id: source.source_id,
                area_no: 1,
                basis: 'inquiry',
                why_content: 'Anfrage 2025',
                why_phone: 'bat um Rückruf',
                phone_expected: 'yes',
                recorded_by: source.source_id,
                review_on: '2027-01-01',
            },
        ],
    }),
);
const run = (state, more = {}) => ({
    import_id: source.source_id,
    file_name: 'Bestandskunden aus dem alten Programm 2019–2024 (bereinigt, ohne Doppelte).xlsx',
    source: 'Altes Programm',
    purpose: 'advertising',
    state,
    rows_done: 420,
    started_at: '2026-11-20T10:00:00Z',
    ...more,
});
const report = {
    rows: 1240,
    persons_created: 1187,
    persons_merged: 31,
    rows_unchanged: 12,
    rows_bad: 10,
    contact_points: 2310,
    consents: 84,
    claims: 412,
    refusals: 9,
    objections: 23,
    remarks_left_out: 7,
    has_error_file: true,
    remarks: [
        {
            line: 17,
            column: 'Telefon',
            value: '0541/55a12',
            what: text('Die Nummer enthält Buchstaben.'),
            way_out: text('Bessern Sie die Nummer in der Fehlerdatei.'),
            weight: 'value_unusable',
            count: 1,
        },
        {
            line: 611,
            what: text('Weder Name noch Firma.'),
            way_out: text('Ergänzen Sie einen Namen.'),
            weight: 'row_left_out',
            count: 10,
        },
    ],
};
const runAt = `/import/${source.source_id}`;
const file = {
    name: 'kunden.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name;Telefon;Werbung\r\nHoffmann;0541 555123;ja\r\n'),
};
const preview = (w) => async (page) => {
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: w.imports.purpose }).click();
    await page.getByRole('option').first().click();
    await page.getByLabel(w.imports.source).fill('Messe');
    await page.getByRole('button', { name: w.imports.check }).click();
    await page.locator('.import-preview').waitFor();
};

/** The states as somebody meets them who reads these words. */
export const statesIn = (w) => [
    { name: 'login', main: true, at: '/anmelden', out: true, see: w.account.logInTitle },
    {
        name: 'login-missing',
        at: '/anmelden',
        out: true,
        see: w.account.logInTitle,
        act: (page) => page.getByRole('button', { name: w.account.logIn, exact: true }).click(),
    },
    {
        name: 'login-wrong',
        at: '/anmelden',
        out: true,
        see: w.account.logInTitle,
        act: async (page) => {
            await page.route(`${api}/session`, refuse(401, 'unauthenticated'));
            await page.getByLabel(w.account.login).fill('niemand');
            await page.getByLabel(w.account.password).fill('falsch');
            await key('Enter', '[role=alert]')(page);
        },
    },
    {
        name: 'setup',
        at: '/',
        out: true,
        see: w.account.setUpTitle,
        routes: { '/setup': answer({ needed: true }) },
    },
    {
        name: 'setup-missing',
        at: '/',
        out: true,
        see: w.account.setUpTitle,
        routes: { '/setup': answer({ needed: true }) },
        act: (page) => page.getByRole('button', { name: w.account.setUp }).click(),
    },
    {
        name: 'start-away',
        at: '/',
        out: true,
        routes: { '/session': cut, '/setup': cut },
        wait: '[role=alert]',
    },
    { name: 'list', at: '/kunden', see: w.persons.title, wait: '.grid-row' },
    {
        name: 'list-search',
        main: true,
        at: '/kunden',
        see: w.persons.title,
        wait: '.grid-row',
        act: async (page) => {
            await page.locator('[role=search] input').fill('ma');
            await page.locator('mark').first().waitFor();
        },
    },
    {
        name: 'list-nothing',
        at: '/kunden',
        see: w.persons.title,
        wait: '.grid-row',
        act: async (page) => {
            await page.locator('[role=search] input').fill('qqqxyz');
            await page.locator('.state').waitFor();
        },
    },
    {
        name: 'list-area',
        at: '/kunden',
        see: w.persons.title,
        wait: '.grid-row',
        act: async (page) => {
            await page.locator('.area-button:visible').click();
            await page.locator('[role=listbox]').waitFor();
        },
    },
    {
        name: 'list-empty',
        at: '/kunden',
        see: w.persons.title,
        wait: '.state',
        routes: { '/persons?**': answer({ rows: [], total: { count: 0, exact: true } }) },
    },
    {
        name: 'list-loading',
        at: '/kunden',
        see: w.persons.title,
        wait: '.skeleton',
        routes: { '/persons?**': silence },
    },
    {
        name: 'list-busy',
        at: '/kunden',
        see: w.persons.title,
        wait: '[role=alert]',
        routes: { '/persons?**': refuse(503, 'unavailable') },
    },
    {
        name: 'list-away',
        at: '/kunden',
        see: w.persons.title,
        wait: '[role=alert]',
        routes: { '/persons?**': cut },
    },
    { name: 'card', main: true, at: '/kunden', act: card() },
    {
        name: 'card-moved',
        at: '/kunden',
        act: card(async (page) => {
            await page.locator('.matrix [tabindex="0"]').focus();
            await page.keyboard.press('ArrowRight');
            await page.keyboard.press('ArrowDown');
            await page.locator('.trace').waitFor();
        }),
    },
    {
        name: 'card-all-channels',
        at: '/kunden',
        act: card((page) => page.locator('.matrix-foot button').click()),
    },
    {
        name: 'card-asking',
        at: '/kunden',
        routes: { '/persons/*/permissions': silence },
        act: async (page) => person(page),
    },
    {
        name: 'card-unknown',
        at: '/kunden',
        routes: { '/persons/*/permissions': refuse(503, 'unavailable') },
        act: async (page) => person(page),
    },
    {
        name: 'card-gone',
        at: '/kunden/019e0000-0000-7000-8000-000000000000',
        wait: '[role=alert]',
        routes: { '/persons/*': refuse(404, 'not_found') },
    },
    {
        name: 'card-forbidden',
        at: '/kunden/019e0000-0000-7000-8000-000000000000',
        wait: '[role=alert]',
        routes: { '/persons/*': refuse(403, 'forbidden') },
    },
    { name: 'card-everything', at: '/kunden', routes: { '/persons/*': everything }, act: card() },
    {
        name: 'card-closed',
        at: '/kunden',
        act: card(),
        routes: {
            '/persons/*/permissions': phones((cell) => {
                callable(cell).hours = { open: false, from: new Date(Date.now() + 4e7).toISOString() };
            }),
        },
    },
    {
        name: 'card-objected',
        at: '/kunden',
        act: card(),
        routes: { '/persons/*/permissions': phones(blocked) },
    },
    {
        name: 'card-why-not',
        at: '/kunden',
        act: card(key('a', '.notice')),
        routes: { '/persons/*/permissions': phones(blocked) },
    },
    {
        name: 'card-trace',
        main: true,
        at: '/kunden',
        act: card(async (page) => {
            await page.locator('.trace summary').first().click();
            await page.locator('.trace').evaluate((trace) => trace.scrollIntoView({ block: 'end' }));
        }),
    },
    {
        name: 'call',
        main: true,
        at: '/kunden',
        see: w.contact.titleOf('').trim(),
        act: card(key('a', '.dial-number')),
        routes: {
            '/persons/*/permissions': phones(callable),
            '/persons/*/contact-checks': checked(callable),
        },
    },
    {
        name: 'call-blocked',
        at: '/kunden',
        see: w.contact.titleOf('').trim(),
        act: card(key('a', '[role=dialog] .verdict')),
        routes: { '/persons/*/permissions': phones(callable), '/persons/*/contact-checks': checked(blocked) },
    },
    {
        name: 'call-away',
        at: '/kunden',
        see: w.contact.titleOf('').trim(),
        act: card(key('a', '[role=dialog] [role=alert]')),
        routes: { '/persons/*/permissions': phones(callable), '/persons/*/contact-checks': cut },
    },
    {
        name: 'interest',
        at: '/kunden',
        see: w.interestForm.title,
        routes: { '/persons/*': business },
        act: card(async (page) => {
            await page.getByRole('button', { name: w.card.interest }).click();
            await page.locator('[role=dialog] [type=submit]').click();
        }),
    },
    {
        name: 'consent-nothing',
        at: '/kunden',
        see: w.recorded.permitsNothing,
        act: card(async (page) => {
            await page.route(
                `${api}/persons/*/consents`,
                answer({
                    consent_id: source.source_id,
                    permits_nothing: text('Ohne Wortlaut ist nichts bewiesen.'),
                }),
            );
            await key('e', '[role=dialog]')(page);
            await page.locator('[role=dialog]').getByLabel(w.consentForm.givenOn).fill('12.3.2025');
            await page.locator('[role=dialog]').getByLabel(w.consentForm.source).fill('Messe');
            await page.locator('[role=dialog] [type=submit]').click();
        }),
    },
    {
        name: 'interest-refused',
        at: '/kunden',
        see: w.interestForm.title,
        // The first of the list may be anybody; this one is a consumer.
        act: async (page) => {
            await person(page, 'D-1000');
            await page.getByRole('button', { name: w.card.interest }).click();
            await page.locator('[role=dialog]').getByLabel(w.interestForm.content).fill('Dach');
            await page.locator('[role=dialog]').getByLabel(w.interestForm.phone).fill('Eile');
            await page.locator('[role=dialog] [type=submit]').click();
            await page.locator('[role=dialog] [role=alert]').waitFor();
        },
    },
    {
        name: 'consent-objected',
        at: '/kunden',
        see: w.consentForm.title,
        routes: { '/persons/*': everything },
        act: card(key('e', '[role=dialog] .note')),
    },
    {
        name: 'consent-away',
        at: '/kunden',
        see: w.consentForm.title,
        routes: { '/persons/*/consents': cut },
        act: card(async (page) => {
            await key('e', '[role=dialog]')(page);
            await page.locator('[role=dialog]').getByLabel(w.consentForm.givenOn).fill('12.3.2025');
            await page.locator('[role=dialog]').getByLabel(w.consentForm.source).fill('Messe');
            await page.locator('[role=dialog] [type=submit]').click();
            await page.locator('[role=dialog] [role=alert]').waitFor();
        }),
    },
    {
        name: 'objection',
        main: true,
        at: '/kunden',
        act: card(key('w', '[role=dialog]')),
        see: w.objectionForm.title,
    },
    {
        name: 'objection-conflict',
        at: '/kunden',
        see: w.objectionForm.title,
        routes: { '/persons/*/objections': refuse(409, 'conflict') },
        act: card(async (page) => {
            await key('w', '[role=dialog]')(page);
            await page.locator('[role=dialog] [type=submit]').click();
            await page.locator('[role=dialog] [role=alert]').waitFor();
        }),
    },
    {
        name: 'consent',
        main: true,
        at: '/kunden',
        act: card(key('e', '[role=dialog]')),
        see: w.consentForm.title,
    },
    {
        name: 'consent-missing',
        at: '/kunden',
        see: w.consentForm.title,
        act: card(async (page) => {
            await key('e', '[role=dialog]')(page);
            await page.locator('[role=dialog] [type=submit]').click();
        }),
    },
    {
        name: 'consent-select',
        at: '/kunden',
        act: card(async (page) => {
            await key('e', '[role=dialog]')(page);
            await page.locator('[role=dialog] .select-button').first().click();
            await page.locator('[role=listbox]').waitFor();
        }),
    },
    {
        name: 'session-gone',
        at: '/kunden',
        see: w.account.againTitle,
        act: card(async (page) => {
            await page.route(`${api}/persons/*/objections`, refuse(401, 'unauthenticated'));
            await key('w', '[role=dialog]')(page);
            await page.locator('[role=dialog] [type=submit]').click();
            await page.getByText(w.account.againTitle).waitFor();
        }),
    },
    {
        name: 'palette',
        at: '/kunden',
        wait: '.grid-row',
        act: key('Control+k', '[role=dialog] .palette-item'),
    },
    {
        name: 'palette-persons',
        main: true,
        at: '/kunden',
        wait: '.grid-row',
        act: async (page) => {
            await key('Control+k', '[role=dialog] input')(page);
            await page.keyboard.type('ma');
            await page.locator('.palette-side').first().waitFor();
        },
    },
    {
        name: 'keys',
        at: '/kunden',
        wait: '.grid-row',
        see: w.keys.title,
        act: key('?', '[role=dialog]'),
    },
    {
        name: 'account',
        at: '/kunden',
        wait: '.grid-row',
        act: async (page) => {
            await page.locator('.account:visible, .account-small:visible').first().click();
            await page.locator('[role=menu]').waitFor();
        },
    },
    {
        name: 'password',
        at: '/kunden',
        wait: '.grid-row',
        see: w.account.changeTitle,
        act: async (page) => {
            await page.locator('.account:visible, .account-small:visible').first().click();
            await page.getByRole('menuitem', { name: w.shell.password }).click();
            await page.locator('[role=dialog]').waitFor();
        },
    },
    { name: 'import', at: '/import', see: w.imports.title, wait: '.drop' },
    {
        name: 'import-preview',
        main: true,
        at: '/import',
        see: w.imports.previewTitle,
        wait: '.drop',
        act: preview(w),
    },
    {
        name: 'import-refused',
        at: '/import',
        wait: '.drop',
        routes: { '/uploads': refuse(413, 'limit') },
        act: async (page) => {
            await page.locator('input[type=file]').setInputFiles(file);
            await page.locator('[role=alert]').waitFor();
        },
    },
    {
        name: 'import-running',
        at: runAt,
        wait: '.progress',
        routes: { '/imports/*': answer(run('running', { share: 0.34 })) },
    },
    {
        name: 'import-done',
        at: runAt,
        wait: '.tiles',
        routes: { '/imports/*': answer(run('done', { report })) },
    },
    {
        name: 'import-undo',
        at: runAt,
        wait: '.tiles',
        see: w.imports.undoTitle,
        routes: { '/imports/*': answer(run('done', { report })) },
        act: (page) => page.getByRole('button', { name: w.imports.undo }).click(),
    },
    {
        name: 'import-gone',
        at: runAt,
        wait: '[role=alert]',
        routes: { '/imports/*': refuse(404, 'not_found') },
    },
    { name: 'log', main: true, at: '/protokoll', see: w.log.title, wait: 'tbody tr' },
    {
        name: 'log-forbidden',
        at: '/protokoll',
        wait: '[role=alert]',
        routes: { '/log?**': refuse(403, 'forbidden') },
    },
    ...editStates(w),
    ...claimStates(w),
    { name: 'nowhere', at: '/gibt-es-nicht', see: w.trouble.pageTitle },
];
