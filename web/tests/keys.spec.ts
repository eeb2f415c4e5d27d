import { describe, expect, it } from 'vitest';
import { candidates, nameOf } from '../src/ui/keys';

const press = (key: string, more = {}) =>
    nameOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys', () => {
    it('names letters without their case, and both modifiers alike', () => {
        expect(press('J')).toBe('j');
        expect(press('?')).toBe('?');
        expect(press('k', { ctrlKey: true })).toBe('mod+k');
        expect(press('K', { metaKey: true })).toBe('mod+k');
    });
    it('leaves arrows, Enter and Alt to whoever has the focus', () => {
        for (const key of ['ArrowDown', 'Enter', 'Escape', 'Tab', 'Dead']) expect(press(key)).toBeUndefined();
        expect(press('j', { altKey: true })).toBeUndefined();
    });
    it('prefers a finished sequence to the letter alone', () => {
        expect(candidates('g', 'k')).toEqual(['g k', 'k']);
        expect(candidates('', 'k')).toEqual(['k']);
    });
});
