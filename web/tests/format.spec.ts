import { describe, expect, it } from 'vitest';
import { makeFormat, preferred } from '../src/i18n/format';
import { parseDay } from '../src/ui/day';

const de = makeFormat('de', 'Europe/Berlin');
const en = makeFormat('en', 'Europe/Berlin');

describe('formats', () => {
    it('writes dates and times as Germans do', () => {
        expect(de.date('2026-03-05')).toBe('05.03.2026');
        expect(de.dateTime('2026-11-29T16:12:00Z')).toBe('29.11.2026, 17:12 Uhr');
        expect(en.dateTime('2026-11-29T16:12:00Z')).toBe('29 Nov 2026, 17:12');
        expect(en.date('2026-03-05')).toBe('5 Mar 2026');
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
        expect(en.until('2026-11-30T19:00:00Z', '2026-11-30T16:00:00Z')).toBe('until 20:00 today');
    });
    it('says when a door opens next, and names the day once', () => {
        const nine = '2026-11-30T08:00:00Z';
        const eight = '2026-11-30T19:00:00Z';
        expect(de.opening(nine, eight, '2026-11-30T06:00:00Z')).toBe('heute erst von 9 bis 20 Uhr');
        expect(de.opening(nine, eight, '2026-11-29T16:00:00Z')).toBe('erst am Montag von 9 bis 20 Uhr');
        expect(de.opening(nine, undefined, '2026-11-30T06:00:00Z')).toBe('heute erst ab 9 Uhr');
        expect(de.opening(nine, '2026-12-01T19:00:00Z', '2026-11-30T06:00:00Z')).toBe('heute erst ab 9 Uhr');
        expect(de.opening('2026-11-30T08:30:00Z', eight, '2026-11-30T06:00:00Z')).toBe(
            'heute erst von 09:30 bis 20 Uhr',
        );
        expect(en.opening(nine, eight, '2026-11-30T06:00:00Z')).toBe('today only from 09:00 to 20:00');
        expect(en.opening(nine, undefined, '2026-11-29T16:00:00Z')).toBe('only on Monday from 09:00');
    });
    it('adds the date where a weekday could be another one', () => {
        const [nine, eight] = ['2026-12-07T08:00:00Z', '2026-12-07T19:00:00Z'];
        expect(de.opening(nine, eight, '2026-11-30T06:00:00Z')).toBe(
            'erst am Montag, 07.12.2026, von 9 bis 20 Uhr',
        );
        expect(en.opening(nine, eight, '2026-11-30T06:00:00Z')).toBe(
            'only on Monday, 7 Dec 2026, from 09:00 to 20:00',
        );
    });
    it('writes a day into a field as it may be typed', () => {
        expect(de.typedDate('2026-03-05')).toBe('05.03.2026');
        expect(en.typedDate('2026-03-05')).toBe('05/03/2026');
        expect(parseDay(en.typedDate('2026-03-05'))).toBe('2026-03-05');
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
