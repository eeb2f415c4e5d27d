import { describe, expect, it } from 'vitest';
import type { Consent, Objection } from '../src/api/parts';
import { addressLines, languageFor, letterOf, linesOf } from '../src/features/claim/letter';
import { startOf } from '../src/features/consent/start';
import { changedFields, membersOf, nobody, together } from '../src/features/person/particulars';
import { isOfMinor, overriding } from '../src/features/person/overridden';
import { emptyPoint, isEmpty, newPoint } from '../src/features/person/point';
import { fieldOf } from '../src/ui/fieldError';
import { saidParts } from '../src/ui/said';

const base = { ...nobody, first_name: 'Ute', last_name: 'Brandes' };

describe('the changes of two', () => {
    const theirs = { ...base, last_name: 'Brandes-Yildiz', title: 'Dr.' };
    const mine = { ...base, last_name: 'Yildiz', salutation: 'Frau' };

    it('go together where only one side changed a field, whoever is preferred', () => {
        for (const prefer of ['mine', 'theirs'] as const) {
            const form = together(base, mine, theirs, prefer);
            expect(form.title).toBe('Dr.');
            expect(form.salutation).toBe('Frau');
            expect(form.first_name).toBe('Ute');
        }
    });
    it('are one side’s where both changed the same', () => {
        expect(together(base, mine, theirs, 'mine').last_name).toBe('Yildiz');
        expect(together(base, mine, theirs, 'theirs').last_name).toBe('Brandes-Yildiz');
    });
    it('are told by field', () => {
        expect(changedFields(base, theirs)).toEqual(['title', 'last_name']);
        expect(changedFields(base, base)).toEqual([]);
    });
    it('keep what somebody emptied empty', () => {
        expect(together(base, { ...base, first_name: '' }, theirs, 'theirs').first_name).toBe('');
    });
});

describe('what is sent of a person', () => {
    it('leaves out what is empty, because absent is empty', () => {
        expect(membersOf({ ...base, title: ' ', last_name: ' Brandes ' })).toEqual({
            kind: 'consumer',
            deceased: false,
            first_name: 'Ute',
            last_name: 'Brandes',
            country: 'DE',
        });
    });
    it('passes on a date that is none, for the server to refuse', () => {
        expect(membersOf({ ...base, birth_date: '31.2.1971' }).birth_date).toBe('31.2.1971');
    });
    it('of a contact point only the parts of its kind', () => {
        const point = { ...emptyPoint('post'), value: '0541 1', city: ' Osnabrück ' };
        expect(newPoint(point)).toEqual({ kind: 'post', owner: 'self', city: 'Osnabrück' });
        expect(newPoint({ ...point, kind: 'phone' })).toEqual({
            kind: 'phone',
            owner: 'self',
            value: '0541 1',
        });
        expect(isEmpty({ ...emptyPoint('phone'), city: 'Osnabrück' })).toBe(true);
        expect(isEmpty(point)).toBe(false);
    });
    it('finds the field a refusal is about', () => {
        expect(fieldOf('person.birth_date')).toBe('birth_date');
        expect(fieldOf('origin.source')).toBe('source');
        expect(fieldOf('contact_points[1].street')).toBe('contact_points[1].street');
        expect(fieldOf(undefined)).toBeUndefined();
    });
});

describe('claims', () => {
    it('are read part by part, whatever the list said', () => {
        expect(saidParts('phone: ja (Messe); email: x: y; Bereich: Strom')).toEqual([
            { key: 'phone', word: 'ja (Messe)' },
            { key: 'email', word: 'x: y' },
            { key: 'Bereich', word: 'Strom' },
        ]);
        expect(saidParts('ok')).toEqual([{ key: '', word: 'ok' }]);
    });
    it('begin a consent with what the list says, all areas where all are meant', () => {
        const all = [1, 2].map((area_no) => ({ area_no })) as Parameters<typeof startOf>[1];
        const source = { source_id: 's', kind: 'customer_list' as const, name: 'Messe' };
        const claim = {
            claim_id: 'c',
            channels: ['phone' as const],
            areas: { all: true, areas: [] },
            said: 'phone: ja',
            source,
        };
        expect(startOf(claim, all)).toEqual({
            claim_id: 'c',
            channels: ['phone'],
            areas: [1, 2],
            said: 'phone: ja',
            source: 'Messe',
        });
        const dated = { ...claim, claimed_on: '2025-03-12', way: 'web_form' };
        expect(startOf(dated, all)).toMatchObject({ given_on: '2025-03-12', way: 'web_form' });
        expect(startOf({ ...claim, way: 'Telefonat' }, all).way).toBeUndefined();
    });
});

describe('the letter that asks', () => {
    const facts = {
        language: 'de' as const,
        company: 'Musterwerk GmbH',
        from: ' Weg 3 \n\n49080 Osnabrück',
        name: 'Ute Brandes',
        address: ['Lange Straße 1', '49074 Osnabrück'],
        areas: ['Strom', 'Gas'],
        channels: ['phone' as const, 'email' as const],
        source: 'Messe',
        on: '2026-11-30T09:00:00Z',
    };
    it('names areas, ways, source and the right to object', () => {
        const letter = letterOf(facts);
        expect(letter.to).toEqual(['Ute Brandes', 'Lange Straße 1', '49074 Osnabrück']);
        expect(letter.from).toEqual(['Weg 3', '49080 Osnabrück']);
        expect(letter.subject).toContain('Strom und Gas');
        expect(letter.channels).toEqual(['Telefon', 'E-Mail']);
        expect(letter.paragraphs.join(' ')).toMatch(
            /„Messe“.*freiwillig.*widerrufen.*Art\. 21 Abs\. 2 DSGVO/,
        );
    });
    it('says the same in English', () => {
        const letter = letterOf({ ...facts, language: 'en' });
        expect(letter.subject).toContain('Strom and Gas');
        expect(letter.date).toBe('30 Nov 2026');
        expect(letter.channels).toEqual(['Phone', 'E-mail']);
        expect(letter.paragraphs.join(' ')).toMatch(/“Messe”.*voluntary.*withdraw.*Art\. 21\(2\) GDPR/);
        expect(JSON.stringify(letter)).not.toMatch(/DSGVO|„/);
    });
    it('speaks as people do where it goes', () => {
        expect(['DE', 'AT', 'ch', undefined].map(languageFor)).toEqual(['de', 'de', 'de', 'de']);
        expect(['FR', 'GB'].map(languageFor)).toEqual(['en', 'en']);
    });
    it('goes to an address line by line, with its country only where that is abroad', () => {
        const point = {
            value: 'x',
            street: 'c/o Ott, Weg 1',
            postal_code: '1010',
            city: 'Wien',
            country: 'AT',
        };
        expect(addressLines(point, 'DE')).toEqual(['c/o Ott, Weg 1', '1010 Wien', 'ÖSTERREICH']);
        expect(addressLines(point, 'AT')).toEqual(['c/o Ott, Weg 1', '1010 Wien']);
        expect(addressLines({ value: 'Weg 1, 49074 Osnabrück' }, 'DE')).toEqual(['Weg 1', '49074 Osnabrück']);
        expect(linesOf(' \n')).toEqual([]);
    });
});

describe('a consent and a later objection', () => {
    const areas = [
        { area_no: 1, area_key: 'strom', name: 'Strom', version: 1 },
        { area_no: 2, area_key: 'solar', name: 'Solar', parent_no: 1, version: 1 },
        { area_no: 3, area_key: 'gas', name: 'Gas', version: 1 },
    ];
    const some = (...numbers: number[]) => ({ all: numbers.length === 0, areas: numbers });
    const consent = (more: Partial<Consent> = {}) =>
        ({ areas: some(2), channels: ['phone'], given_at: '2025-03-12T00:00:00Z', ...more }) as Consent;
    const objection = (more: Partial<Objection> = {}) =>
        ({
            areas: some(),
            channels: [],
            objected_at: '2026-09-04T16:00:00Z',
            state: 'active',
            ...more,
        }) as unknown as Objection;
    const over = (one: Consent, ...objections: Objection[]) => {
        const found = overriding(one, objections, areas, ['phone', 'robocall', 'email']);
        return found && `${found.share} ${found.by.objected_at.slice(0, 10)}`;
    };
    const gone = 'whole 2026-09-04';
    const some_of_it = 'part 2026-09-04';

    it('is overridden by what covers it wholly, and by the newest of these', () => {
        const newer = objection({ objected_at: '2026-10-01T00:00:00Z' });
        expect(over(consent(), objection(), newer)).toBe('whole 2026-10-01');
        expect(over(consent(), objection({ areas: some(2), channels: ['phone'] }))).toBe(gone);
        expect(over(consent({ areas: some() }), objection({ areas: some(1, 3) }))).toBe(gone);
    });
    it('an area covers what lies below it, and a no to calls calling machines', () => {
        expect(over(consent(), objection({ areas: some(1) }))).toBe(gone);
        expect(over(consent({ areas: some(1) }), objection({ areas: some(2) }))).toBeUndefined();
        expect(over(consent({ channels: ['robocall'] }), objection({ channels: ['phone'] }))).toBe(gone);
    });
    it('is overridden in part where something of it is left', () => {
        const calls = objection({ channels: ['phone'] });
        expect(over(consent({ channels: ['phone', 'email'] }), calls)).toBe(some_of_it);
        expect(over(consent({ channels: [] }), calls)).toBe(some_of_it);
        expect(over(consent({ areas: some(2, 3) }), objection({ areas: some(1) }))).toBe(some_of_it);
        expect(over(consent({ channels: ['email'] }), calls)).toBeUndefined();
        const newer = objection({ channels: ['phone'], objected_at: '2026-10-01T00:00:00Z' });
        expect(over(consent({ channels: ['phone', 'email'] }), newer, objection())).toBe(gone);
    });
    it('stays where it came later, or the objection was taken back', () => {
        expect(over(consent({ given_at: '2026-10-01T00:00:00Z' }), objection())).toBeUndefined();
        expect(over(consent(), objection({ state: 'revoked' }))).toBeUndefined();
    });
    it('is none of a minor without a guardian', () => {
        const given_at = '2026-03-11T23:30:00Z'; // The next day in Berlin.
        expect(isOfMinor(consent({ given_at }), '2008-03-12')).toBe(false);
        expect(isOfMinor(consent({ given_at }), '2008-03-13')).toBe(true);
        expect(isOfMinor(consent({ given_at, given_by: 'guardian' }), '2012-01-01')).toBe(false);
        expect(isOfMinor(consent({ given_at }), undefined)).toBe(false);
    });
    it('that was only presumed outlasts no objection', () => {
        const presumed = consent({ given_at: undefined, areas: some(2), channels: ['phone'] });
        expect(over(presumed, objection({ objected_at: '2020-01-01T00:00:00Z' }))).toBe('whole 2020-01-01');
        expect(over(presumed, objection({ channels: ['email'] }))).toBeUndefined();
    });
    it('of the same instant loses, and so does one without a date', () => {
        expect(over(consent({ given_at: '2026-09-04T16:00:00Z' }), objection())).toBe(gone);
        const { given_at: _, ...undated } = consent();
        expect(over(undated as Consent, objection())).toBe(gone);
    });
});
