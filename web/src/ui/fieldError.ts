// What the server says about one member of what was sent, shown at its field.
import type { Refusal } from '../api/client';
import { useRefusalWords } from './states';

/** The field of a form that the server's `where` names: the part of the body around it is no field. */
export function fieldOf(where: string | undefined) {
    return where?.replace(/^(?:person|origin|employment|contact_point)\./, '');
}

export function useFieldError(refusal: Refusal | undefined) {
    const say = useRefusalWords(true);
    const where = fieldOf(refusal?.problem.where);
    return (name: string) => {
        if (!refusal || where !== name) return undefined;
        const { what, next } = say(refusal);
        return [what, next].filter(Boolean).join(' ');
    };
}
