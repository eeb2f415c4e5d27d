// English words of the claims.
import type { claims as de } from './de-claims';

export const claims: typeof de = {
    claims: {
        title: 'Claims',
        lead: 'What lists say about consent and nobody has proven. A claim permits nothing until its evidence is recorded.',
        table: 'Open claims',
        person: 'Person',
        said: 'Said in the list',
        scope: 'Area and channel',
        source: 'Source',
        actions: 'What now?',
        prove: 'Add evidence',
        proveFor: (name) => `Add evidence for ${name}`,
        letter: 'Ask by letter',
        letterFor: (name) => `Ask by letter: ${name}`,
        drop: 'Drop',
        dropFor: (name) => `Drop for ${name}`,
        dropTitle: 'Drop the claim',
        dropText: (name) =>
            `The claim about ${name} then counts as not proven and leaves this list. This cannot be undone.`,
        emptyTitle: 'No open claims',
        emptyText: 'Claims come from lists that say “yes” to advertising without a day, a way and a wording.',
        toList: 'View the claims',
        quoted: (word) => `“${word}”`,
        area: (name) => `Area ${name}`,
    },
    letter: {
        title: 'Ask by letter',
        checking: 'Whether a letter is allowed is being checked …',
        allowed: 'A letter is allowed. The check is stored as evidence.',
        forbidden: 'No letter.',
        partly: 'The letter does not name these areas:',
        duties: 'To be done with it',
        print: 'Print',
        preview: 'The letter (in German, as it is sent)',
        noAreas: 'The claim names no area, and none is on file yet.',
        noAddress: 'No address is on file that may be written to.',
    },
};
