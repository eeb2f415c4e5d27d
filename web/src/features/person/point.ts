// A contact point as a form holds it.
import type { PointKind } from '../../api/parts';
import type { NewContactPoint } from '../../api/schema';

export interface PointForm {
    kind: PointKind;
    value: string;
    street: string;
    postal_code: string;
    city: string;
    country: string;
    owner: 'self' | 'other';
}

export const point_kinds: PointKind[] = ['phone', 'mobile', 'email', 'post', 'fax', 'messenger'];

export function emptyPoint(kind: PointKind): PointForm {
    return { kind, value: '', street: '', postal_code: '', city: '', country: '', owner: 'self' };
}

const address = ['street', 'postal_code', 'city', 'country'] as const;

export function isEmpty(point: PointForm) {
    const parts = point.kind === 'post' ? address.map((name) => point[name]) : [point.value];
    return parts.every((part) => !part.trim());
}

/** What is sent: of an address its parts, of anything else its value. */
export function newPoint(point: PointForm): NewContactPoint {
    const { kind, owner } = point;
    const names = kind === 'post' ? address : (['value'] as const);
    const given = names.filter((name) => point[name].trim()).map((name) => [name, point[name].trim()]);
    return { kind, owner, ...Object.fromEntries(given) };
}
