// The list one came from, for J and K on the card, and what was searched for. In memory only: ids, never in the address.
interface Trail {
    ids: string[];
    query: string;
    active: number;
}

let trail: Trail = { ids: [], query: '', active: 0 };

export function rememberTrail(next: Partial<Trail>) {
    trail = { ...trail, ...next };
}

export function readTrail() {
    return trail;
}

export function forgetTrail() {
    trail = { ids: [], query: '', active: 0 };
}

/** The neighbours of a person in that list; undefined at its ends and for whoever is not in it. */
export function neighbours(id: string, ids: readonly string[] = trail.ids) {
    const at = ids.indexOf(id);
    if (at < 0) return { previous: undefined, next: undefined };
    return { previous: ids[at - 1], next: ids[at + 1] };
}
