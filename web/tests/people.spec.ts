import { describe, expect, it } from 'vitest';
import { letterOf } from '../src/features/claim/letter';
import { startOf } from '../src/features/consent/start';
import { changedFields, membersOf, nobody, together } from '../src/features/person/particulars';
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
    it('begin a consent with their areas, all of them where all are meant', () => {
        const all = [1, 2].map((area_no) => ({ area_no })) as Parameters<typeof startOf>[1];
        const claim = { claim_id: 'c', channels: ['phone' as const], areas: { all: true, areas: [] } };
        expect(startOf(claim, all)).toEqual({ claim_id: 'c', channels: ['phone'], areas: [1, 2] });
    });
    it('are asked about in a letter that names areas, ways, source and the right to object', () => {
        const letter = letterOf({
            company: 'Musterwerk GmbH',
            name: 'Ute Brandes',
            address: 'Lange Straße 1, 49074 Osnabrück',
            areas: ['Strom', 'Gas'],
            channels: ['phone', 'email'],
            source: 'Messe',
            on: '2026-11-30T09:00:00Z',
        });
        expect(letter.to).toEqual(['Ute Brandes', 'Lange Straße 1', '49074 Osnabrück']);
        expect(letter.subject).toContain('Strom und Gas');
        expect(letter.channels).toEqual(['Telefon', 'E-Mail']);
        expect(letter.paragraphs.join(' ')).toMatch(
            /„Messe“.*freiwillig.*widerrufen.*Art\. 21 Abs\. 2 DSGVO/,
        );
    });
});
