import { describe, expect, it } from 'vitest';
import { makeFormat, preferred } from '../src/i18n/format';

const de = makeFormat('de', 'Europe/Berlin');
const en = makeFormat('en', 'Europe/Berlin');

describe('formats', () => {
    it('writes dates and times as Germans do', () => {
        expect(de.date('2026-03-05')).toBe('05.03.2026');
        expect(de.dateTime('2026-11-29T16:12:00Z')).toBe('29.11.2026, 17:12 Uhr');
        expect(en.dateTime('2026-11-29T16:12:00Z')).toBe('29/11/2026, 17:12');
        expect(de.dateTime('2026-03-11T23:00:00Z')).toBe('12.03.2026');
        expect(en.alone('social media')).toBe('Social media');
        expect(de.number(1234567)).toBe('1.234.567');
    });
    it('never moves a date without a time to the day before', () => {
        expect(makeFormat('de', 'America/New_York').date('2026-01-01')).toBe('01.01.2026');
    });
    it('says until when in the words of the day', () => {
        expect(de.until('2026-11-30T19:00:00Z', '2026-11-30T16:00:00Z')).toBe('heute bis 20 Uhr');
        expect(de.until('2026-11-30T19:30:00Z', '2026-11-30T16:00:00Z')).toBe('heute bis 20:30 Uhr');
        expect(de.from('2026-11-30T07:00:00Z', '2026-11-29T16:00:00Z')).toBe('ab Montag, 8 Uhr');
        expect(en.until('2026-11-30T19:00:00Z', '2026-11-30T16:00:00Z')).toBe('until 20:00 today');
    });
    it('names the day of a span once', () => {
        expect(de.span('2026-11-30T08:00:00Z', '2026-11-30T19:00:00Z', '2026-11-29T16:00:00Z')).toBe(
            'ab Montag, 9 Uhr, bis 20 Uhr',
        );
        expect(en.span('2026-11-30T08:00:00Z', '2026-12-01T19:00:00Z', '2026-11-30T07:00:00Z')).toBe(
            'from 09:00 today, until Tuesday, 20:00',
        );
    });
    it('takes the day from the place, not from Greenwich', () => {
        // 23:30 UTC is the next day in Berlin.
        expect(de.until('2026-11-30T19:00:00Z', '2026-11-29T23:30:00Z')).toBe('heute bis 20 Uhr');
    });
    it('tells sizes', () => {
        expect(de.bytes(10)).toBe('1 KB');
        expect(de.bytes(5 * 1024 * 1024 + 300 * 1024)).toBe('5,3 MB');
    });
    it('begins in the browser’s language', () => {
        expect(preferred(['de-AT', 'en'])).toBe('de');
        expect(preferred(['tr-TR'])).toBe('en');
        expect(preferred([])).toBe('de');
    });
});
