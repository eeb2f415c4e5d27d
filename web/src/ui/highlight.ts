// Where the words of a search stand in a text, folded as the server folds: ä = ae = a, ß = ss, accents, case.
export interface Piece {
    text: string;
    hit: boolean;
}

interface Folded {
    letters: string;
    from: number[];
    to: number[];
}

const vowels = new Set(['a', 'o', 'u']);
const special: Record<string, string> = {
    ß: 'ss',
    ẞ: 'ss',
    æ: 'a',
    œ: 'o',
    ø: 'o',
    đ: 'd',
    ł: 'l',
    ı: 'i',
    þ: 'th',
};

/** The folded letters, each with the piece of the text it stands for. An e after a, o or u belongs to it. */
export function fold(text: string): Folded {
    const folded: Folded = { letters: '', from: [], to: [] };
    let at = 0;
    for (const symbol of text) {
        const lower = symbol.toLowerCase();
        const plain = special[lower] ?? lower.normalize('NFD').replace(/\p{M}/gu, '');
        const last = folded.letters.at(-1);
        if (
            plain === '' ||
            (plain === 'e' && last !== undefined && vowels.has(last) && folded.to.at(-1) === at)
        ) {
            if (folded.to.length) folded.to[folded.to.length - 1] = at + symbol.length;
        } else {
            for (const letter of plain) {
                folded.letters += letter;
                folded.from.push(at);
                folded.to.push(at + symbol.length);
            }
        }
        at += symbol.length;
    }
    return folded;
}

const letterOrDigit = /[\p{L}\p{N}]/u;

function wordsOf(query: string) {
    return query
        .split(/[\s,;]+/)
        .map((word) => fold(word).letters)
        .filter(Boolean);
}

/** Ranges of the text that the words of the query begin; digits may stand anywhere. */
export function ranges(text: string, query: string): [number, number][] {
    const folded = fold(text);
    const found: [number, number][] = [];
    for (const word of wordsOf(query)) {
        const anywhere = /^[\d+/-]+$/.test(word);
        for (let at = folded.letters.indexOf(word); at >= 0; at = folded.letters.indexOf(word, at + 1)) {
            const before = folded.letters[at - 1];
            if (!anywhere && before !== undefined && letterOrDigit.test(before)) continue;
            found.push([folded.from[at] ?? 0, folded.to[at + word.length - 1] ?? text.length]);
        }
    }
    return merge(found);
}

function merge(found: [number, number][]) {
    const sorted = [...found].sort((a, b) => a[0] - b[0]);
    const merged: [number, number][] = [];
    for (const [from, to] of sorted) {
        const last = merged.at(-1);
        if (last && from <= last[1]) last[1] = Math.max(last[1], to);
        else merged.push([from, to]);
    }
    return merged;
}

export function pieces(text: string, query: string): Piece[] {
    const cut: Piece[] = [];
    let at = 0;
    for (const [from, to] of ranges(text, query)) {
        if (from > at) cut.push({ text: text.slice(at, from), hit: false });
        cut.push({ text: text.slice(from, to), hit: true });
        at = to;
    }
    if (at < text.length || cut.length === 0) cut.push({ text: text.slice(at), hit: false });
    return cut;
}
