// A list's "yes" without proof: somebody records the evidence, or drops it.
import { api } from '../../api/client';
import type { Claim } from '../../api/parts';
import { useSend } from '../../api/useSend';
import { useWords } from '../../i18n';
import { Button } from '../../ui/Button';
import { tell } from '../../ui/notice';
import { RefusalNote } from '../../ui/states';

interface Props {
    person_id: string;
    claim: Claim;
    scope: string;
    onProve: () => void;
    onChanged: () => void;
}

export function ClaimActions({ person_id, claim, scope, onProve, onChanged }: Props) {
    const { card } = useWords();
    const { claim_id, version } = claim;
    const dropping = useSend(
        (seen: number, intent) =>
            api.put('/persons/{person_id}/claims/{claim_id}', {
                path: { person_id, claim_id },
                body: { state: 'dropped' },
                version: seen,
                intent,
            }),
        () => {
            tell(card.claimDropped);
            onChanged();
        },
    );
    return (
        <>
            <span className="row-actions">
                <Button onClick={onProve} aria-label={card.claimProveFor(scope)}>
                    {card.claimProve}
                </Button>
                <Button
                    look="quiet"
                    busy={dropping.busy}
                    onClick={() => void dropping.send(version)}
                    aria-label={card.claimDropFor(scope)}
                >
                    {card.claimDrop}
                </Button>
            </span>
            {dropping.refusal && <RefusalNote refusal={dropping.refusal} onReload={onChanged} />}
        </>
    );
}
