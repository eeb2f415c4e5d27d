import { describe, expect, it } from 'vitest';
import { fold, pieces, ranges } from '../src/ui/highlight';

const hits = (text: string, query: string) =>
    pieces(text, query)
        .filter((piece) => piece.hit)
        .map((piece) => piece.text);

describe('highlight', () => {
    it('finds an umlaut however it is typed', () => {
        for (const query of ['özd', 'oezd', 'ozd', 'OEZD'])
            expect(hits('Özdemir, Jürgen', query)).toEqual(['Özd']);
        expect(hits('Oezdemir', 'özd')).toEqual(['Oezd']);
    });
    it('takes ß for ss and looks through accents', () => {
        expect(hits('Voß', 'voss')).toEqual(['Voß']);
        expect(hits('Strasser', 'straß')).toEqual(['Strass']);
        expect(hits('François Nguyễn', 'nguyen')).toEqual(['Nguyễn']);
        expect(hits('Łukaszewski', 'lukas')).toEqual(['Łukas']);
        expect(hits('Yılmaz', 'yilm')).toEqual(['Yılm']);
    });
    it('marks the beginning of words only, and every word of the query', () => {
        expect(hits('Autoteile Hoffmeister GmbH', 'meister')).toEqual([]);
        expect(hits('Autoteile Hoffmeister GmbH', 'hoff auto')).toEqual(['Auto', 'Hoff']);
        expect(hits('von der Heydenreich-Löwenstein', 'loewen')).toEqual(['Löwen']);
    });
    it('finds digits anywhere', () => {
        expect(hits('K-10482', '482')).toEqual(['482']);
        expect(hits('+49 151 2345', '151')).toEqual(['151']);
    });
    it('never loses or invents a letter', () => {
        for (const text of ['Özdemir', 'Großmann-Freifrau', 'é', 'e\u0301a', 'Ænima', '']) {
            for (const query of ['o', 'gross', 'e', 'a', '', '  ']) {
                expect(
                    pieces(text, query)
                        .map((piece) => piece.text)
                        .join(''),
                ).toBe(text);
            }
        }
    });
    it('merges hits that overlap', () => {
        expect(ranges('Hoffmann', 'hoff hoffm')).toEqual([[0, 5]]);
    });
    it('keeps an e that belongs to nothing', () => {
        expect(fold('Beate').letters).toBe('beate');
        expect(fold('Michael').letters).toBe('michal');
    });
});
