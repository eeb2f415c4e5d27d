// What lists claim, and the letter that asks.
import { answer, silence } from '../support.mjs';

const id = (last) => `019e0000-0000-7000-8000-00000000000${last}`;
const text = (de) => ({ de, en: de });
const claim = (last, name, more = {}) => ({
    person_id: id(last),
    claim_id: id(last),
    name,
    areas: { all: false, areas: [1] },
    channels: ['phone'],
    said: 'phone: ja (Messe)',
    source: { source_id: id(9), kind: 'customer_list', name: 'Messe Osnabrück 2025' },
    version: 1,
    ...more,
});
const rows = [
    claim(1, 'Jördis Quandtmeyer'),
    claim(2, 'Hans-Joachim von Oldenburg-Lindenschmidt', {
        areas: { all: true, areas: [] },
        channels: ['email', 'phone', 'sms'],
        said: 'email: x; phone: ok, gerne; sms: ja',
        claimed_on: '2025-03-12',
        way: 'web_form',
    }),
    claim(3, 'Ulf Quandtmeyer', { said: 'post: ja; Bereich: Solarthermie', channels: ['post'] }),
];
const listed = { '/claims?**': answer({ rows, next: id(3) }) };
const check = (cell) =>
    answer({
        check_id: id(5),
        checked_at: '2026-11-30T09:12:00Z',
        cell: {
            area_no: 1,
            channel: 'post',
            status: 'conditional',
            verdict: 'allowed_with_duty',
            contact_point: 'Dielinger Straße 12, 49074 Osnabrück',
            sentence: text('Briefwerbung ist erlaubt.'),
            duties: [
                {
                    duty: 'name_objection',
                    law: 'DSGVO Art. 21',
                    text: text('Auf den Widerspruch hinweisen.'),
                },
            ],
            ...cell,
        },
    });
const letter = (w) => async (page) => {
    await page.getByRole('button', { name: w.claims.letterFor('Jördis Quandtmeyer') }).click();
    await page.locator('[role=dialog] .verdict').waitFor();
};

export const claimStates = (w) => [
    {
        name: 'claims',
        main: true,
        at: '/behauptungen',
        see: w.claims.title,
        wait: 'tbody tr',
        routes: listed,
    },
    {
        name: 'claims-empty',
        at: '/behauptungen',
        see: w.claims.title,
        wait: '.state',
        routes: { '/claims?**': answer({ rows: [] }) },
    },
    {
        name: 'claims-loading',
        at: '/behauptungen',
        see: w.claims.title,
        wait: '.skeleton',
        routes: { '/claims?**': silence },
    },
    {
        name: 'claims-drop',
        at: '/behauptungen',
        see: w.claims.dropTitle,
        wait: 'tbody tr',
        routes: listed,
        act: async (page) => {
            await page.getByRole('button', { name: w.claims.dropFor('Ulf Quandtmeyer') }).click();
            await page.locator('[role=dialog] form').waitFor();
        },
    },
    {
        name: 'letter',
        main: true,
        at: '/behauptungen',
        see: w.letter.title,
        wait: 'tbody tr',
        routes: { ...listed, '/persons/*/contact-checks': check({}) },
        act: letter(w),
    },
    {
        name: 'letter-forbidden',
        main: true,
        at: '/behauptungen',
        see: w.letter.title,
        wait: 'tbody tr',
        routes: {
            ...listed,
            '/persons/*/contact-checks': check({
                status: 'objected',
                verdict: 'forbidden',
                sentence: text('Hat jeder Werbung widersprochen (04.09.2026, telefonisch).'),
                duties: [],
            }),
        },
        act: letter(w),
    },
];
