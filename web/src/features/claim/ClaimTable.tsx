// Open claims of all persons: what a list said, and what one can do about it.
import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client';
import type { WaitingClaim } from '../../api/schema';
import { useRight } from '../../api/session';
import { usePages } from '../../api/usePages';
import { useSend } from '../../api/useSend';
import { useFormat, useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Link } from '../../ui/Link';
import { tell } from '../../ui/notice';
import { useSaid } from '../../ui/said';
import { useScopeWords } from '../../ui/scope';
import { Empty, RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';

interface Props {
    /** Those that were settled here: they leave the list without asking for it anew. */
    settled: ReadonlySet<string>;
    onSettled: (claim_id: string) => void;
    onProve: (claim: WaitingClaim) => void;
    onLetter: (claim: WaitingClaim) => void;
}

export function ClaimTable({ settled, onSettled, onProve, onLetter }: Props) {
    const { claims: text, more: moreWord } = useWords();
    const format = useFormat();
    const pages = usePages<WaitingClaim, { rows: WaitingClaim[]; next?: string }>('claims', (after, signal) =>
        api.get('/claims', {
            query: { limit: 100, ...(after ? { after } : {}) },
            ...(signal ? { signal } : {}),
        }),
    );
    const [dropping, setDropping] = useState<WaitingClaim>();
    const late = useLate(pages.pending && !pages.rows);
    const rows = pages.rows?.filter(({ claim_id }) => !settled.has(claim_id));
    if (pages.refusal && !rows)
        return (
            <div className="panel">
                <Trouble refusal={pages.refusal} again={pages.again} />
            </div>
        );
    return (
        <div className="panel">
            {late && <Skeleton lines={10} className="rows" />}
            {rows?.length === 0 && !pages.more && (
                <Empty icon={<FileCheck2 size={26} aria-hidden="true" />} title={text.emptyTitle}>
                    {text.emptyText}
                </Empty>
            )}
            {rows && rows.length > 0 && (
                <p className="claims-count" role="status">
                    {pages.more
                        ? text.countMore(format.number(rows.length))
                        : text.count(rows.length, format.number(rows.length))}
                </p>
            )}
            {rows && rows.length > 0 && (
                <table className="table stack claims-table">
                    <caption className="hidden">{text.table}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text.person}</th>
                            <th scope="col">{text.said}</th>
                            <th scope="col">{text.scope}</th>
                            <th scope="col">{text.source}</th>
                            <th scope="col">{text.actions}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((claim) => (
                            <Row
                                key={claim.claim_id}
                                claim={claim}
                                onProve={() => onProve(claim)}
                                onLetter={() => onLetter(claim)}
                                onDrop={() => setDropping(claim)}
                            />
                        ))}
                    </tbody>
                </table>
            )}
            {pages.refusal && rows && <RefusalNote refusal={pages.refusal} />}
            {pages.more && (
                <Button onClick={() => void pages.more?.()} busy={pages.growing}>
                    {moreWord}
                </Button>
            )}
            {dropping && (
                <DropDialog
                    claim={dropping}
                    onClose={() => setDropping(undefined)}
                    onReload={() => {
                        setDropping(undefined);
                        pages.again();
                    }}
                    onDone={() => {
                        onSettled(dropping.claim_id);
                        setDropping(undefined);
                    }}
                />
            )}
        </div>
    );
}

interface RowProps {
    claim: WaitingClaim;
    onProve: () => void;
    onLetter: () => void;
    onDrop: () => void;
}

function Row({ claim, onProve, onLetter, onDrop }: RowProps) {
    const words = useWords();
    const text = words.claims;
    const format = useFormat();
    const said = useSaid();
    const scope = useScopeWords();
    const mayConsent = useRight('record_consent');
    const mayAsk = useRight('ask_permission');
    const { name } = claim;
    // A key, or the list's own word.
    const way = claim.way && ((words.way as Record<string, string>)[claim.way] ?? claim.way);
    return (
        <tr>
            <th scope="row" className="value">
                <Link className="cell-link" href={`/kunden/${claim.person_id}`}>
                    {name}
                </Link>
            </th>
            <td data-label={text.said}>{format.alone(said(claim.said))}</td>
            <td data-label={text.scope}>{format.alone(scope(claim.areas, claim.channels))}</td>
            <td className="source" data-label={text.source}>
                {[claim.source.name, claim.claimed_on && format.date(claim.claimed_on), way]
                    .filter(Boolean)
                    .join(', ')}
            </td>
            <td>
                <span className="row-actions">
                    {mayConsent && (
                        <Button onClick={onProve} aria-label={text.proveFor(name)}>
                            {text.prove}
                        </Button>
                    )}
                    {mayAsk && (
                        <Button look="quiet" onClick={onLetter} aria-label={text.letterFor(name)}>
                            {text.letter}
                        </Button>
                    )}
                    {mayConsent && (
                        <Button look="quiet" onClick={onDrop} aria-label={text.dropFor(name)}>
                            {text.drop}
                        </Button>
                    )}
                </span>
            </td>
        </tr>
    );
}

interface DropProps {
    claim: WaitingClaim;
    onClose: () => void;
    onReload: () => void;
    onDone: () => void;
}

function DropDialog({ claim, onClose, onReload, onDone }: DropProps) {
    const { claims: text, card } = useWords();
    const { person_id, claim_id } = claim;
    const sending = useSend(
        (version: number, intent) =>
            api.put('/persons/{person_id}/claims/{claim_id}', {
                path: { person_id, claim_id },
                body: { state: 'dropped' },
                version,
                intent,
            }),
        () => {
            tell(card.claimDropped);
            onDone();
        },
    );
    return (
        <ConfirmDialog
            title={text.dropTitle}
            submit={text.drop}
            sending={sending}
            onConfirm={() => void sending.send(claim.version)}
            onClose={onClose}
            onReload={onReload}
        >
            {text.dropText(claim.name)}
        </ConfirmDialog>
    );
}
