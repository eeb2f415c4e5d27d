// The particulars of a person as a form holds them, and how the changes of two people go together.
import type { RecipientKind } from '../../api/parts';
import type { Person, PersonMembers } from '../../api/schema';

export interface Particulars {
    kind: RecipientKind;
    salutation: string;
    title: string;
    first_name: string;
    last_name: string;
    customer_number: string;
    /** As an ISO date, or as it was typed where it is no day. */
    birth_date: string | null;
    country: string;
    deceased: boolean;
}
export type Field = keyof Particulars;

export const nobody: Particulars = {
    kind: 'consumer',
    salutation: '',
    title: '',
    first_name: '',
    last_name: '',
    customer_number: '',
    birth_date: null,
    country: 'DE',
    deceased: false,
};
const fields = Object.keys(nobody) as Field[];

export function particularsOf(person: Person): Particulars {
    return {
        kind: person.kind,
        salutation: person.salutation ?? '',
        title: person.title ?? '',
        first_name: person.first_name ?? '',
        last_name: person.last_name ?? '',
        customer_number: person.customer_number ?? '',
        birth_date: person.birth_date ?? null,
        country: person.country,
        deceased: person.deceased,
    };
}

/** What is sent: a member that is absent is empty afterwards. */
export function membersOf(form: Particulars): PersonMembers {
    const texts = ['salutation', 'title', 'first_name', 'last_name', 'customer_number'] as const;
    return {
        kind: form.kind,
        deceased: form.deceased,
        country: form.country.trim(),
        ...Object.fromEntries(
            texts.filter((name) => form[name].trim()).map((name) => [name, form[name].trim()]),
        ),
        ...(form.birth_date ? { birth_date: form.birth_date } : {}),
    };
}

const changed = (one: Particulars, other: Particulars, field: Field) => one[field] !== other[field];

/** What somebody else changed since `base` was read. */
export function changedFields(base: Particulars, theirs: Particulars) {
    return fields.filter((field) => changed(base, theirs, field));
}

/** Both sides' changes to `base`; where both changed the same field, those of the preferred side. */
export function together(
    base: Particulars,
    mine: Particulars,
    theirs: Particulars,
    prefer: 'mine' | 'theirs',
): Particulars {
    const pick = (field: Field) => {
        if (!changed(base, mine, field)) return theirs[field];
        if (!changed(base, theirs, field)) return mine[field];
        return prefer === 'mine' ? mine[field] : theirs[field];
    };
    return Object.fromEntries(fields.map((field) => [field, pick(field)])) as unknown as Particulars;
}
