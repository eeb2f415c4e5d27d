// The company's log, newest first. Names of people are not in it; who may read a card sees them there.
import { api } from '../../api/client';
import type { Entry } from '../../api/schema';
import { useRight } from '../../api/session';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { Link } from '../../ui/Link';
import { RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';
import { usePurposeName } from '../../ui/purpose';
import { useActionName } from './entry';
import { useEntries } from './useEntries';

export function LogTable() {
    const { log, more: moreWord, none } = useWords();
    const format = useFormat();
    const actionName = useActionName();
    const purposeName = usePurposeName();
    const entries = useEntries('log', (after, signal) =>
        api.get('/log', {
            query: { limit: 100, ...(after ? { after } : {}) },
            ...(signal ? { signal } : {}),
        }),
    );
    const late = useLate(entries.pending && !entries.rows);
    if (entries.refusal && !entries.rows)
        return (
            <div className="panel">
                <Trouble refusal={entries.refusal} again={entries.again} />
            </div>
        );
    return (
        <div className="panel">
            {late && <Skeleton lines={10} className="rows" />}
            {entries.rows?.length === 0 && <p className="hint">{log.none}</p>}
            {entries.rows && entries.rows.length > 0 && (
                <table className="table stack log-table">
                    <caption className="hidden">{log.table}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{log.at}</th>
                            <th scope="col">{log.action}</th>
                            <th scope="col">{log.actor}</th>
                            <th scope="col">{log.purpose}</th>
                            <th scope="col">{log.about}</th>
                            <th scope="col">{log.id}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {entries.rows.map((entry) => (
                            <tr key={entry.entry_id}>
                                <td className="nowrap">
                                    <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
                                </td>
                                <th scope="row" className="value">
                                    {actionName(entry.action)}
                                </th>
                                <td data-label={log.actor}>{entry.actor.name}</td>
                                <td data-label={log.purpose}>{purposeName(entry.purpose) || none}</td>
                                <td data-label={log.about}>
                                    <About entry={entry} />
                                </td>
                                <td data-label={log.id} className="mono">
                                    {entry.entry_id}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
            {entries.refusal && entries.rows && <RefusalNote refusal={entries.refusal} />}
            {entries.more && (
                <Button onClick={() => void entries.more?.()} busy={entries.growing}>
                    {moreWord}
                </Button>
            )}
        </div>
    );
}

/** The record, with the way to the card of whoever it is about. */
function About({ entry }: { entry: Entry }) {
    const { log } = useWords();
    const mayRead = useRight('read_person');
    const name = log.records[entry.record_kind] ?? entry.record_kind;
    if (!entry.person_id || !mayRead || entry.action === 'person.remove') return name;
    return (
        <Link className="cell-link" href={`/kunden/${entry.person_id}`}>
            {name}
        </Link>
    );
}
