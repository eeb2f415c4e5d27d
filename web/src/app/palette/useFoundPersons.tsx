// The persons a palette's query finds, each with its permission in one line. What is found is remembered nowhere.
import { User } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { useHouse } from '../../api/house';
import type { PersonRow } from '../../api/schema';
import { useRight } from '../../api/session';
import { useAsk } from '../../api/useAsk';
import { rememberTrail } from '../../features/person/trail';
import { useSpeech } from '../../i18n';
import { navigate } from '../../ui/navigation';
import { useRefusalWords } from '../../ui/states';
import type { Item } from './item';

const shown_persons = 6;

export function useFoundPersons(query: string) {
    const { words } = useSpeech();
    const { areas } = useHouse();
    const mayFind = useRight('search_person');
    const mayAsk = useRight('ask_permission');
    const refusalWords = useRefusalWords();
    const [settled, setSettled] = useState('');
    useEffect(() => {
        const timer = setTimeout(() => setSettled(query.trim()), 80);
        return () => clearTimeout(timer);
    }, [query]);
    const area = mayAsk ? areas[0] : undefined;
    const found = useAsk(mayFind && settled ? `palette ${settled}` : null, (signal) =>
        api.post('/person-searches', {
            body: { query: settled, limit: shown_persons, ...(area ? { area_no: area.area_no } : {}) },
            signal,
        }),
    );
    const rows = query.trim() ? (found.data?.rows.slice(0, shown_persons) ?? []) : [];
    const line = (person: PersonRow) => {
        const phone = person.permissions?.find((each) => each.channel === 'phone');
        const all =
            person.permissions?.length && person.permissions.every((each) => each.status === 'objected');
        const statement = all
            ? words.palette.objected
            : phone && area
              ? words.palette.line(area.name, words.palette.phone[phone.status])
              : '';
        return [person.city, statement].filter(Boolean).join(' · ');
    };
    return {
        pending: found.pending || query.trim() !== settled,
        trouble: found.refusal ? refusalWords(found.refusal).title : '',
        items: rows.map((person): Item => ({
            id: person.person_id,
            icon: <User size={16} aria-hidden="true" />,
            text: person.name,
            side: line(person),
            run: () => {
                rememberTrail({ ids: rows.map((row) => row.person_id) });
                navigate(`/kunden/${person.person_id}`);
            },
        })),
    };
}
