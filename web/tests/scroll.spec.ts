import { describe, expect, it } from 'vitest';
import { fullTop, innerHeight, type ListShape, revealing, scrollTopOf, visible } from '../src/ui/scroll';

const short: ListShape = { rows: 100, rowHeight: 40, viewport: 600, maxHeight: 8_000_000 };
const tall: ListShape = { rows: 1_000_000, rowHeight: 40, viewport: 600, maxHeight: 8_000_000 };

describe('scrolling a list', () => {
    it('is the plain thing as long as the list fits', () => {
        expect(innerHeight(short)).toBe(4000);
        expect(fullTop(short, 1234)).toBe(1234);
        expect(visible(short, 400, 0)).toEqual({ first: 10, last: 25, offset: 400, height: 4000 });
    });
    it('reaches the very last row of a million', () => {
        const bottom = innerHeight(tall) - tall.viewport;
        const slice = visible(tall, bottom);
        expect(slice.last).toBe(1_000_000);
        // The last row's lower edge is the lower edge of what is in sight.
        const edge = slice.offset + (slice.last - slice.first) * tall.rowHeight;
        expect(edge).toBeCloseTo(bottom + tall.viewport, 3);
    });
    it('stays below what engines allow', () => {
        expect(innerHeight(tall)).toBeLessThan(33_554_428);
    });
    it('goes there and back', () => {
        for (const top of [0, 40, 4_000_000, 20_000_020, 39_999_400])
            expect(fullTop(tall, scrollTopOf(tall, top))).toBeCloseTo(top, 3);
    });
    it('draws the rows that are in sight, wherever one stands', () => {
        for (const scrollTop of [0, 1, 777_777, 4_000_000, 7_999_400]) {
            const slice = visible(tall, scrollTop, 0);
            expect(slice.offset).toBeLessThanOrEqual(scrollTop);
            expect(slice.offset + (slice.last - slice.first) * tall.rowHeight).toBeGreaterThanOrEqual(
                scrollTop + tall.viewport - 0.001,
            );
        }
    });
    it('brings a row into sight and leaves one that is', () => {
        expect(revealing(short, 400, 12)).toBe(400);
        expect(revealing(short, 400, 3)).toBe(120);
        expect(revealing(short, 0, 15)).toBe(40);
        for (const row of [0, 499_999, 999_999]) {
            const there = revealing(tall, 4_000_000, row);
            const top = fullTop(tall, there);
            expect(row * 40).toBeGreaterThanOrEqual(top - 0.01);
            expect((row + 1) * 40).toBeLessThanOrEqual(top + tall.viewport + 0.01);
        }
    });
    it('holds an empty list', () => {
        expect(visible({ ...short, rows: 0 }, 0)).toEqual({ first: 0, last: 0, offset: 0, height: 0 });
    });
});
