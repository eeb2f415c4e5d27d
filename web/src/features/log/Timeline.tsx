// What happened to one person's data: who, when, and old beside new.
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client';
import type { Entry, Purpose } from '../../api/schema';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';
import { isLook, useEntries } from './useEntries';

type Filter = 'all' | 'changes' | 'looks';

export function Timeline({ person_id, turn }: { person_id: string; turn: number }) {
    const { card, more: moreWord } = useWords();
    const [filter, setFilter] = useState<Filter>('all');
    const entries = useEntries(`log ${person_id} ${turn}`, (after, signal) =>
        api.get('/persons/{person_id}/log', {
            path: { person_id },
            query: { limit: 20, ...(after ? { after } : {}) },
            ...(signal ? { signal } : {}),
        }),
    );
    const late = useLate(entries.pending && !entries.rows);
    const names: [Filter, string][] = [
        ['all', card.timelineAll],
        ['changes', card.timelineChanges],
        ['looks', card.timelineLooks],
    ];
    const rows =
        entries.rows?.filter((entry) => filter === 'all' || (filter === 'looks') === isLook(entry)) ?? [];
    return (
        <section className="panel" aria-labelledby="timeline-title">
            <div className="panel-head">
                <h2 id="timeline-title">{card.timeline}</h2>
                <div className="segments" role="group" aria-label={card.timelineFilter}>
                    {names.map(([value, name]) => (
                        <button
                            key={value}
                            type="button"
                            className="segment"
                            aria-pressed={filter === value}
                            onClick={() => setFilter(value)}
                        >
                            {name}
                        </button>
                    ))}
                </div>
            </div>
            {late && <Skeleton lines={4} />}
            {entries.refusal &&
                (entries.rows ? (
                    <RefusalNote refusal={entries.refusal} />
                ) : (
                    <Trouble refusal={entries.refusal} again={entries.again} />
                ))}
            {entries.rows && rows.length === 0 && <p className="hint">{card.timelineNone}</p>}
            <ol className="timeline">
                {rows.map((entry) => (
                    <Line key={entry.entry_id} entry={entry} />
                ))}
            </ol>
            {entries.more && (
                <Button onClick={() => void entries.more?.()} busy={entries.growing}>
                    {moreWord}
                </Button>
            )}
        </section>
    );
}

export function useActionName() {
    const { log } = useWords();
    return (action: string) => log.actions[action] ?? action;
}

export function usePurposeName() {
    const { purpose } = useWords();
    return (name: string | null | undefined) => (name ? (purpose[name as Purpose] ?? name) : '');
}

function Line({ entry }: { entry: Entry }) {
    const { card } = useWords();
    const format = useFormat();
    const actionName = useActionName();
    const purposeName = usePurposeName();
    const purpose = purposeName(entry.purpose);
    return (
        <li className={isLook(entry) ? 'look' : 'change'}>
            <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
            <div>
                <strong>{actionName(entry.action)}</strong>
                <span className="quiet">{[entry.actor.name, purpose].filter(Boolean).join(' · ')}</span>
                {entry.changes && entry.changes.length > 0 && (
                    <ul className="changes">
                        {entry.changes.map((change, at) => (
                            <li key={at}>
                                <span className="quiet">{change.field}</span>
                                <s>{change.old ?? card.empty}</s>
                                <ArrowRight size={13} role="img" aria-label={card.to} />
                                <span>{change.new ?? card.empty}</span>
                            </li>
                        ))}
                    </ul>
                )}
            </div>
        </li>
    );
}
