// What lists claimed without saying when and how: it permits nothing until somebody records the evidence, or drops it.
import { useState } from 'react';
import { api, type Refusal } from '../../api/client';
import { useAreaName } from '../../api/house';
import type { OpenClaim, OpenClaimList } from '../../api/schema';
import { useRight } from '../../api/session';
import { asRefusal, useAsk } from '../../api/useAsk';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { Link } from '../../ui/Link';
import { tell } from '../../ui/notice';
import { RefusalNote, Skeleton, Trouble, useLate } from '../../ui/states';

interface Props {
    import_id: string | undefined;
    turn: number;
    onProve: (claim: OpenClaim) => void;
    onChanged: () => void;
}

export function ClaimsPanel({ import_id, turn, onProve, onChanged }: Props) {
    const { imports, more: moreWord } = useWords();
    const mayConsent = useRight('record_consent');
    const [after, setAfter] = useState<string>();
    const [before, setBefore] = useState<OpenClaim[]>([]);
    const [refusal, setRefusal] = useState<Refusal>();
    const query = { limit: 20, ...(import_id ? { import_id } : {}), ...(after ? { after } : {}) };
    const asked = useAsk<OpenClaimList>(`claims ${import_id} ${turn} ${after}`, (signal) =>
        api.get('/claims', { query, signal }),
    );
    const late = useLate(asked.pending && before.length === 0);
    const rows = [...before, ...(asked.data?.rows ?? [])];

    const drop = async (claim: OpenClaim) => {
        setRefusal(undefined);
        try {
            await api.put('/persons/{person_id}/claims/{claim_id}', {
                path: { person_id: claim.person_id, claim_id: claim.claim_id },
                body: { state: 'dropped' },
                headers: { 'If-Match': `"${claim.version}"` },
            });
            tell(imports.dropped);
        } catch (error) {
            setRefusal(asRefusal(error));
        }
        // Refused or not: what is stored now is what counts.
        setBefore([]);
        setAfter(undefined);
        onChanged();
    };
    const next = asked.data?.next;
    return (
        <section className="panel" aria-labelledby="claims-title">
            <div className="panel-head">
                <h2 id="claims-title">{imports.claimsTitle}</h2>
            </div>
            <p className="hint">{imports.claimsLead}</p>
            {refusal && <RefusalNote refusal={refusal} />}
            {late && <Skeleton lines={4} />}
            {asked.refusal && <Trouble refusal={asked.refusal} again={asked.again} />}
            {asked.data && rows.length === 0 && <p>{imports.claimsNone}</p>}
            {rows.length > 0 && (
                <table className="table stack claims-table" aria-labelledby="claims-title">
                    <thead>
                        <tr>
                            <th scope="col">{imports.person}</th>
                            <th scope="col">{imports.said}</th>
                            <th scope="col">{imports.scope}</th>
                            <th scope="col">{imports.actions}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((claim) => (
                            <ClaimRow
                                key={claim.claim_id}
                                claim={claim}
                                onProve={mayConsent ? () => onProve(claim) : undefined}
                                onDrop={mayConsent ? () => void drop(claim) : undefined}
                            />
                        ))}
                    </tbody>
                </table>
            )}
            {next && (
                <Button
                    busy={asked.pending}
                    onClick={() => {
                        setBefore(rows);
                        setAfter(next);
                    }}
                >
                    {moreWord}
                </Button>
            )}
        </section>
    );
}

function ClaimRow({
    claim,
    onProve,
    onDrop,
}: {
    claim: OpenClaim;
    onProve: (() => void) | undefined;
    onDrop: (() => void) | undefined;
}) {
    const words = useWords();
    const { imports, card } = words;
    const areaName = useAreaName();
    const where = claim.areas.all ? card.allAreas : claim.areas.areas.map(areaName).join(', ');
    const how =
        claim.channels.length === 0
            ? card.allChannels
            : claim.channels.map((channel) => words.channel[channel]).join(', ');
    return (
        <tr>
            <th scope="row" className="value">
                <Link className="cell-link" href={`/kunden/${claim.person_id}`}>
                    {claim.name}
                </Link>
            </th>
            <td data-label={imports.said}>{claim.said}</td>
            <td data-label={imports.scope}>{`${where} · ${how}`}</td>
            <td>
                <span className="row-actions">
                    {onProve && (
                        <Button onClick={onProve} aria-label={imports.proveFor(claim.name)}>
                            {imports.prove}
                        </Button>
                    )}
                    {onDrop && (
                        <Button look="quiet" onClick={onDrop} aria-label={imports.dropFor(claim.name)}>
                            {imports.dropIt}
                        </Button>
                    )}
                </span>
            </td>
        </tr>
    );
}
