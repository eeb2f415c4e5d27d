import { describe, expect, it } from 'vitest';
import type { Status } from '../src/api/parts';
import type { Cell } from '../src/api/schema';
import { isClosed, mayOffer, toneOf } from '../src/features/permission/verdict';

const cell = (status: Status, more: Partial<Cell> = {}): Cell => ({
    area_no: 1,
    channel: 'phone',
    status,
    verdict: status === 'allowed' ? 'allowed' : status === 'conditional' ? 'allowed_with_duty' : 'forbidden',
    ground: '',
    basis: 'law',
    sentence: { de: '', en: '' },
    laws: [],
    duties: [],
    evidence: [],
    other_reasons: [],
    hours: { open: true },
    ...more,
});

describe('what may be offered', () => {
    it('is nothing without an answer', () => {
        expect(mayOffer(undefined)).toBe(false);
    });
    it('is only what the server permits, and only now', () => {
        expect(mayOffer(cell('allowed'))).toBe(true);
        expect(mayOffer(cell('conditional'))).toBe(true);
        for (const status of ['denied', 'objected', 'unknown'] as const)
            expect(mayOffer(cell(status))).toBe(false);
        expect(mayOffer(cell('allowed', { hours: { open: false } }))).toBe(false);
    });
    it('is only put off where the hour alone stands against it', () => {
        expect(isClosed(cell('allowed', { hours: { open: false } }))).toBe(true);
        expect(isClosed(cell('allowed'))).toBe(false);
        expect(isClosed(cell('denied', { hours: { open: false } }))).toBe(false);
        expect(isClosed(cell('allowed', { verdict: 'forbidden', hours: { open: false } }))).toBe(false);
    });
    it('is nothing where status and verdict contradict each other', () => {
        expect(mayOffer(cell('allowed', { verdict: 'forbidden' }))).toBe(false);
        expect(mayOffer(cell('denied', { verdict: 'allowed' }))).toBe(false);
    });
});

describe('the tone of a verdict', () => {
    it('keeps red for a person’s own no', () => {
        expect(toneOf(cell('objected'))).toBe('stop');
        expect(toneOf(cell('denied'))).toBe('unk');
        expect(toneOf(cell('unknown'))).toBe('unk');
    });
    it('is green where a condition is met and amber where it is not', () => {
        const duty = { duty: 'log_use_7a', law: '', text: { de: '', en: '' } } as const;
        expect(toneOf(cell('conditional'))).toBe('ok');
        expect(toneOf(cell('conditional', { duties: [duty] }))).toBe('warn');
        expect(toneOf(cell('allowed', { hours: { open: false } }))).toBe('warn');
    });
});
