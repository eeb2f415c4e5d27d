// Somebody like this is on file: a look at who that is, beside the form that keeps what was typed, and the way on.
import { CircleAlert, Search } from 'lucide-react';
import { useState } from 'react';
import { api, type Refusal } from '../../api/client';
import type { FoundPersons } from '../../api/schema';
import { useAsk } from '../../api/useAsk';
import { useSay, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { readableNumber } from '../../ui/readable';
import { RefusalNote } from '../../ui/states';

interface Props {
    refusal: Refusal;
    name: string;
    busy: boolean;
    onAllTheSame: () => void;
}

export function Known({ refusal, name, busy, onAllTheSame }: Props) {
    const { newPerson: text } = useWords();
    const say = useSay();
    const [searched, setSearched] = useState<string | null>(null);
    const found = useAsk<FoundPersons>(searched, (signal) =>
        api.post('/person-searches', { body: { query: searched ?? '', limit: 10 }, signal }),
    );
    const { what, next } = refusal.problem;
    return (
        <div className="note warn" role="alert">
            <CircleAlert size={18} aria-hidden="true" />
            <div>
                <strong>{text.knownTitle}</strong>
                <p>{[what && say(what), next && say(next)].filter(Boolean).join(' ')}</p>
                {found.data && (
                    <p className="quiet">
                        {found.data.rows.length ? text.found(found.data.rows.length) : text.foundNone}
                    </p>
                )}
                <ul className="known">
                    {found.data?.rows.map((row) => (
                        <li key={row.person_id}>
                            <a
                                className="cell-link"
                                href={`/kunden/${row.person_id}`}
                                target="_blank"
                                rel="noopener"
                            >
                                {row.name}
                            </a>
                            <span className="quiet">
                                {[row.customer_number, row.city, readableNumber(row.contact_points[0] ?? '')]
                                    .filter(Boolean)
                                    .join(' · ')}
                            </span>
                        </li>
                    ))}
                </ul>
                {found.refusal && <RefusalNote refusal={found.refusal} />}
                <span className="row-actions">
                    {name && (
                        <Button
                            icon={<Search size={16} aria-hidden="true" />}
                            busy={found.pending}
                            onClick={() => setSearched(name)}
                        >
                            {text.search}
                        </Button>
                    )}
                    <Button look="quiet" busy={busy} onClick={onAllTheSame}>
                        {text.allTheSame}
                    </Button>
                </span>
            </div>
        </div>
    );
}
