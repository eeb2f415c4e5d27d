import { describe, expect, it } from 'vitest';
import { dialled, readableLaw, readableNumber } from '../src/ui/readable';

describe('a number', () => {
    it('has its groups parted by blanks, and its extension by a hyphen', () => {
        for (const [written, read] of [
            ['0541/5551230', '0541 5551230'],
            ['0541 / 555 12 30', '0541 555 12 30'],
            ['(0541) 5551230', '0541 5551230'],
            ['0541-5551230', '0541 5551230'],
            ['0541 555123 - 12', '0541 555123-12'],
            ['+49 (0)541 5551230', '+49 541 5551230'],
            ['+49(0)541/5551230', '+49 541 5551230'],
            ['+49.541.5551230', '+49 541 5551230'],
        ])
            expect(readableNumber(written ?? '')).toBe(read);
    });
    it('whose writer left no groups gets none', () => {
        expect(readableNumber('015111000000')).toBe('015111000000');
        expect(readableNumber('+4954112345')).toBe('+4954112345');
    });
    it('is nothing else', () => {
        for (const value of [
            '',
            '–',
            'mail@example.de',
            'Weg 1, 49074 Osnabrück',
            '0541 555 (abends)',
            '12.3',
        ])
            expect(readableNumber(value)).toBe(value);
    });
});

describe('what is dialled', () => {
    it('is the number without its groups', () => {
        expect(dialled('0541 / 555 12 30')).toBe('05415551230');
        expect(dialled('+49 (0)541 5551230')).toBe('+495415551230');
        expect(dialled('0541 555123 - 12')).toBe('054155512312');
    });
    it('is nothing where more than a number stands', () => {
        for (const value of ['', 'mail@example.de', '0541 555 (abends)', '1'.repeat(40)])
            expect(dialled(value)).toBeUndefined();
    });
});

describe('a law', () => {
    it('is cited as the language does', () => {
        expect(readableLaw('DSGVO Art. 6 Abs. 1 lit. b-c', 'en')).toBe('GDPR Art.\u00a06(1)(b-c)');
        expect(readableLaw('DSGVO Art. 21 Abs. 2-3', 'en')).toBe('GDPR Art.\u00a021(2-3)');
        expect(readableLaw('DSGVO Art. 4 Nr. 11, ErwGr. 32', 'en')).toBe(
            'GDPR Art.\u00a04 no.\u00a011, recital\u00a032',
        );
        expect(readableLaw('DSGVO Art. 6 Abs. 1', 'de')).toBe('DSGVO Art.\u00a06 Abs.\u00a01');
    });
    it('of Germany keeps its parts', () => {
        expect(readableLaw('UWG § 7 Abs. 2 Nr. 1', 'en')).toBe('UWG §\u00a07 Abs.\u00a02 Nr.\u00a01');
    });
});
