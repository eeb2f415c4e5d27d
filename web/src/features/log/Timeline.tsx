// What happened to one person's data: who, when, and old beside new.
import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import type { Change, Entry } from '../../api/schema';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';
import { usePurposeName } from '../../ui/purpose';
import { told, useActionName, useChangeWords } from './entry';
import { isLook, useEntries } from './useEntries';

const shown_changes = 4;

type Filter = 'all' | 'changes' | 'looks';

export function Timeline({ person_id, turn }: { person_id: string; turn: number }) {
    const { card, more: moreWord } = useWords();
    const [filter, setFilter] = useState<Filter>('all');
    const entries = useEntries(`log ${person_id} ${turn}`, (after, signal) =>
        api.get('/persons/{person_id}/log', {
            path: { person_id },
            // Looks are many: whoever goes on for what is behind them goes in longer steps.
            query: { limit: after ? 100 : 20, ...(after ? { after } : {}) },
            ...(signal ? { signal } : {}),
        }),
    );
    const format = useFormat();
    const late = useLate(entries.pending && !entries.rows);
    const names: [Filter, string][] = [
        ['all', card.timelineAll],
        ['changes', card.timelineChanges],
        ['looks', card.timelineLooks],
    ];
    const rows =
        entries.rows?.filter((entry) => filter === 'all' || (filter === 'looks') === isLook(entry)) ?? [];
    const { more, growing, refusal } = entries;
    const none = entries.rows !== undefined && rows.length === 0;
    // What is asked for may stand on any later page: it is not missing before the end.
    const searching = none && more !== undefined && !refusal;
    useEffect(() => {
        if (searching && !growing) void more();
    });
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
            {none && (!more || searching) && (
                <p className="hint" role="status">
                    {searching
                        ? card.timelineSearching(format.number(entries.rows?.length ?? 0))
                        : card.timelineNone}
                </p>
            )}
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

function Line({ entry }: { entry: Entry }) {
    const { card } = useWords();
    const format = useFormat();
    const actionName = useActionName();
    const purpose = usePurposeName()(entry.purpose);
    const changes = told(entry);
    return (
        <li className={isLook(entry) ? 'look' : 'change'}>
            <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
            <div>
                <strong>{actionName(entry.action)}</strong>
                <span className="quiet">{[entry.actor.name, purpose].filter(Boolean).join(' · ')}</span>
                {changes.length > shown_changes ? (
                    <details className="changes-more">
                        <summary>{card.changesOf(changes.length)}</summary>
                        <Changes changes={changes} />
                    </details>
                ) : (
                    changes.length > 0 && <Changes changes={changes} />
                )}
            </div>
        </li>
    );
}

function Changes({ changes }: { changes: Change[] }) {
    const { card } = useWords();
    const words = useChangeWords();
    return (
        <ul className="changes">
            {changes.map((change, at) => {
                const { field, old, now } = words(change);
                return (
                    <li key={at}>
                        <span className="quiet">{field}</span>
                        {old !== undefined && (
                            <>
                                <s>{old}</s>
                                <ArrowRight size={13} role="img" aria-label={card.to} />
                            </>
                        )}
                        <span>{now ?? card.empty}</span>
                    </li>
                );
            })}
        </ul>
    );
}
