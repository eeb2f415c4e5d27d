import { describe, expect, it } from 'vitest';
import { fill } from '../src/api/client';
import { areasOf } from '../src/features/account/SetupScreen';
import { given } from '../src/features/consent/wording';
import { mappingOf } from '../src/features/import/mapping';
import { objectionOf } from '../src/features/objection/ObjectionDialog';
import { neighbours } from '../src/features/person/trail';
import { step } from '../src/features/permission/MatrixGrid';
import { parseDay, today } from '../src/ui/day';
import { initials } from '../src/ui/Avatar';

describe('what forms send', () => {
    it('an objection is for everything unless something is named', () => {
        expect(objectionOf('all', 'all', 'phone', ' ')).toEqual({ way: 'phone' });
        expect(objectionOf(2, 'email', 'post', ' Brief ')).toEqual({
            areas: [2],
            channels: ['email'],
            way: 'post',
            note: 'Brief',
        });
    });
    it('areas are lines, each once', () => {
        expect(areasOf(' Strom \n\nGas\nstrom')).toEqual(['Strom', 'Gas']);
    });
    it('a mapping goes along only when it was changed, whole, with what is left out', () => {
        const columns = [
            { heading: 'Name', key: 'last_name', meaning: { de: '', en: '' }, taken: true, samples: [] },
            { heading: 'Nr', key: '', meaning: { de: '', en: '' }, taken: false, samples: [] },
        ];
        expect(mappingOf(columns, {})).toBeUndefined();
        expect(mappingOf(columns, { Nr: 'customer_number' })).toEqual({
            columns: [
                { name: 'Name', value: 'last_name' },
                { name: 'Nr', value: 'customer_number' },
            ],
        });
        expect(mappingOf(columns, { Name: 'ignore' })).toEqual({
            columns: [
                { name: 'Name', value: 'ignore' },
                { name: 'Nr', value: 'ignore' },
            ],
        });
    });
    it('a day without a time begins there, and today is now', () => {
        const now = new Date(2026, 10, 29, 9, 30);
        expect(today(now)).toBe('2026-11-29');
        expect(given('2026-11-29')).toBe(new Date(2026, 10, 29).toISOString().replace('.000Z', 'Z'));
        expect(given('2026-03-12')).toBe(new Date(2026, 2, 12).toISOString().replace('.000Z', 'Z'));
    });
    it('a path takes ids only as they are allowed to stand in it', () => {
        expect(fill('/persons/{person_id}/log', { person_id: 'a/b' })).toBe('/persons/a%2Fb/log');
    });
});

describe('days', () => {
    it('are read however they are typed', () => {
        for (const text of [
            '12.3.2025',
            '12.03.25',
            '12/03/2025',
            ' 12 3 2025 ',
            '12032025',
            '120325',
            '2025-03-12',
        ]) {
            expect(parseDay(text)).toBe('2025-03-12');
        }
    });
    it('are none when the calendar has none', () => {
        for (const text of ['', '31.2.2025', '0.1.2025', '13', '1.13.2025', '29.2.2025', 'gestern'])
            expect(parseDay(text)).toBeNull();
        expect(parseDay('29.2.2024')).toBe('2024-02-29');
    });
});

describe('moving about', () => {
    it('has neighbours in the list one came from', () => {
        expect(neighbours('b', ['a', 'b', 'c'])).toEqual({ previous: 'a', next: 'c' });
        expect(neighbours('a', ['a', 'b'])).toEqual({ previous: undefined, next: 'b' });
        expect(neighbours('x', ['a'])).toEqual({ previous: undefined, next: undefined });
    });
    it('stays inside the matrix', () => {
        expect(step('ArrowUp', 0, 0, 3, 5)).toEqual([0, 0]);
        expect(step('ArrowRight', 0, 4, 3, 5)).toEqual([0, 4]);
        expect(step('End', 2, 1, 3, 5)).toEqual([2, 4]);
        expect(step('x', 0, 0, 3, 5)).toBeUndefined();
    });
    it('makes initials of names, not of titles', () => {
        expect(initials('Hoffmann, Dr. Sabine')).toBe('HS');
        expect(initials('Özdemir')).toBe('Ö');
        expect(initials('')).toBe('');
        expect(initials('4711')).toBe('4');
        expect(initials('👩‍👩‍👧‍👦 🏳️‍🌈')).toBe('👩‍👩‍👧‍👦');
    });
});
