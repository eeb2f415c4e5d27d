// The places of the menu: only what exists; who may open it is asked of the session.
import { FileQuestion, FileUp, ScrollText, Users } from 'lucide-react';
import type { Right } from '../api/parts';
import { useSession } from '../api/session';

export const places = [
    { key: 'persons', group: 'work', path: '/kunden', right: 'search_person', icon: Users, letter: 'k' },
    {
        key: 'claims',
        group: 'work',
        path: '/behauptungen',
        right: 'read_person',
        icon: FileQuestion,
        letter: 'b',
    },
    {
        key: 'import',
        group: 'organisation',
        path: '/import',
        right: 'import_list',
        icon: FileUp,
        letter: 'i',
    },
    { key: 'log', group: 'privacy', path: '/protokoll', right: 'verify_log', icon: ScrollText, letter: 'p' },
] as const satisfies readonly { right: Right; [more: string]: unknown }[];

export function usePlaces() {
    const { rights } = useSession();
    return places.filter((place) => rights.includes(place.right));
}
